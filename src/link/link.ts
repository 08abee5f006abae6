/**
 * Makes an edition of the entries: decides what is published, where everything lies, and what every
 * reference leads to. It reads summaries only, never a body, a template or the disk, so that an edit of
 * prose cannot change it. The clock is the injected `now`.
 */
import {
  articleAddress,
  authorAddress,
  feedOf,
  FRONT,
  listingPages,
  pageAddress,
  SERIES,
  SOURCES,
  topicAddress,
} from '../addresses.ts';
import { clockText } from '../base/clock-text.ts';
import { byCodePoint, sortedBy } from '../base/order.ts';
import { slugOfFileName } from '../base/slug.ts';
import type { Config, SiteLink } from '../config/config.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type {
  Address,
  ArticleSummary,
  AuthorSummary,
  BinaryFile,
  Cites,
  CopiedFile,
  Edition,
  Entry,
  Introduced,
  OutletSummary,
  OutputPath,
  PageSummary,
  PromoSummary,
  Published,
  Resolution,
  SeriesPart,
  SourcePath,
  Summary,
  Tag,
  TopicSummary,
  Visibility,
  Withheld,
} from '../model.ts';
import { gatherAllNames } from './all-names.ts';
import { indexArticles } from './article-index.ts';
import type { Candidate } from './article-index.ts';
import { candidatesOf } from './candidates.ts';
import { citesOf } from './citations.ts';
import { claimAddresses, nameWithheld } from './claim-addresses.ts';
import { collectionsOf } from './collections.ts';
import { gatherCorrections } from './corrections.ts';
import { backReferences, footSeeAlso } from './cross-references.ts';
import { gatherFiles, publicFile } from './files.ts';
import { guidsOf } from './guids.ts';
import type { Name, Names } from './names.ts';
import { reportNearNames, topicRelations } from './near-names.ts';
import { checkOutlets } from './outlet-findings.ts';
import { checkPassages } from './passages.ts';
import { publishPromos } from './promos.ts';
import { relate, relatedTo } from './related.ts';
import { resolveReferences } from './resolve.ts';
import type { Site } from './resolve.ts';
import { checkSeries, partsOf, placesInSeries } from './series.ts';
import { checkSiteLinks } from './site-links.ts';
import { gatherTranslations } from './translations.ts';
import { tableUrls } from './urls.ts';
import { dueAfter, isShown, momentOf, visibilityOf } from './visibility.ts';
import type { Show } from './visibility.ts';

export interface LinkInput {
  readonly entries: readonly Entry[];
  /** Files beside articles and in `media/`: copied when something refers to them. */
  readonly binaries: readonly BinaryFile[];
  /** Files of `public/`: copied whole. */
  readonly publicFiles: readonly BinaryFile[];
  /** Where the theme's own files go. */
  readonly themeFiles: readonly OutputPath[];
  /** Plain URLs of the configuration and of templates. */
  readonly siteLinks: readonly SiteLink[];
  readonly config: Config;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly show: Show;
  /** Whether findings are wanted, which only a check shows. */
  readonly findings: boolean;
}

/** Beyond these, mistakes are reported without a suggestion. */
const MOST_SEARCHES = 200;

/** An article with what is decided about it before any reference is resolved. */
export interface Placed {
  readonly entry: Entry<ArticleSummary>;
  readonly summary: ArticleSummary;
  readonly visibility: Visibility;
  readonly shown: boolean;
  readonly address: Address;
  readonly topics: readonly Tag[];
}

export function link(input: LinkInput): Outcome<Edition> {
  const { config, now } = input;
  const diagnostics: Diagnostic[] = [];
  const groups = groupEntries(input.entries);
  const names = gatherAllNames(groups, input, diagnostics);
  const { topics, authors, series, outlets } = names;
  reportNearNames(groups.articles, topics, authors, diagnostics);
  checkSeries(groups.articles, now, series, diagnostics);
  checkOutlets(groups.articles, outlets, diagnostics);
  checkPassages(groups.articles, config.links.unresolved, diagnostics);

  const tagOf = tagsOf();
  const placed = groups.articles.flatMap((it) => place(it, input, topics, tagOf));
  const shown = placed.filter((it) => it.shown).sort(newestFirst);
  const cites = new Map(
    shown.map((it) => [it.entry.path, citesOf(it.summary, outlets, () => true)]),
  );
  const parts = partsOf(
    shown.map(({ entry: { path }, summary }) => ({ path, summary })),
    series,
  );
  const collections = collectionsOf({
    ...{ shown, topics, authors, series, parts, cites, config },
    outlets: outlets.names,
    topicRegistry: groups.topics,
  });
  const size = config.listing.size;
  const lists = {
    series: listingPages(SERIES, collections.series.length, size),
    sources: listingPages(SOURCES, collections.sources.length, size),
  };
  const corrections = gatherCorrections(
    shown.map(({ entry: { path }, summary }) => ({ path, summary })),
    size,
  );
  const front = listingPages(FRONT, shown.length, config.listing.size);
  const files = gatherFiles(input.binaries, input.publicFiles);
  const urls = tableUrls(config);
  const candidates = candidatesOf(placed, groups.pages, collections, urls);
  const site: Site = {
    index: indexArticles(candidates),
    urls,
    files,
    fallback: config.links.unresolved,
    findings: input.findings,
    searches: { left: MOST_SEARCHES },
    broken: brokenNames(input.entries),
    stateOf: (candidate) => stateOf(candidate, config.timezone),
  };
  const redirects = claimAddresses({
    input,
    shown,
    pages: groups.pages,
    collections,
    listings: { front, ...lists, corrections: [...corrections.pages, corrections.feed] },
    urls,
    diagnostics,
  });
  nameWithheld(placed, candidates, urls);

  const resolve = (entry: Entry): readonly Resolution[] =>
    resolveReferences(site, entry.path, entry.summary?.references ?? [], diagnostics);
  const resolved = new Map(shown.map((it) => [it.entry.path, resolve(it.entry)]));
  const sourceIds = new Set(collections.sources.map((it) => it.id));
  const cited = (summary: Summary): Cites =>
    citesOf(summary, outlets, (it) => sourceIds.has(it.id));
  const pages = groups.pages.flatMap(({ path, summary }) =>
    summary === null
      ? []
      : [
          {
            path,
            summary,
            address: pageAddress(summary.slug),
            resolutions: resolveReferences(site, path, summary.references, diagnostics),
            ...cited(summary),
          },
        ],
  );
  const introductions: Record<string, Introduced> = {};
  for (const entry of [...groups.topics, ...groups.authors, ...groups.outlets]) {
    const { path, summary } = entry;
    if (summary === null) continue;
    introductions[path] = { summary, resolutions: resolve(entry), ...cited(summary) };
  }
  const { promos: entries } = groups;
  const promos = publishPromos({ ...input, entries, site, resolve, cited, diagnostics });
  const copied = filesOf(input.publicFiles, files.used);
  // What no page shows is checked too, so that its mistakes are known before it goes live; but only now,
  // so that its pictures are not among the files to copy.
  for (const it of placed) if (!it.shown) resolve(it.entry);
  promos.checkHidden();
  topicRelations(groups.topics, topics, diagnostics);
  checkSiteLinks(input.siteLinks, site, diagnostics);

  const places = placesInSeries(parts, series);
  const articles = publish(shown, { resolved, authors, cites, places, config }, diagnostics);
  const edition: Edition = {
    articles,
    front: { pages: front, feed: feedOf(FRONT) },
    pages,
    ...collections,
    lists,
    corrections,
    introductions,
    promos: promos.shown,
    files: copied,
    redirects,
    withheld: withheldOf(placed),
    due: dueAfter(
      [...groups.articles, ...groups.promos].flatMap((it) => it.summary ?? []),
      now,
    ),
  };
  return { value: edition, diagnostics };
}

interface Groups {
  readonly articles: readonly Entry<ArticleSummary>[];
  readonly pages: readonly Entry<PageSummary>[];
  readonly topics: readonly Entry<TopicSummary>[];
  readonly authors: readonly Entry<AuthorSummary>[];
  readonly outlets: readonly Entry<OutletSummary>[];
  readonly promos: readonly Entry<PromoSummary>[];
}

/** Entries by kind, each group in the order of paths, whatever order they came in. */
function groupEntries(entries: readonly Entry[]): Groups {
  const sorted = sortedBy(entries, (it) => it.path);
  const of = <S extends Summary>(kind: S['of']): Entry<S>[] =>
    sorted.filter((it): it is Entry<S> => it.summary?.of === kind);
  return {
    articles: of<ArticleSummary>('article'),
    pages: of<PageSummary>('page'),
    topics: of<TopicSummary>('topic'),
    authors: of<AuthorSummary>('author'),
    outlets: of<OutletSummary>('outlet'),
    promos: of<PromoSummary>('promo'),
  };
}

function place(
  entry: Entry<ArticleSummary>,
  { config, now, show }: LinkInput,
  topics: Names,
  tagOf: (name: Name) => Tag,
): Placed[] {
  const { summary } = entry;
  if (summary === null) return [];
  const visibility = visibilityOf(summary, now);
  const found = summary.topics.flatMap((it) => topics.find(it) ?? []);
  const tags = (found.length < 2 ? found : [...new Set(found)]).map(tagOf);
  const address = articleAddress(config, summary, tags[0]?.id ?? null);
  return [{ entry, summary, visibility, shown: isShown(visibility, show), address, topics: tags }];
}

/** Gives the tag of a topic, made once: most articles have the same few. */
function tagsOf(): (name: Name) => Tag {
  const tags = new Map<Name, Tag>();
  return (name) => {
    const { id, title } = name;
    const tag = tags.get(name) ?? { id, title, address: topicAddress(id) };
    tags.set(name, tag);
    return tag;
  };
}

function newestFirst(a: Placed, b: Placed): number {
  return b.summary.date.instant - a.summary.date.instant || byCodePoint(a.entry.path, b.entry.path);
}

/** Names under which others may refer to files that could not be read: one mistake is reported once. */
function brokenNames(entries: readonly Entry[]): Set<string> {
  const names = new Set<string>();
  for (const { path, summary } of entries) {
    if (summary !== null) continue;
    const name = path.replace(/(\/index)?\.md$/, '').replace(/^.*\//, '');
    for (const it of [path, name, slugOfFileName(path)]) names.add(it);
  }
  return names;
}

function stateOf({ visibility, moment }: Candidate, timezone: string): string {
  switch (visibility) {
    case 'live':
      return 'it is not part of this edition';
    case 'draft':
      return 'it is a draft';
    case 'scheduled':
      return `it is not published yet: it goes live ${moment === null ? '' : clockText(moment)} ${timezone}`;
    case 'expired':
      return `it is no longer published: it expired ${moment === null ? '' : clockText(moment)} ${timezone}`;
  }
}

function withheldOf(placed: readonly Placed[]): Withheld[] {
  return placed.flatMap(({ entry, summary, visibility, shown }) =>
    shown || visibility === 'live'
      ? []
      : [
          {
            path: entry.path,
            title: summary.title,
            visibility,
            moment: momentOf(summary, visibility),
          },
        ],
  );
}

function filesOf(
  publicFiles: readonly BinaryFile[],
  used: ReadonlyMap<SourcePath, CopiedFile>,
): CopiedFile[] {
  const byOutput = new Map<OutputPath, CopiedFile>();
  for (const file of sortedBy(used.values(), (it) => it.path)) {
    // The same bytes under the same name lie in two folders: written once.
    if (!byOutput.has(file.output)) byOutput.set(file.output, file);
  }
  for (const file of publicFiles.map(publicFile)) byOutput.set(file.output, file);
  return sortedBy(byOutput.values(), (it) => it.output);
}

interface Decided {
  readonly resolved: ReadonlyMap<SourcePath, readonly Resolution[]>;
  readonly authors: Names;
  readonly cites: ReadonlyMap<SourcePath, Cites>;
  readonly places: ReadonlyMap<SourcePath, SeriesPart>;
  readonly config: Config;
}

function publish(
  shown: readonly Placed[],
  { resolved, authors, cites, places, config }: Decided,
  diagnostics: Diagnostic[],
): Published[] {
  const versions = gatherTranslations(shown, resolved, diagnostics);
  const referredToBy = backReferences(shown, resolved, versions);
  const guids = guidsOf(shown, config, diagnostics);
  const articles = shown.map(({ entry, summary, visibility, address, topics }, at) => {
    const resolutions = resolved.get(entry.path) ?? [];
    return {
      path: entry.path,
      summary,
      address,
      guid: guids.get(entry.path) ?? address,
      visibility,
      bylines: summary.authors.flatMap(({ who, role }) => {
        const name = authors.find(who);
        if (name === null) return [];
        return [{ name: name.title, role, address: authorAddress(name.id) }];
      }),
      topics,
      resolutions,
      ...(cites.get(entry.path) ?? { citations: [], excerpts: [] }),
      seeAlso: footSeeAlso(summary, resolutions),
      referredToBy: referredToBy.get(entry.path) ?? [],
      translations: versions.get(entry.path)?.others ?? [],
      original: versions.get(entry.path)?.original ?? null,
      series: places.get(entry.path) ?? null,
      newer: shown[at - 1]?.entry.path ?? null,
      older: shown[at + 1]?.entry.path ?? null,
      related: [] as SourcePath[],
    };
  });
  // Which are related hangs on all of the rest, so it is filled in before anybody sees them.
  const relations = relate(articles);
  for (const [at, { related }] of articles.entries()) {
    for (const other of relatedTo(relations, at)) {
      const path = articles[other]?.path;
      if (path !== undefined) related.push(path);
    }
  }
  return articles;
}

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
  topicAddress,
} from '../addresses.ts';
import { clockText } from '../base/moment.ts';
import { byCodePoint, sortedBy } from '../base/order.ts';
import { slugOfFileName } from '../base/slug.ts';
import type { Config, SiteLink } from '../config/config.ts';
import { duplicateId } from '../diagnostics/catalog/links.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type {
  Address,
  ArticleSummary,
  AuthorSummary,
  BinaryFile,
  CopiedFile,
  Edition,
  Entry,
  Introduced,
  OutputPath,
  PageSummary,
  Published,
  Resolution,
  SourcePath,
  Summary,
  Tag,
  TopicSummary,
  Visibility,
  Withheld,
} from '../model.ts';
import { indexArticles } from './article-index.ts';
import type { Candidate } from './article-index.ts';
import { candidatesOf } from './candidates.ts';
import { claimAddresses, nameWithheld } from './claim-addresses.ts';
import { collectionsOf } from './collections.ts';
import { gatherFiles, publicFile } from './files.ts';
import { authorTitle, gatherNames, topicTitle } from './names.ts';
import type { Mention, Names } from './names.ts';
import { reportNearNames, topicRelations } from './near-names.ts';
import { checkPassages } from './passages.ts';
import { resolveReferences } from './resolve.ts';
import type { Site } from './resolve.ts';
import { checkSiteLinks } from './site-links.ts';
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
  const topics = gatherNames(
    groups.topics,
    topicMentions(groups.articles, input),
    topicTitle,
    diagnostics,
  );
  const authors = gatherNames(
    groups.authors,
    authorMentions(groups.articles, input),
    authorTitle,
    diagnostics,
  );
  reportNearNames(groups.articles, topics, authors, diagnostics);
  checkPassages(groups.articles, config.links.unresolved, diagnostics);

  const placed = groups.articles.flatMap((it) => place(it, input, topics));
  const shown = placed.filter((it) => it.shown).sort(newestFirst);
  const collections = collectionsOf({ shown, topics, authors, config });
  const front = listingPages(FRONT, shown.length, config.listing.size);
  const files = gatherFiles(input.binaries, input.publicFiles);
  const urls = tableUrls(config);
  const candidates = candidatesOf(placed, groups.pages, collections, urls);
  const site: Site = {
    index: indexArticles(candidates),
    urls,
    files,
    fallback: config.links.unresolved,
    searches: { left: MOST_SEARCHES },
    broken: brokenNames(input.entries),
    stateOf: (candidate) => stateOf(candidate, config.timezone),
  };
  const redirects = claimAddresses({
    input,
    shown,
    pages: groups.pages,
    collections,
    front,
    urls,
    diagnostics,
  });
  nameWithheld(placed, candidates, urls);

  const resolve = (entry: Entry): readonly Resolution[] =>
    resolveReferences(site, entry.path, entry.summary?.references ?? [], diagnostics);
  const resolved = new Map(shown.map((it) => [it.entry.path, resolve(it.entry)]));
  const pages = groups.pages.flatMap(({ path, summary }) =>
    summary === null
      ? []
      : [
          {
            path,
            summary,
            address: pageAddress(summary.slug),
            resolutions: resolveReferences(site, path, summary.references, diagnostics),
          },
        ],
  );
  const introductions: Record<string, Introduced> = {};
  for (const entry of [...groups.topics, ...groups.authors]) {
    if (entry.summary === null) continue;
    introductions[entry.path] = { summary: entry.summary, resolutions: resolve(entry) };
  }
  const copied = filesOf(input.publicFiles, files.used);
  // What no page shows is checked too, so that its mistakes are known before it goes live; but only now,
  // so that its pictures are not among the files to copy.
  for (const it of placed) if (!it.shown) resolve(it.entry);
  for (const entry of groups.others) resolve(entry);
  topicRelations(groups.topics, topics, diagnostics);
  checkSiteLinks(input.siteLinks, site, diagnostics);

  const articles = publish(shown, resolved, authors, config, diagnostics);
  const edition: Edition = {
    articles,
    front: { pages: front, feed: feedOf(FRONT) },
    pages,
    ...collections,
    introductions,
    files: copied,
    redirects,
    withheld: withheldOf(placed),
    due: dueAfter(
      placed.map((it) => it.summary),
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
  readonly others: readonly Entry[];
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
    others: sorted.filter((it) => it.summary?.of === 'outlet' || it.summary?.of === 'promo'),
  };
}

function topicMentions(articles: Groups['articles'], input: LinkInput): Mention[] {
  return mentions(articles, input, 'topics', (it) => it.topics);
}

function authorMentions(articles: Groups['articles'], input: LinkInput): Mention[] {
  return mentions(articles, input, 'authors', (it) => it.authors.map(({ who }) => who));
}

function mentions(
  articles: Groups['articles'],
  { now, show }: LinkInput,
  field: string,
  spellingsOf: (summary: ArticleSummary) => readonly string[],
): Mention[] {
  return articles.flatMap(({ path, summary }) => {
    if (summary === null) return [];
    const shown = isShown(visibilityOf(summary, now), show);
    return spellingsOf(summary).map((spelling, at) => ({
      spelling,
      path,
      field: `${field}.${at}`,
      shown,
    }));
  });
}

function place(
  entry: Entry<ArticleSummary>,
  { config, now, show }: LinkInput,
  topics: Names,
): Placed[] {
  const { summary } = entry;
  if (summary === null) return [];
  const visibility = visibilityOf(summary, now);
  const found = summary.topics.flatMap((it) => topics.find(it) ?? []);
  const tags = [...new Set(found)].map(({ id, title }) => ({
    id,
    title,
    address: topicAddress(id),
  }));
  const address = articleAddress(config, summary, tags[0]?.id ?? null);
  return [{ entry, summary, visibility, shown: isShown(visibility, show), address, topics: tags }];
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

function publish(
  shown: readonly Placed[],
  resolved: ReadonlyMap<SourcePath, readonly Resolution[]>,
  authors: Names,
  config: Config,
  diagnostics: Diagnostic[],
): Published[] {
  const referredToBy = backReferences(shown, resolved);
  const guids = guidsOf(shown, config, diagnostics);
  return shown.map(({ entry, summary, visibility, address, topics }, at) => {
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
      seeAlso: footSeeAlso(summary, resolutions),
      referredToBy: referredToBy.get(entry.path) ?? [],
      newer: shown[at - 1]?.entry.path ?? null,
      older: shown[at + 1]?.entry.path ?? null,
    };
  });
}

/** The articles of `seeAlso:`, each once, without those an aside in the text already shows. */
function footSeeAlso(summary: ArticleSummary, resolutions: readonly Resolution[]): SourcePath[] {
  const target = (at: number): SourcePath | null => {
    const resolution = resolutions[at];
    return resolution?.to === 'page' ? resolution.article : null;
  };
  const inText = new Set(
    summary.references.flatMap((it, at) => (it.form === 'see-also' ? (target(at) ?? []) : [])),
  );
  const foot = new Set(summary.seeAlso.flatMap((at) => target(at) ?? []));
  return [...foot].filter((it) => !inText.has(it));
}

/** For each article those that lead to it, newest first, each once. */
function backReferences(
  shown: readonly Placed[],
  resolved: ReadonlyMap<SourcePath, readonly Resolution[]>,
): Map<SourcePath, SourcePath[]> {
  const back = new Map<SourcePath, SourcePath[]>();
  for (const { entry } of shown) {
    const targets = new Set(
      (resolved.get(entry.path) ?? []).flatMap((it) =>
        it.to === 'page' ? (it.article ?? []) : [],
      ),
    );
    targets.delete(entry.path);
    for (const target of targets) {
      const list = back.get(target);
      if (list === undefined) back.set(target, [entry.path]);
      else list.push(entry.path);
    }
  }
  return back;
}

/** Permanent ids: `id:`, or a tag URI (RFC 4151) of host, day and slug. A duplicate is reported. */
function guidsOf(
  shown: readonly Placed[],
  config: Config,
  diagnostics: Diagnostic[],
): Map<SourcePath, string> {
  const host = config.feeds.host ?? new URL(config.origin).hostname;
  const owners = new Map<string, SourcePath>();
  const guids = new Map<SourcePath, string>();
  for (const { entry, summary } of sortedBy(shown, (it) => it.entry.path)) {
    const guid =
      summary.id ?? `tag:${host},${summary.date.day}:${encodeURIComponent(summary.slug)}`;
    const other = owners.get(guid);
    if (other === undefined) owners.set(guid, entry.path);
    else
      diagnostics.push(
        duplicateId(entry.path, summary.id === null ? null : { field: 'id' }, guid, other),
      );
    guids.set(entry.path, guid);
  }
  return guids;
}

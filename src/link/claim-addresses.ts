import {
  ARCHIVE,
  AUTHORS,
  decode,
  FEEDS,
  feedOf,
  fileAddress,
  FRONT,
  KINDS,
  MANIFEST,
  NEWS_SITEMAP,
  NOT_FOUND,
  pageAddress,
  REDIRECTS,
  ROBOTS,
  SITEMAP,
  TOPICS,
} from '../addresses.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Address, Collection, Entry, PageSummary, Redirect } from '../model.ts';
import type { Named } from './candidates.ts';
import { handOutAddresses } from './claims.ts';
import type { Claimant, Claims } from './claims.ts';
import type { Collections } from './collections.ts';
import type { LinkInput, Placed } from './link.ts';
import { mediaFile, publicFile } from './files.ts';
import type { UrlTable } from './urls.ts';

interface Given {
  readonly input: LinkInput;
  readonly shown: readonly Placed[];
  readonly pages: readonly Entry<PageSummary>[];
  readonly collections: Collections;
  /** The pages of every list that is no collection, and the feed of corrections. */
  readonly listings: Readonly<
    Record<'front' | 'series' | 'sources' | 'corrections', readonly Address[]>
  >;
  readonly urls: UrlTable;
  readonly diagnostics: Diagnostic[];
}

const RENAME = 'Give one of them another `slug:`, or rename the file.';

/**
 * Gives every output its address, once, and enters it in the table that plain URLs are checked against.
 */
export function claimAddresses(given: Given): Redirect[] {
  const { input, shown, pages, collections, listings, urls, diagnostics } = given;
  const claims = handOutAddresses();
  const claim = (address: Address, claimant: Claimant): boolean => {
    const free = claims.claim(address, claimant);
    if (free) urls.add(address, { address });
    return free;
  };
  for (const [address, name] of fixed(listings)) claim(address, ours(name));
  const permalink = permalinkRule(input);
  for (const { entry, address } of [...shown].reverse()) {
    claim(address, {
      file: entry.path,
      spot: { field: 'slug' },
      name: entry.path,
      rule: permalink,
    });
  }
  for (const { path, summary } of pages) {
    if (summary === null) continue;
    const rule = `A page lies at its file name or \`slug:\`. ${RENAME}`;
    claim(pageAddress(summary.slug), { file: path, spot: { field: 'slug' }, name: path, rule });
  }
  for (const { of, title, pages: listing, feed, entry, articles } of allCollections(collections)) {
    const file = entry ?? articles[0] ?? 'broadside.yaml';
    const name = entry ?? `the ${of} "${title}"`;
    const rule = `It is the page of the ${of} "${title}". ${RENAME}`;
    for (const address of feed === null ? listing : [...listing, feed]) {
      claim(address, { file, spot: null, name, rule });
    }
  }
  for (const output of input.themeFiles) claim(fileAddress(output), ours(`the theme's ${output}`));
  for (const file of input.publicFiles) {
    const rule = 'Files of public/ keep their paths: rename the file or move it to another folder.';
    claim(publicFile(file).address, { file: file.path, spot: null, name: file.path, rule });
  }
  claimMedia(input, shown, claims);
  const redirects = claimAliases(shown, claims, urls);
  diagnostics.push(...claims.diagnostics);
  return redirects;
}

function fixed({ front, series, sources, corrections }: Given['listings']): [Address, string][] {
  const called = (list: readonly Address[], name: string): [Address, string][] =>
    list.map((it) => [it, name]);
  return [
    ...called(front, 'the front page'),
    ...called(series, 'the list of series'),
    ...called(sources, 'the list of sources'),
    ...called(corrections, 'the list of corrections'),
    [feedOf(FRONT), 'the feed of the site'],
    [FEEDS, 'the list of feeds'],
    [KINDS, 'the index of kinds'],
    [TOPICS, 'the index of topics'],
    [AUTHORS, 'the index of authors'],
    [ARCHIVE, 'the archive'],
    [NOT_FOUND, 'the page for what is not found'],
    [SITEMAP, 'the sitemap'],
    [NEWS_SITEMAP, 'the news sitemap'],
    [ROBOTS, 'robots.txt'],
    [REDIRECTS, 'the list of redirects'],
    [MANIFEST, "Broadside's own list of files"],
  ];
}

function ours(name: string): Claimant {
  return { file: 'broadside.yaml', spot: null, name, rule: RENAME };
}

function permalinkRule(input: LinkInput): string {
  return `Articles lie at ${input.config.permalink} (the \`permalink\` of broadside.yaml; capitals do not count). ${RENAME}`;
}

function allCollections({
  topics,
  authors,
  years,
  kinds,
  series,
  sources,
}: Collections): readonly Collection[] {
  return [...topics, ...authors, ...years, ...kinds, ...series, ...sources];
}

/**
 * Files that something may refer to. The digest in their names keeps them apart from everything but a
 * former address, which an author may write as he likes.
 */
function claimMedia(input: LinkInput, shown: readonly Placed[], claims: Claims): void {
  const near = shown.some((it) => it.summary.aliases.some((alias) => /media/i.test(decode(alias))));
  if (!near) return;
  const files = new Map(input.binaries.map((it) => [mediaFile(it).address, it.path]));
  for (const [address, path] of files) {
    claims.claim(address, { file: path, spot: null, name: path, rule: RENAME });
  }
}

/** Former addresses: each leads to the article that names it, and so does a link to one. */
function claimAliases(shown: readonly Placed[], claims: Claims, urls: UrlTable): Redirect[] {
  const redirects: Redirect[] = [];
  for (const { entry, summary, address } of [...shown].reverse()) {
    const article = urls.find(address);
    summary.aliases.forEach((alias, at) => {
      const from = aliasAddress(alias);
      if (from === address || article === null) return;
      const rule = 'A former address can lead to one article only: take it out of one of them.';
      const name = `a former address of ${entry.path}`;
      const claimant = { file: entry.path, spot: { field: `aliases.${at}` }, name, rule };
      if (!claims.claim(from, claimant)) return;
      urls.add(from, article);
      redirects.push({ from, to: address });
    });
  }
  return redirects;
}

/**
 * Enters the addresses, present and former, of what is not published, where nothing published lies: a link
 * to one is then known for what it is.
 */
export function nameWithheld(
  placed: readonly Placed[],
  candidates: readonly Named[],
  urls: UrlTable,
): void {
  const byPath = new Map(candidates.map((it) => [it.candidate.path, it.candidate]));
  for (const { entry, summary, shown, address } of placed) {
    const candidate = byPath.get(entry.path);
    if (shown || candidate === undefined) continue;
    for (const it of [address, ...summary.aliases.map(aliasAddress)]) urls.add(it, { candidate });
  }
}

/** `old/rates`, `/old/rates` and `/old/rates/` are one folder; a name with an ending is a file. */
function aliasAddress(alias: string): Address {
  const segments = alias.split('/').filter((it) => it !== '' && it !== '.' && it !== '..');
  const last = segments.at(-1) ?? '';
  const path = segments.map((it) => encodeURIComponent(decode(it))).join('/');
  return (/\.[a-z0-9]+$/i.test(last) ? `/${path}` : `/${path}/`) as Address;
}

/** Finds the article (or page, topic, author) that a reference means. Built once for an edition. */
import { foldHeadline } from '../base/fold.ts';
import { byCodePoint } from '../base/order.ts';
import type { Address, Moment, SourcePath, Visibility } from '../model.ts';

/** Something a reference may lead to. */
export interface Candidate {
  readonly of: 'article' | 'page' | 'topic' | 'author';
  readonly path: SourcePath | null;
  readonly slug: string;
  readonly title: string;
  /** Null when it is not published. */
  readonly address: Address | null;
  readonly anchors: readonly string[];
  readonly visibility: Visibility;
  /** Its date; null for what has none. */
  readonly date: Moment | null;
  /** When it goes live or expired, where it is not published. */
  readonly moment: Moment | null;
}

/** Names that lead to a candidate besides its path, slug and title. */
export interface OtherNames {
  /** Slugs of former addresses, and former addresses whole. */
  readonly former: readonly string[];
  readonly formerTitles: readonly string[];
}

export interface ArticleIndex {
  /** Candidates of the first rule that finds any, in the order of their paths; none when nothing does. */
  find(words: string, from: SourcePath): readonly Candidate[];
  bySource(path: string): Candidate | null;
  readonly all: readonly Candidate[];
}

type Multimap = Map<string, Candidate[]>;

export function indexArticles(
  entries: readonly { readonly candidate: Candidate; readonly names: OtherNames }[],
): ArticleIndex {
  const source = new Map<string, Candidate>();
  const shortSource: Multimap = new Map();
  const slug: Multimap = new Map();
  const former: Multimap = new Map();
  const headline: Multimap = new Map();
  const folded: Multimap = new Map();
  for (const { candidate, names } of entries) {
    if (candidate.path !== null) {
      source.set(candidate.path, candidate);
      for (const short of shortPaths(candidate.path)) put(shortSource, short, candidate);
    }
    put(slug, candidate.slug, candidate);
    for (const name of names.former) put(former, name, candidate);
    for (const title of [candidate.title, ...names.formerTitles]) {
      put(headline, title, candidate);
      put(folded, foldHeadline(title), candidate);
    }
  }
  let sorted: string[] | null = null;
  const prefixed = (words: string): readonly Candidate[] => {
    const wanted = foldHeadline(words);
    if (wanted.split(' ').length < 3) return [];
    sorted ??= [...folded.keys()].sort(byCodePoint);
    return startingWith(sorted, wanted).flatMap((key) => folded.get(key) ?? []);
  };
  return {
    all: entries.map((it) => it.candidate),
    bySource: (path) => source.get(path) ?? null,
    find(words, from) {
      const path = source.get(words.replace(/^\//, '')) ?? source.get(beside(from, words));
      if (path !== undefined) return [path];
      const rules = [shortSource, slug, former, headline].map((it) => it.get(words));
      const found =
        rules.find((it) => it !== undefined) ?? folded.get(foldHeadline(words)) ?? prefixed(words);
      return published(found);
    },
  };
}

/** Of several, those that are published; without any, all: an unpublished namesake makes nothing ambiguous. */
function published(found: readonly Candidate[]): readonly Candidate[] {
  const unique = [...new Set(found)];
  const live = unique.filter((it) => it.address !== null);
  return live.length > 0 ? live : unique;
}

/** Shorter ways to write a source path: without its first folder, by its file name alone, without `.md`. */
function shortPaths(path: string): Set<string> {
  const inside = path.slice(path.indexOf('/') + 1);
  const name = inside.slice(inside.lastIndexOf('/') + 1);
  const bare = (it: string): string => it.replace(/(\/index)?\.md$/, '');
  const names = [bare(path), inside, bare(inside)];
  if (name !== 'index.md') names.push(name, bare(name));
  return new Set(names);
}

/** The path that a relative path means in the folder of a file. */
export function beside(from: string, relative: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function put(map: Multimap, key: string, candidate: Candidate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else if (list.at(-1) !== candidate) list.push(candidate);
}

/** Those that begin with whole words. */
function startingWith(sorted: readonly string[], prefix: string): string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byCodePoint(sorted[middle] ?? '', prefix) < 0) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; at < sorted.length && (sorted[at] ?? '').startsWith(prefix); at++) {
    const key = sorted[at] ?? '';
    if (!/[\p{L}\p{N}]/u.test(key.charAt(prefix.length))) found.push(key);
  }
  return found;
}

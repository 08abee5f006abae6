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

/** Most names are those of one candidate alone, which needs no list. */
type Multimap = Map<string, Candidate | Candidate[]>;

export function indexArticles(
  entries: readonly { readonly candidate: Candidate; readonly names: OtherNames }[],
): ArticleIndex {
  const source = new Map<string, Candidate>();
  const byFileName: Multimap = new Map();
  const slug: Multimap = new Map();
  const former: Multimap = new Map();
  const headline: Multimap = new Map();
  for (const { candidate, names } of entries) {
    const { path } = candidate;
    if (path !== null) {
      source.set(path, candidate);
      put(byFileName, lastOf(bare(path)), candidate);
      const inside = lastOf(bare(insideOf(path)));
      if (inside !== lastOf(bare(path))) put(byFileName, inside, candidate);
    }
    put(slug, candidate.slug, candidate);
    for (const name of names.former) put(former, name, candidate);
    put(headline, candidate.title, candidate);
    for (const title of names.formerTitles) put(headline, title, candidate);
  }
  /** Made when a reference is written otherwise than any headline is: folding all of them is slow. */
  let folded: Multimap | null = null;
  let sorted: string[] | null = null;
  const byFolded = (words: string): readonly Candidate[] => {
    folded ??= foldedOf(entries);
    const wanted = foldHeadline(words);
    const exact = folded.get(wanted);
    if (exact !== undefined) return listOf(exact);
    if (wanted.split(' ').length < 3) return [];
    sorted ??= [...folded.keys()].sort(byCodePoint);
    return startingWith(sorted, wanted).flatMap((key) => listOf(folded?.get(key) ?? []));
  };
  return {
    all: entries.map((it) => it.candidate),
    bySource: (path) => source.get(path) ?? null,
    find(words, from) {
      const path = source.get(words.replace(/^\//, '')) ?? source.get(beside(from, words));
      if (path !== undefined) return [path];
      const short = byShortPath(byFileName, words);
      if (short.length > 0) return published(short);
      const found = slug.get(words) ?? former.get(words) ?? headline.get(words);
      return published(found === undefined ? byFolded(words) : listOf(found));
    },
  };
}

/** Of several, those that are published; without any, all: an unpublished namesake makes nothing ambiguous. */
function published(found: readonly Candidate[]): readonly Candidate[] {
  if (found.length < 2) return found;
  const unique = [...new Set(found)];
  const live = unique.filter((it) => it.address !== null);
  return live.length > 0 ? live : unique;
}

/** Those whose path may be written like that, in the order of their paths. */
function byShortPath(byFileName: Multimap, words: string): readonly Candidate[] {
  const [name, whole] = [lastOf(bare(words)), lastOf(words)];
  const named = listOf(byFileName.get(name) ?? []);
  const all = name === whole ? named : [...named, ...listOf(byFileName.get(whole) ?? [])];
  return all.filter((it) => it.path !== null && isShortPath(it.path, words));
}

/** Shorter ways to write a source path: without its first folder, by its file name alone, without `.md`. */
function isShortPath(path: string, words: string): boolean {
  const inside = insideOf(path);
  if (words === bare(path) || words === inside || words === bare(inside)) return true;
  const name = lastOf(inside);
  return name !== 'index.md' && (words === name || words === bare(name));
}

function insideOf(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function bare(path: string): string {
  return path.endsWith('.md') ? path.replace(/(\/index)?\.md$/, '') : path;
}

function foldedOf(entries: Parameters<typeof indexArticles>[0]): Multimap {
  const folded: Multimap = new Map();
  for (const { candidate, names } of entries) {
    put(folded, foldHeadline(candidate.title), candidate);
    for (const title of names.formerTitles) put(folded, foldHeadline(title), candidate);
  }
  return folded;
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
  const known = map.get(key);
  if (known === undefined) map.set(key, candidate);
  else if (!Array.isArray(known)) {
    if (known !== candidate) map.set(key, [known, candidate]);
  } else if (known.at(-1) !== candidate) known.push(candidate);
}

function listOf(found: Candidate | readonly Candidate[]): readonly Candidate[] {
  return 'of' in found ? [found] : found;
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

import { nearest } from '../base/nearest.ts';
import { nameless, nearAuthor, nearTopic, unknownTopic } from '../diagnostics/catalog/links.ts';
import { nearOutlet } from '../diagnostics/catalog/newsroom-links.ts';
import type { Diagnostic, Spot } from '../diagnostics/diagnostic.ts';
import type { ArticleSummary, Entry, TopicSummary } from '../model.ts';
import { nearPairs } from './names.ts';
import type { Name, Names } from './names.ts';

type Articles = readonly Entry<ArticleSummary>[];

/** A name where an article writes it. */
export interface Written {
  readonly spelling: string;
  readonly spot: Spot;
}

/** Names of one kind, and how an article writes them. */
interface Kind {
  readonly names: Names;
  readonly writtenIn: (summary: ArticleSummary) => readonly Written[];
  readonly warn: (file: string, spot: Spot, name: string, other: string) => Diagnostic;
  /** Whether two that are almost one are two for certain. */
  readonly areTwo?: (a: string, b: string) => boolean;
}

/** Warns of topics and authors that are almost another one, and of those that no address can be made of. */
export function reportNearNames(
  articles: Articles,
  topics: Names,
  authors: Names,
  diagnostics: Diagnostic[],
): void {
  const kinds: readonly Kind[] = [
    { names: topics, writtenIn: topicsWritten, warn: nearTopic },
    { names: authors, writtenIn: authorsWritten, warn: nearAuthor },
  ];
  for (const kind of kinds) report(articles, kind, diagnostics);
  for (const { names, writtenIn } of kinds) {
    reportNameless(articles, names, writtenIn, diagnostics);
  }
}

/** Warns of outlets that are almost another one, and gives their ids. Two cited at hosts of their own are two. */
export function reportNearOutlets(
  articles: Articles,
  names: Names,
  writtenIn: Kind['writtenIn'],
  areTwo: (a: string, b: string) => boolean,
  diagnostics: Diagnostic[],
): ReadonlySet<string> {
  return report(articles, { names, writtenIn, warn: nearOutlet, areTwo }, diagnostics);
}

function topicsWritten({ topics }: ArticleSummary): Written[] {
  return topics.map((spelling, at) => ({ spelling, spot: { field: `topics.${at}` } }));
}

function authorsWritten({ authors }: ArticleSummary): Written[] {
  return authors.map(({ who }, at) => ({ spelling: who, spot: { field: `authors.${at}` } }));
}

/** Reports names that no address can be made of. */
function reportNameless(
  articles: Articles,
  names: Names,
  writtenIn: Kind['writtenIn'],
  diagnostics: Diagnostic[],
): void {
  if (!names.someNameless) return;
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    for (const { spelling, spot } of writtenIn(summary)) {
      if (names.find(spelling) === null) diagnostics.push(nameless(path, spot, spelling));
    }
  }
}

/** A host that stands for a name is nobody's misspelling. */
function isTyped(spelling: string): boolean {
  return !/^[^\s.]+(?:\.[^\s.]+)+$/.test(spelling);
}

/** Gives the ids of those that are almost another one. */
function report(
  articles: Articles,
  { names, writtenIn, warn, areTwo = () => false }: Kind,
  diagnostics: Diagnostic[],
): ReadonlySet<string> {
  const pairs = nearPairs([...names.spellings.keys()].filter(isTyped)).flatMap(
    ([a, b]): [Name, Name][] => {
      const [first, second] = [names.spellings.get(a), names.spellings.get(b)];
      if (first === undefined || second === undefined || first === second) return [];
      return areTwo(first.id, second.id) ? [] : [[first, second]];
    },
  );
  if (pairs.length === 0) return new Set();
  const counts = new Map<string, number>();
  for (const { summary } of articles) {
    if (summary === null) continue;
    for (const { spelling } of writtenIn(summary)) {
      const id = names.find(spelling)?.id;
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const meant = new Map<string, Name>();
  for (const [first, second] of pairs) {
    const [odd, usual] = oddOne(counts, first, second) ?? [];
    if (odd !== undefined && usual !== undefined) meant.set(odd.id, usual);
  }
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    for (const { spelling, spot } of writtenIn(summary)) {
      const other = meant.get(names.find(spelling)?.id ?? '');
      if (other !== undefined) diagnostics.push(warn(path, spot, spelling, other.id));
    }
  }
  return new Set(meant.keys());
}

/** Which of two is likely the mistake: the one without a registry file, else the rarer; null when both have one. */
function oddOne(
  counts: ReadonlyMap<string, number>,
  first: Name,
  second: Name,
): [Name, Name] | null {
  if (first.entry !== null && second.entry !== null) return null;
  if (first.entry !== null) return [second, first];
  if (second.entry !== null) return [first, second];
  const count = ({ id }: Name): number => counts.get(id) ?? 0;
  return count(first) <= count(second) ? [first, second] : [second, first];
}

/** Checks the `related:` topics of the registry. */
export function topicRelations(
  registry: readonly Entry<TopicSummary>[],
  topics: Names,
  diagnostics: Diagnostic[],
): void {
  for (const { path, summary } of registry) {
    summary?.related.forEach((topic, at) => {
      if (topics.find(topic) !== null) return;
      const near = nearest(topic, topics.all.keys(), 3);
      diagnostics.push(unknownTopic(path, { field: `related.${at}` }, topic, near));
    });
  }
}

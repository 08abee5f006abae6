import { nearest } from '../base/nearest.ts';
import { nameless, nearAuthor, nearTopic, unknownTopic } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ArticleSummary, Entry, TopicSummary } from '../model.ts';
import { nearPairs } from './names.ts';
import type { Name, Names } from './names.ts';

type Articles = readonly Entry<ArticleSummary>[];
type Warn = (
  file: string,
  spot: { readonly field: string },
  name: string,
  other: string,
) => Diagnostic;

/** Warns of topics and authors that are almost another one, and of topics no address can be made of. */
export function reportNearNames(
  articles: Articles,
  topics: Names,
  authors: Names,
  diagnostics: Diagnostic[],
): void {
  const topicsOf = (it: ArticleSummary): readonly string[] => it.topics;
  const authorsOf = (it: ArticleSummary): readonly string[] => it.authors.map(({ who }) => who);
  report(articles, topics, 'topics', topicsOf, nearTopic, diagnostics);
  report(articles, authors, 'authors', authorsOf, nearAuthor, diagnostics);
  reportNameless(articles, topics, 'topics', topicsOf, diagnostics);
  reportNameless(articles, authors, 'authors', authorsOf, diagnostics);
}

/** Reports names that no address can be made of. */
function reportNameless(
  articles: Articles,
  names: Names,
  field: string,
  spellingsOf: (summary: ArticleSummary) => readonly string[],
  diagnostics: Diagnostic[],
): void {
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    spellingsOf(summary).forEach((name, at) => {
      if (names.find(name) !== null) return;
      diagnostics.push(nameless(path, { field: `${field}.${at}` }, name));
    });
  }
}

function report(
  articles: Articles,
  names: Names,
  field: string,
  spellingsOf: (summary: ArticleSummary) => readonly string[],
  warn: Warn,
  diagnostics: Diagnostic[],
): void {
  const pairs = nearPairs(names.all.keys());
  if (pairs.length === 0) return;
  const counts = new Map<string, number>();
  for (const { summary } of articles) {
    if (summary === null) continue;
    for (const spelling of spellingsOf(summary)) {
      const id = names.find(spelling)?.id;
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const meant = new Map<string, Name>();
  for (const [a, b] of pairs) {
    const [odd, usual] = oddOne(names, counts, a, b) ?? [];
    if (odd !== undefined && usual !== undefined) meant.set(odd.id, usual);
  }
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    spellingsOf(summary).forEach((spelling, at) => {
      const other = meant.get(names.find(spelling)?.id ?? '');
      if (other !== undefined)
        diagnostics.push(warn(path, { field: `${field}.${at}` }, spelling, other.id));
    });
  }
}

/** Which of two is likely the mistake: the one without a registry file, else the rarer; null when both have one. */
function oddOne(
  names: Names,
  counts: ReadonlyMap<string, number>,
  a: string,
  b: string,
): [Name, Name] | null {
  const first = names.all.get(a);
  const second = names.all.get(b);
  if (first === undefined || second === undefined) return null;
  if (first.entry !== null && second.entry !== null) return null;
  if (first.entry !== null) return [second, first];
  if (second.entry !== null) return [first, second];
  return (counts.get(a) ?? 0) <= (counts.get(b) ?? 0) ? [first, second] : [second, first];
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

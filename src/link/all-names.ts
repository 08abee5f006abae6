import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type {
  ArticleSummary,
  AuthorSummary,
  Entry,
  OutletSummary,
  TopicSummary,
} from '../model.ts';
import type { LinkInput } from './link.ts';
import { gatherNames, nameAsWritten, topicTitle } from './names.ts';
import type { Mention, Names } from './names.ts';
import { worksOf } from './outlet-findings.ts';
import { gatherOutlets } from './outlets.ts';
import type { Outlets } from './outlets.ts';
import { isShown, visibilityOf } from './visibility.ts';

interface Registries {
  readonly articles: readonly Entry<ArticleSummary>[];
  readonly topics: readonly Entry<TopicSummary>[];
  readonly authors: readonly Entry<AuthorSummary>[];
  readonly outlets: readonly Entry<OutletSummary>[];
}

export interface AllNames {
  readonly topics: Names;
  readonly authors: Names;
  readonly series: Names;
  readonly outlets: Outlets;
}

/** Topics, authors, series and outlets, as the articles and the registries name them. */
export function gatherAllNames(
  groups: Registries,
  { now, show }: Pick<LinkInput, 'now' | 'show'>,
  diagnostics: Diagnostic[],
): AllNames {
  const { articles } = groups;
  const dated = articles.flatMap(({ summary }) =>
    summary === null ? [] : [{ summary, shown: isShown(visibilityOf(summary, now), show) }],
  );
  const mentions = (spellingsOf: (summary: ArticleSummary) => readonly string[]): Mention[] =>
    dated.flatMap(({ summary, shown }) =>
      spellingsOf(summary).map((spelling) => ({ spelling, shown })),
    );
  const topics = mentions((it) => it.topics);
  const authors = mentions((it) => it.authors.map(({ who }) => who));
  const series = mentions((it) => (it.series === null ? [] : [it.series.id]));
  const works = dated.flatMap(({ summary, shown }) =>
    worksOf(summary).map((work) => ({ work, shown })),
  );
  return {
    topics: gatherNames(groups.topics, topics, topicTitle, diagnostics),
    authors: gatherNames(groups.authors, authors, nameAsWritten, diagnostics),
    // No file of the registry introduces a series: its id in words is its title.
    series: gatherNames([], series, topicTitle, diagnostics),
    outlets: gatherOutlets(groups.outlets, works, diagnostics),
  };
}

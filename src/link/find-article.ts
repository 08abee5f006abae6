/** Finds an article of an edition, published or withheld, by whatever a reference could name it by. */
import { slugOfFileName } from '../base/slug.ts';
import type { Edition, SourcePath } from '../model.ts';
import { indexArticles } from './article-index.ts';
import type { Candidate } from './article-index.ts';
import { byPath, suggestArticles } from './suggest.ts';

export type FoundArticle =
  | { readonly is: 'one'; readonly article: Candidate & { readonly path: SourcePath } }
  /** What it may have meant, or may mean: as it has to be written, with what that is. */
  | {
      readonly is: 'none' | 'several';
      readonly candidates: readonly { readonly write: string; readonly what: string | null }[];
    };

export function findArticle(edition: Edition, words: string): FoundArticle {
  const candidates = candidatesIn(edition);
  const index = indexArticles(candidates);
  const [first, ...others] = index.find(words, NOWHERE);
  if (first !== undefined && first.path !== null && others.length === 0) {
    return { is: 'one', article: { ...first, path: first.path } };
  }
  if (first !== undefined) return { is: 'several', candidates: [first, ...others].map(byPath) };
  return { is: 'none', candidates: suggestArticles(words, 'field', index.all) };
}

/** A reference from nowhere is beside no file. */
const NOWHERE = '' as SourcePath;

function candidatesIn({ articles, withheld }: Edition): Parameters<typeof indexArticles>[0] {
  const plain = { of: 'article', anchors: [] } as const;
  return [
    ...articles.map(({ path, summary, address, visibility }) => ({
      candidate: {
        ...{ ...plain, path, address, visibility, moment: null },
        ...{ slug: summary.slug, title: summary.title, date: summary.date },
      },
      names: { former: summary.aliases, formerTitles: summary.formerTitles.map((it) => it.title) },
    })),
    ...withheld.map(({ path, title, visibility, moment }) => ({
      candidate: {
        ...{ ...plain, path, title, visibility, moment },
        ...{ slug: slugOfFileName(path), address: null, date: null },
      },
      names: { former: [], formerTitles: [] },
    })),
  ];
}

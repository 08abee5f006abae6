/** What the views of an edition are made from, gathered once for a plan. */
import type { Config } from '../../config/config.ts';
import type { Address, Edition, Published, SourcePath, Target } from '../../model.ts';
import { wordsOf } from '../labels.ts';
import type { Words } from '../labels.ts';
import type { Location } from '../location.ts';
import type { ThemeFacts } from '../theme.ts';
import type { ViewOf } from '../views.ts';

export interface Context {
  readonly edition: Edition;
  readonly config: Config;
  readonly theme: ThemeFacts;
  readonly location: Location;
  /** Published articles by source path. */
  readonly articles: ReadonlyMap<SourcePath, Published>;
  readonly words: (lang: string) => Words;
  /** Cards are the same on every page but for the few fields that depend on its language. */
  readonly cards: Map<string, ViewOf<'card'>>;
  readonly sites: Map<string, ViewOf<'site'>>;
  /** Where a resolved reference leads, for filling a body. */
  readonly targets: Map<SourcePath, readonly Target[]>;
}

export function contextOf(edition: Edition, config: Config, theme: ThemeFacts): Context {
  const known = new Map<string, Words>();
  return {
    edition,
    config,
    theme,
    location: config,
    articles: new Map(edition.articles.map((it) => [it.path, it])),
    words: (lang) => {
      const words = known.get(lang) ?? wordsOf(lang, config.labels);
      known.set(lang, words);
      return words;
    },
    cards: new Map(),
    sites: new Map(),
    targets: new Map(),
  };
}

/** A page's place in a listing. */
export interface ListingPage {
  readonly number: number;
  readonly address: Address;
  readonly articles: readonly SourcePath[];
}

/** Cuts a listing into its pages; always at least one. */
export function pagesOf(
  pages: readonly Address[],
  articles: readonly SourcePath[],
  size: number,
): ListingPage[] {
  return pages.map((address, at) => ({
    number: at + 1,
    address,
    articles: articles.slice(at * size, (at + 1) * size),
  }));
}

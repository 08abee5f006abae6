/** What the views of an edition are made from, gathered once for a plan. */
import type { Config } from '../../config/config.ts';
import type { Address, Edition, FeedItem, Published, SourcePath, Target } from '../../model.ts';
import { wordsOf } from '../labels.ts';
import type { Words } from '../labels.ts';
import type { Location } from '../location.ts';
import type { Parts } from '../sheet.ts';
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
  /** By language, then by article: cards are the same on every page of one language. */
  readonly cards: Map<string, Map<SourcePath, ViewOf<'card'>>>;
  readonly sites: Map<string, ViewOf<'site'>>;
  /** Items of feeds, which are the same in every feed. */
  readonly items: Map<SourcePath, FeedItem>;
  /** Where a resolved reference leads, for filling a body. */
  readonly targets: Map<SourcePath, readonly Target[]>;
  /** Takes what many pages have in common, as they are described. */
  readonly parts: Parts;
}

export function contextOf(
  edition: Edition,
  config: Config,
  theme: ThemeFacts,
  parts: Parts,
): Context {
  return {
    edition,
    config,
    theme,
    location: config,
    articles: new Map(edition.articles.map((it) => [it.path, it])),
    words: (lang) => wordsOf(lang, config.labels),
    cards: new Map(),
    sites: new Map(),
    items: new Map(),
    targets: new Map(),
    parts,
  };
}

/** A page of a listing. */
export interface ListingPage<Item = SourcePath> {
  /** From 1. */
  readonly number: number;
  readonly address: Address;
  readonly items: readonly Item[];
}

/** Cuts a listing into its pages; always at least one. */
export function pagesOf<Item>(
  pages: readonly Address[],
  items: readonly Item[],
  size: number,
): ListingPage<Item>[] {
  return pages.map((address, at) => ({
    number: at + 1,
    address,
    items: items.slice(at * size, (at + 1) * size),
  }));
}

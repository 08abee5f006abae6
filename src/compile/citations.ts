import type { Span } from '../base/span.ts';
import type { Citation } from '../model.ts';

/** Collects what one text cites, in its order: what has the same URL is one citation. */
export interface Citations {
  /** Those of which holes may speak, by the index that `add` gives. */
  readonly list: readonly Citation[];
  /** All of them, those of sayings last, so that leaving some of these out moves no index. */
  all(): { readonly citations: readonly Citation[]; readonly places: readonly Span[] };
  /** What is known of a URL by now. */
  known(url: string | null): Citation | null;
  /** Adds what is said of a work, and gives its index. What was said before counts. */
  add(citation: Citation, place: Span): number;
  /** Adds whose saying is quoted, in the author's words: a person, or an outlet without anything beside its name. */
  addSaying(whose: string, place: Span): void;
}

export function collectCitations(): Citations {
  const list: Citation[] = [];
  const places: Span[] = [];
  const sayings = new Map<string, Span>();
  const byKey = new Map<string, number>();
  return {
    list,
    all: () => ({
      citations: [...list, ...[...sayings.keys()].map((author) => ({ ...NOTHING, author }))],
      places: [...places, ...sayings.values()],
    }),
    addSaying(whose, place) {
      if (!sayings.has(whose)) sayings.set(whose, place);
    },
    known: (url) => (url === null ? null : (list[byKey.get(url) ?? -1] ?? null)),
    add(citation, place) {
      const key = citation.url ?? JSON.stringify(citation);
      const index = byKey.get(key);
      const before = index === undefined ? undefined : list[index];
      if (index === undefined || before === undefined) {
        byKey.set(key, list.length);
        places.push(place);
        return list.push(citation) - 1;
      }
      list[index] = {
        outlet: before.outlet ?? citation.outlet,
        url: before.url,
        title: before.title ?? citation.title,
        author: before.author ?? citation.author,
        date: before.date ?? citation.date,
        archived: before.archived ?? citation.archived,
        lang: before.lang ?? citation.lang,
      };
      return index;
    },
  };
}

const NOTHING: Citation = {
  outlet: null,
  url: null,
  title: null,
  author: null,
  date: null,
  archived: null,
  lang: null,
};

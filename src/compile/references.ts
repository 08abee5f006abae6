import type { Span } from '../base/span.ts';
import type { Reference } from '../model.ts';

/** Collects the references of one file, each with its place: front matter first, then the body in order. */
export interface References {
  readonly list: readonly Reference[];
  readonly places: readonly Span[];
  /** Adds one and gives its index. */
  add(reference: Reference, place: Span): number;
}

export function collectReferences(): References {
  const list: Reference[] = [];
  const places: Span[] = [];
  return {
    list,
    places,
    add(reference, place) {
      places.push(place);
      return list.push(reference) - 1;
    },
  };
}

import type { Hole, Html } from '../model.ts';
import { HOLE_END, HOLE_START, PAGE_ONLY_ATTRIBUTE } from './reading.ts';

/** A hole for an attribute takes all of it, name and blank before it, so that it can be left out. */
const HOLES = new RegExp(
  ` (?:id|${PAGE_ONLY_ATTRIBUTE})="${HOLE_START}(\\d+)${HOLE_END}"|${HOLE_START}(\\d+)${HOLE_END}`,
  'g',
);

/**
 * Cuts sanitised, finished markup at its holes. Throws when a hole is not there exactly once: then text
 * that stands for holes came from somewhere else, and nothing of this markup can be trusted.
 */
export function cutAtHoles(markup: string, holes: readonly Hole[]): (Html | Hole)[] {
  const pieces: (Html | Hole)[] = [];
  const seen = new Set<number>();
  let end = 0;
  for (const match of markup.matchAll(HOLES)) {
    const index = Number(match[1] ?? match[2]);
    const hole = holes[index];
    if (hole === undefined || seen.has(index)) throw new Error('a hole was forged');
    seen.add(index);
    if (match.index > end) pieces.push(markup.slice(end, match.index) as Html);
    pieces.push(hole);
    end = match.index + match[0].length;
  }
  if (seen.size !== holes.length) throw new Error('a hole was lost');
  if (end < markup.length) pieces.push(markup.slice(end) as Html);
  return pieces;
}

/** Puts pieces together from markup that is safe as it is, and holes. */
export interface PieceWriter {
  add(markup: string): void;
  hole(hole: Hole): void;
  end(): (Html | Hole)[];
}

export function startPieces(): PieceWriter {
  const pieces: (Html | Hole)[] = [];
  let markup = '';
  const cut = (): void => {
    if (markup !== '') pieces.push(markup as Html);
    markup = '';
  };
  return {
    add(more) {
      markup += more;
    },
    hole(hole) {
      cut();
      pieces.push(hole);
    },
    end() {
      cut();
      return pieces;
    },
  };
}

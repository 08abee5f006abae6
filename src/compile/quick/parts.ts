/** Parts of a plain article (see `plain-article.ts`) that go the long way by themselves. */
import { collectCitations } from '../citations.ts';
import type { BodyOutcome } from '../markdown.ts';
import { type Extension, extensionsFor } from '../parser.ts';
import { TooComplex } from '../raw-html.ts';
import { type Reading, startReading } from '../reading.ts';
import { collectReferences } from '../references.ts';
import { MOST_OUTWARD } from '../syntax/link.ts';

/** How a part of a text goes the long way, with the extensions of the whole. */
export type LongWay = (part: Reading, needed: readonly Extension[]) => BodyOutcome;

/** Reads a part from one offset to another; null where it says anything that depends on the rest of the text. */
export type PartReader = (start: number, end: number) => BodyOutcome | null;

/** A reading with collections of its own, which begin as those given: what is added there can be thrown away. */
export function branchOf(reading: Reading): Reading {
  const references = collectReferences();
  reading.references.list.forEach((it, at) => {
    references.add(it, reading.references.places[at] ?? { start: 0, end: 0 });
  });
  return { ...reading, references, citations: collectCitations(), outwardLinks: new Set() };
}

/** Reads parts of a text the long way, in their order, and adds what they refer to to `reading`. */
export function partReader(reading: Reading, longWay: LongWay): PartReader {
  const { source, bodyStart, references, citations, outwardLinks } = reading;
  let needed: readonly Extension[] | null = null;
  return (start, end) => {
    needed ??= extensionsFor(source.slice(bodyStart), true);
    const input = { ...reading, text: source, bodyStart: start };
    const own = startReading(input, source.slice(0, end), reading.mark);
    const before = references.places.length;
    try {
      const outcome = longWay({ ...own, citations, outwardLinks }, needed);
      const { body, anchors, diagnostics } = outcome;
      // What the parser gives no place is placed at the start of the whole text.
      const isPlaced = references.places.slice(before).every((it) => it.start < it.end);
      const alone =
        isPlaced &&
        diagnostics.length === 0 &&
        anchors.length === 0 &&
        outwardLinks.size < MOST_OUTWARD &&
        body.pieces.length > 0 &&
        !body.pieces.some((it) => typeof it === 'string' && it.includes('<table'));
      return alone ? outcome : null;
    } catch (thrown) {
      if (thrown instanceof TooComplex || thrown instanceof RangeError) return null;
      throw thrown;
    }
  };
}

/**
 * A sheet is the text of what is to be done for one output: what is digested is what is rendered. Parts that many
 * outputs have in common are left out of it and named by digest, so that each is written and digested once.
 */
import { digestOf } from '../base/digest.ts';
import type { ByteStore, Digest, SourcePath, Work } from '../model.ts';

/** Where a part belongs: the keys that lead to its place in the work. */
type Place = readonly [keys: readonly (string | number)[], part: Digest];

/** Takes what many works have in common, as JSON under its digest. */
export type Parts = Pick<ByteStore, 'has' | 'put'>;

/** Writes a sheet, and puts the parts it names into `parts`. */
export function writeSheet(
  work: Work,
  parts: Parts,
): { readonly text: string; readonly parts: readonly Digest[] } {
  const places: Place[] = [];
  const without = (value: unknown, keys: readonly (string | number)[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (shared.has(value)) {
      places.push([keys, nameOf(value, parts)]);
      return null;
    }
    if (keys.length > DEEPEST) return value;
    if (Array.isArray(value)) return value.map((it, at) => without(it, [...keys, at]));
    // Groups of what is shared, as the articles of each year: elsewhere it stands by itself.
    if (typeof keys.at(-1) !== 'number') return value;
    const group: Record<string, unknown> = {};
    for (const [field, it] of Object.entries(value)) group[field] = without(it, [...keys, field]);
    return group;
  };
  const text = JSON.stringify([withoutParts(work, without), places]);
  return { text, parts: places.map((it) => it[1]) };
}

/** The work that a sheet says. `part` gives a part by its digest, always the same object. */
export function readSheet(sheet: string, part: (digest: Digest) => unknown): Work {
  // `writeSheet` wrote it: a work and the places of its parts.
  const [work, places]: [Work, Place[]] = JSON.parse(sheet);
  for (const [keys, digest] of places) put(work, keys, part(digest));
  return work;
}

/** The files whose bodies a work carries, each once. */
export function carriedBy(work: Work): SourcePath[] {
  const sources =
    work.make === 'html'
      ? work.fills.map((it) => (it.fill === 'body' ? it.use.source : it.source))
      : work.make === 'feed'
        ? work.feed.items.flatMap((it) => it.content?.source ?? [])
        : [];
  return sources.length < 2 ? sources : [...new Set(sources)];
}

/** Reads parts as they are needed, each once. */
export function partReader(textOf: (digest: Digest) => string): (digest: Digest) => unknown {
  const read = new Map<Digest, unknown>();
  return (digest) => {
    const known = read.get(digest);
    if (known !== undefined) return known;
    const part: unknown = JSON.parse(textOf(digest));
    read.set(digest, part);
    return part;
  };
}

/** Says that many works will have this in common, and that it is never changed. */
export function share<Part extends object>(part: Part): Part {
  shared.add(part);
  return part;
}

/** What is shared stands high in a view: `view`, its field, a group of it, a field of that, and there. */
const DEEPEST = 4;

/** Fields that nearly every view has, each with one of a few values. */
const EVERYWHERE: ReadonlySet<string> = new Set(['site', 'labels']);

const shared = new WeakSet<object>();

/** Names, by identity. */
const named = new WeakMap<object, Digest>();

function nameOf(part: object, parts: Parts): Digest {
  const known = named.get(part);
  if (known !== undefined && parts.has(known)) return known;
  const text = JSON.stringify(part);
  const name = digestOf(text);
  parts.put(name, text);
  named.set(part, name);
  return name;
}

type Without = (value: unknown, keys: readonly (string | number)[]) => unknown;

function withoutParts(work: Work, without: Without): unknown {
  switch (work.make) {
    case 'html': {
      const view: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(work.view)) {
        if (EVERYWHERE.has(field) && typeof value === 'object' && value !== null) share(value);
        view[field] = without(value, ['view', field]);
      }
      return { ...work, view };
    }
    case 'feed': {
      const items = work.feed.items.map((it, at) => without(share(it), ['feed', 'items', at]));
      return { ...work, feed: { ...work.feed, items } };
    }
    case 'sitemap':
    case 'text':
    case 'asset':
    case 'copy':
      return work;
  }
}

function put(work: unknown, keys: readonly (string | number)[], part: unknown): void {
  let at = work;
  for (const key of keys.slice(0, -1)) at = isHolder(at) ? at[key] : null;
  const last = keys.at(-1);
  if (!isHolder(at) || last === undefined) throw new Error('a sheet has no place for a part');
  at[last] = part;
}

function isHolder(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

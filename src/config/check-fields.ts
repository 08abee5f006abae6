/**
 * Holds plain data against a schema and reports all that is wrong at once. What is wrong then counts as
 * absent and the rest is read all the same, so that later stages find their own mistakes in the same run.
 */
import type * as z from 'zod';
import { nearest } from '../base/nearest.ts';
import type { Span } from '../base/span.ts';
import type { Plain, PlainValue } from '../base/yaml-plain.ts';

/** A wrong value, or one that is missing; `problem` follows the name of the field. */
export interface WrongField {
  readonly path: string;
  readonly missing: boolean;
  readonly problem: string;
  readonly hint: string | null;
}

/** A key that the schema does not have. */
export interface UnknownField {
  readonly path: string;
  readonly key: string;
  /** The keys it has in that place. */
  readonly known: readonly string[];
  /** The most similar of them, or null. */
  readonly near: string | null;
}

export interface Checked<T> {
  /** Null when a field that must be there is wrong or missing. */
  readonly value: T | null;
  readonly wrong: readonly WrongField[];
  /** One for each key, however many elements of a list have it. */
  readonly unknown: readonly UnknownField[];
}

/** Reads `data` with a schema made of the pieces in `pieces.ts`. Takes unusable fields out of `data`. */
export function checkFields<T>(schema: z.ZodType<T>, data: Plain['data']): Checked<T> {
  const first = schema.safeParse(data);
  if (first.success) return { value: first.data, wrong: [], unknown: [] };
  const wrong: WrongField[] = [];
  const unknown = new Map<string, UnknownField>();
  for (const issue of first.error.issues) {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(' ');
      for (const key of issue.keys) {
        const it = unknownField([...path, key], key, known);
        const general = fieldName(it.path);
        if (!unknown.has(general)) unknown.set(general, it);
        remove(data, [...path, key]);
      }
    } else {
      const [problem = '', hint = null] = issue.message.split('\n');
      wrong.push({ path: path.join('.'), missing: problem === 'is missing', problem, hint });
    }
  }
  for (const it of wrong) remove(data, it.path.split('.').slice(0, 1));
  const second = schema.safeParse(data);
  return { value: second.success ? second.data : null, wrong, unknown: [...unknown.values()] };
}

/** The place of a field, or of the nearest thing around it that has one; null when nothing has. */
export function placeOf(plain: Plain, path: string): Span | null {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
    const single = at.replace(/\.0(?=\.|$)/, '');
    const place = plain.values[at] ?? plain.keys[at] ?? plain.values[single] ?? plain.keys[single];
    if (place !== undefined) return place;
    if (!at.includes('.')) return null;
  }
}

/** The place of a field's key, or of what is around it. */
export function keyPlaceOf(plain: Plain, path: string): Span | null {
  return plain.keys[path] ?? plain.keys[path.replace(/\.0(?=\.)/g, '')] ?? placeOf(plain, path);
}

/** A field's path as a message names it: without the numbers of list entries, which the frame shows. */
export function fieldName(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, '');
}

function unknownField(
  path: readonly string[],
  key: string,
  known: readonly string[],
): UnknownField {
  const alike = known.find((it) => it.toLowerCase() === key.toLowerCase().replace(/[-_ ]/g, ''));
  return { path: path.join('.'), key, known, near: alike ?? nearest(key, known)[0] ?? null };
}

function remove(data: PlainValue, path: readonly string[]): void {
  const [key = '', ...rest] = path;
  if (typeof data === 'string') return;
  if (Array.isArray(data)) {
    const element = data[Number(key)];
    if (element !== undefined) remove(element, rest);
  } else if (rest.length === 0) {
    delete data[key];
  } else {
    // Where one element stands in place of a list, its path says `.0` all the same.
    const inner = data[key] ?? (key === '0' ? data : undefined);
    if (inner !== undefined) remove(inner, rest);
  }
}

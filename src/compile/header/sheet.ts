/** What the readers of all kinds of header share: the fields of one file, and what is wrong with them. */
import type * as z from 'zod';
import type { Span } from '../../base/span.ts';
import type { Plain, PlainValue } from '../../base/yaml-plain.ts';
import {
  checkFields,
  fieldName,
  keyPlaceOf,
  placeOf,
  type UnknownField,
} from '../../config/check-fields.ts';
import type { CompileOptions } from '../../config/config.ts';
import {
  frontMatterKey,
  frontMatterValue,
  titleMissing,
  titleTooLong,
} from '../../diagnostics/catalog/front-matter.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Reference, SourcePath } from '../../model.ts';
import type { References } from '../references.ts';
import { foreignHint } from './foreign.ts';

/** One file's header while it is read. */
export interface Sheet {
  readonly path: SourcePath;
  readonly options: CompileOptions;
  readonly references: References;
  readonly plain: Plain;
  readonly diagnostics: Diagnostic[];
}

/** Where a mistake is shown that belongs to no field: the opening fence. */
export const TOP: Span = { start: 0, end: 3 };

/**
 * Holds the front matter against a schema in which every field may be absent, and reports all that is
 * wrong. Wrong fields are absent from the result.
 */
export function readFields<T>(sheet: Sheet, schema: z.ZodType<T>): T {
  const { plain, path, diagnostics } = sheet;
  // Checking takes what is unknown out of the data.
  const typed = { ...plain.data };
  const { value, wrong, unknown } = checkFields(schema, plain.data);
  for (const it of unknown) {
    const hint = hintFor(it, typed[it.key]);
    diagnostics.push(
      frontMatterKey(path, keyPlaceOf(plain, it.path) ?? TOP, fieldName(it.path), hint),
    );
  }
  for (const it of wrong) {
    const place = placeOf(plain, it.path) ?? TOP;
    const hint = it.missing ? `Add "${it.path.split('.').at(-1) ?? ''}: …" there.` : it.hint;
    diagnostics.push(frontMatterValue(path, place, fieldName(it.path), it.problem, hint));
  }
  return value ?? schema.parse({});
}

/** Reports a field that its schema alone could not find wrong. */
export function refuse(sheet: Sheet, field: string, problem: string, hint: string): void {
  const place = placeOf(sheet.plain, field) ?? TOP;
  sheet.diagnostics.push(frontMatterValue(sheet.path, place, field, problem, hint));
}

/** Whether the author wrote something there, right or wrong. */
export function isWritten(sheet: Sheet, field: string): boolean {
  return sheet.plain.values[field] !== undefined;
}

/** Checks a title. Null when there is none, which is reported unless it was reported as wrong. */
export function titleOf(sheet: Sheet, title: string | undefined): string | null {
  const place = placeOf(sheet.plain, 'title') ?? TOP;
  if (title === undefined) {
    if (!isWritten(sheet, 'title')) sheet.diagnostics.push(titleMissing(sheet.path, place));
    return null;
  }
  const length = [...title].length;
  if (length > LONGEST_TITLE) sheet.diagnostics.push(titleTooLong(sheet.path, place, length));
  return title;
}

/** Notes a mention of something else of the site, and gives its index. */
export function refer(sheet: Sheet, form: Reference['form'], text: string, field: string): number {
  return sheet.references.add({ form, text, instead: [] }, placeOf(sheet.plain, field) ?? TOP);
}

/** Keeps one schema for each timezone, which is all that schemas of front matter depend on. */
export function perTimezone<T>(make: (timezone: string) => T): (options: CompileOptions) => T {
  const made = new Map<string, T>();
  return ({ timezone }) => {
    const known = made.get(timezone);
    if (known !== undefined) return known;
    const schema = make(timezone);
    made.set(timezone, schema);
    return schema;
  };
}

const LONGEST_TITLE = 300;

function hintFor(it: UnknownField, typed: PlainValue | undefined): string {
  const top = it.path === it.key;
  const word = typeof typed === 'string' ? typed : null;
  const foreign = top ? foreignHint(it.key, word, it.known) : null;
  if (foreign !== null) return foreign;
  if (it.near !== null) return `Did you mean "${it.near}"?`;
  if (top && it.known.includes('extra')) return 'Fields of your own go under "extra:".';
  return `Fields here are ${it.known.join(', ')}.`;
}

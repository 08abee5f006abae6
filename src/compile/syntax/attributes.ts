/** The attributes of a container: which ones each kind may have, and what they may say. */
import type { ContainerDirective } from 'mdast-util-directive';
import { nearest } from '../../base/nearest.ts';
import { byCodePoint } from '../../base/order.ts';
import type { Span } from '../../base/span.ts';
import { checkFields } from '../../config/check-fields.ts';
import { dateFromWords } from '../../config/dates.ts';
import { fields, flag, language, line, oneOf, scalar, shown, webUrl } from '../../config/pieces.ts';
import {
  directiveAttribute,
  directiveForm,
  directiveUnknown,
  directiveValue,
} from '../../diagnostics/catalog/newsroom.ts';
import type { Direction } from '../../model.ts';
import type { Reading } from '../reading.ts';
import { scrubText } from '../scrub.ts';
import { percentEncode } from '../urls.ts';
import { type OpeningLine, writeOpening } from './opening-line.ts';

/** A container with the line that opens it. */
export interface Block {
  readonly node: ContainerDirective;
  readonly opening: OpeningLine;
  readonly line: Span;
}

/** Of an excerpt; null where the author says nothing, or nothing that can be used. */
export interface ExcerptAttributes {
  readonly from: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly archived: string | null;
  readonly lang: string | null;
  readonly dir: Direction | null;
  /** False when the author wants no line to the rest of the report. */
  readonly continues: boolean;
  /** Whether anything was reported: what is missing then may only be misspelt. */
  readonly faulty: boolean;
}

/** What authors can open, and with which attributes. */
const KNOWN = {
  excerpt: ['from', 'url', 'title', 'author', 'date', 'archived', 'lang', 'dir', 'continue'],
  note: ['label', 'date'],
  pullquote: ['by'],
} as const;

export type BlockName = keyof typeof KNOWN;

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(KNOWN, name);
}

export function readExcerptAttributes(reading: Reading, block: Block): ExcerptAttributes {
  const it = readAttributes(reading, block, schemasFor(reading.lang).excerpt);
  const { names, faulty } = it;
  const nameless = !names.has('from') && !names.has('url');
  if (nameless && !faulty) {
    const hint = `Write ${writeOpening(block.opening.colons, 'excerpt', [
      { name: 'from', value: 'NAME OF THE OUTLET' },
      { name: 'url', value: 'https://…' },
      ...block.opening.attributes,
    ])}`;
    const problem = 'an excerpt says whose words these are: "from" or "url" is missing';
    reading.diagnostics.push(directiveValue(reading.path, block.line, problem, hint));
  }
  const { from, url, title, author, date, archived, lang, dir } = it.value;
  return {
    from: from ?? null,
    url: url === undefined ? null : percentEncode(url),
    title: title ?? null,
    author: author ?? null,
    date: date ?? null,
    archived: archived === undefined ? null : percentEncode(archived),
    lang: lang ?? null,
    dir: dir ?? null,
    continues: it.value.continue ?? true,
    faulty: faulty || nameless,
  };
}

export function readNoteAttributes(
  reading: Reading,
  block: Block,
): { readonly label: string | null; readonly date: string | null } {
  const { value } = readAttributes(reading, block, schemasFor(reading.lang).note);
  return { label: value.label ?? null, date: value.date ?? null };
}

export function readPullquoteAttributes(
  reading: Reading,
  block: Block,
): { readonly by: string | null } {
  return { by: readAttributes(reading, block, PULLQUOTE).value.by ?? null };
}

/** Reports a line that was to open a block and does not, or one of a kind that does not exist. */
export function reportOpening(reading: Reading, opening: OpeningLine, line: Span): void {
  const { path, diagnostics } = reading;
  const { name, fault } = opening;
  const better = corrected(opening);
  if (fault !== null || isBlockName(name)) {
    diagnostics.push(directiveForm(path, line, fault ?? 'it cannot be read', better));
  } else {
    const start = line.start + opening.colons.length;
    const place = { start, end: start + name.length };
    diagnostics.push(directiveUnknown(path, place, name, Object.keys(KNOWN), better));
  }
}

const PULLQUOTE = fields({ by: line.optional() });

const dateIn = (lang: string): ReturnType<typeof scalar<string>> =>
  scalar('a date', (it) => {
    const value = dateFromWords(it, lang);
    if (value !== null) return { value };
    return { wrong: `${shown(it)} is not a date`, hint: 'Write 2020-01-16, 2020-01 or 2020.' };
  });

const makeSchemas = (lang: string) => ({
  excerpt: fields({
    from: line.optional(),
    url: webUrl.optional(),
    title: line.optional(),
    author: line.optional(),
    date: dateIn(lang).optional(),
    archived: webUrl.optional(),
    lang: language.optional(),
    dir: oneOf(['ltr', 'rtl']).optional(),
    continue: flag.optional(),
  }),
  note: fields({ label: line.optional(), date: dateIn(lang).optional() }),
});

const kept = new Map<string, ReturnType<typeof makeSchemas>>();

function schemasFor(lang: string): ReturnType<typeof makeSchemas> {
  const schemas = kept.get(lang) ?? makeSchemas(lang);
  kept.set(lang, schemas);
  return schemas;
}

/** Reads the attributes of a container, and reports every one that is wrong, unknown, empty or there twice. */
function readAttributes<T>(
  reading: Reading,
  { node, opening, line: place }: Block,
  schema: Parameters<typeof checkFields<T>>[0],
): { readonly value: T; readonly names: ReadonlySet<string>; readonly faulty: boolean } {
  const { path, diagnostics } = reading;
  const before = diagnostics.length;
  const data: Record<string, string> = {};
  const values = new Map<string, Span>();
  const names = new Map<string, Span>();
  const report = (name: string, problem: string, hint: string): void => {
    diagnostics.push(directiveAttribute(path, names.get(name) ?? place, name, problem, hint));
  };
  for (const it of opening.attributes) {
    const twice = names.has(it.name);
    names.set(it.name, spanAt(place, it.nameAt, it.name));
    if (twice) report(it.name, 'is there twice', 'Keep one of the two.');
    else if (it.value.trim() === '') report(it.name, 'is empty', 'Fill it in, or take it out.');
    else {
      values.set(it.name, spanAt(place, it.valueAt, it.value));
      // Character references are read by now, and may stand for anything.
      data[it.name] = scrubText(node.attributes?.[it.name] ?? it.value);
    }
  }
  const { value, wrong, unknown } = checkFields(schema, data);
  for (const { key, known } of unknown) {
    const near = nearAttribute(key, known, names);
    const hint =
      near === null
        ? `Its attributes are ${known.join(', ')}.`
        : `Did you mean "${near}"? Write ${corrected(opening) ?? ''}`;
    report(key, `does not belong to ":::${node.name}"`, hint);
  }
  for (const it of wrong) {
    const problem = `${it.path}: ${it.problem}`;
    diagnostics.push(directiveValue(path, values.get(it.path) ?? place, problem, it.hint));
  }
  return {
    value: value ?? schema.parse({}),
    names: new Set(names.keys()),
    faulty: diagnostics.length > before,
  };
}

/** What other systems call their notes: VuePress, Docusaurus, MkDocs, MyST and their like. */
const NOTES = new Set(
  'tip info warning danger caution important hint attention error admonition details'.split(' '),
);

/** The opening line with the nearest known name for each that is not known; null when nothing is near. */
function corrected(opening: OpeningLine): string | null {
  const lower = opening.name.toLowerCase();
  const isNote = NOTES.has(lower);
  const name = isNote || isBlockName(lower) ? lower : nearest(lower, Object.keys(KNOWN))[0];
  if (name !== undefined && (isNote || name === 'note')) return correctedNote(opening, isNote);
  if (name === undefined || !isBlockName(name)) return null;
  return writeOpening(opening.colons, name, knownOf(name, opening.attributes));
}

/** A note with the words that stand on its line for its label, or what another system calls it. */
function correctedNote({ colons, name, words, attributes }: OpeningLine, isOther: boolean): string {
  const called = isOther ? name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() : '';
  const titled = attributes.map((it) => (it.name === 'title' ? { ...it, name: 'label' } : it));
  const known = knownOf('note', titled);
  const label = words === '' ? called : words;
  const isLabelled = label === '' || known.some((it) => it.name === 'label');
  return writeOpening(
    colons,
    'note',
    isLabelled ? known : [{ name: 'label', value: label }, ...known],
  );
}

/** Attributes with the nearest name that a kind of container has for each that it does not have. */
function knownOf(
  name: BlockName,
  attributes: OpeningLine['attributes'],
): { readonly name: string; readonly value: string }[] {
  const known: readonly string[] = KNOWN[name];
  const written = new Map(attributes.map((it) => [it.name, it]));
  return attributes.map((it) => ({
    name: known.includes(it.name) ? it.name : (nearAttribute(it.name, known, written) ?? it.name),
    value: it.value,
  }));
}

/** The attribute that was meant: one that is not there already, with the same letters before any other. */
function nearAttribute(
  name: string,
  known: readonly string[],
  written: ReadonlyMap<string, unknown>,
): string | null {
  const letters = (it: string): string => [...it.toLowerCase()].sort(byCodePoint).join('');
  const free = known.filter((it) => !written.has(it));
  return free.find((it) => letters(it) === letters(name)) ?? nearest(name, free)[0] ?? null;
}

function spanAt(place: Span, at: number, text: string): Span {
  return { start: place.start + at, end: place.start + at + text.length };
}

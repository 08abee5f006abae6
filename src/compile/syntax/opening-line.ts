/**
 * The line that opens a container, `:::excerpt{from="al-jazeera" url="https://…"}`, read as its author meant
 * it: what the parser would not take for such a line is read too, so that the line can be shown corrected.
 */

export interface Attribute {
  readonly name: string;
  /** As written, character references and all. */
  readonly value: string;
  /** Where the two stand in the line. */
  readonly nameAt: number;
  readonly valueAt: number;
}

export interface OpeningLine {
  readonly colons: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** Words of its own on the line, which may be meant as a label: `tip Title`, `note[Title]`. */
  readonly words: string;
  /** What is wrong with its form, in words; null for a line as it should be. */
  readonly fault: string | null;
}

/** Reads a line that begins with three colons or more. */
export function readOpening(line: string): OpeningLine {
  const [, colons = '', name = '', inside] = STRICT.exec(line) ?? [];
  if (name !== '') {
    const attributes = inside === undefined ? [] : strictAttributes(line, line.indexOf('{') + 1);
    if (attributes !== null) return { colons, name, attributes, words: '', fault: null };
  }
  return readLoosely(line);
}

/** The line as it should be written. */
export function writeOpening(
  colons: string,
  name: string,
  attributes: readonly Pick<Attribute, 'name' | 'value'>[],
): string {
  const list = attributes.map((it) => `${it.name}=${quoted(it.value)}`).join(' ');
  return `${colons}${name}${list === '' ? '' : `{${list}}`}`;
}

const NAME = String.raw`\p{L}[\p{L}\p{N}_-]*`;
const STRICT = new RegExp(`^(:{3,})(${NAME})(?:\\{(.*)\\})?[ \\t]*$`, 'u');
const ATTRIBUTE = new RegExp(
  `[ \\t]*(${NAME})=(?:"([^"]*)"|'([^']*)'|([^\\s"'<>=\`{}“”„«»‘’‚‹›]+))(?=[ \\t}])`,
  'uy',
);

function strictAttributes(line: string, from: number): Attribute[] | null {
  const end = line.lastIndexOf('}');
  const attributes: Attribute[] = [];
  let at = from;
  while (line.slice(at, end).trim() !== '') {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(line);
    if (found === null || ATTRIBUTE.lastIndex > end) return null;
    const [whole, name = '', double, single, bare] = found;
    const value = double ?? single ?? bare ?? '';
    const valueEnd = at + whole.length - (bare === undefined ? 1 : 0);
    const nameAt = at + whole.length - whole.trimStart().length;
    attributes.push({ name, value, nameAt, valueAt: valueEnd - value.length });
    at = ATTRIBUTE.lastIndex;
  }
  return attributes;
}

/** No line that anybody types is longer; the loose pattern looks far ahead. */
const LONGEST = 2000;
const LOOSE = /^(:{3,})([ \t]*)([\p{L}\p{N}_-]*)([ \t]*)(?:\[([^\]]*)\])?([ \t]*)(.*)$/u;
const PAIR = `${NAME}[ \\t]*=`;
/** A value in quotation marks of any kind, up to the last before another attribute; or some words. */
const LOOSE_VALUE =
  `(["'“”„«‘’‚‹])(.*?)["'”“»’‘›](?=[\\s,;]*(?:$|${PAIR}))|` +
  `(.*?)(?=[\\s,;]*$|[,;]*\\s[\\s,;]*${PAIR})`;
const LOOSE_ATTRIBUTE = new RegExp(`[\\s,;]*(${NAME})[ \\t]*(?:=[ \\t]*(?:${LOOSE_VALUE}))?`, 'uy');
const TYPOGRAPHIC = /[“”„«‘’‚‹]/;

function readLoosely(line: string): OpeningLine {
  const found = LOOSE.exec(line.slice(0, LONGEST));
  const [, colons = ':::', blank, name = '', gap, label, secondGap, behind = ''] = found ?? [];
  const rest = behind.trimEnd();
  const braced = rest.startsWith('{');
  const isList = braced || new RegExp(`^${PAIR}`, 'u').test(rest);
  const end = rest.lastIndexOf('}');
  const from = line.trimEnd().length - rest.length;
  const inside = rest.slice(braced ? 1 : 0, end < 0 ? undefined : end);
  const read = isList ? looseAttributes(inside, from + (braced ? 1 : 0)) : NO_ATTRIBUTES;
  const words = isList ? end >= 0 && end < rest.length - 1 : rest !== '';
  const faults: readonly (string | false | null)[] = [
    blank !== '' && 'there is a blank behind the colons',
    label !== undefined && 'words in brackets mean nothing here',
    isList && !braced && 'its attributes are not in braces',
    braced && (gap !== '' || secondGap !== '') && 'there is a blank before the "{"',
    braced && end < 0 && 'the "}" at its end is missing',
    words && 'other words stand on its line, and belong below it',
    read.fault,
    'its attributes cannot be read',
  ];
  const fault = faults.find((it) => typeof it === 'string') ?? null;
  // Behind `:::note` they may as well be the first words of the note.
  const own = label ?? (isList || end >= 0 || name === 'note' ? '' : rest);
  return { colons, name, attributes: read.attributes, words: own.trim(), fault };
}

const NO_ATTRIBUTES = { attributes: [], fault: null } as const;

function looseAttributes(
  inside: string,
  from: number,
): { readonly attributes: readonly Attribute[]; readonly fault: string | null } {
  const attributes: Attribute[] = [];
  let fault: string | null = null;
  for (let at = 0; at < inside.length;) {
    LOOSE_ATTRIBUTE.lastIndex = at;
    const found = LOOSE_ATTRIBUTE.exec(inside);
    if (found === null) break;
    const [whole, name = '', mark, quotedValue, bare] = found;
    const value = (quotedValue ?? bare ?? '').trim();
    if (mark !== undefined && TYPOGRAPHIC.test(mark)) {
      fault ??= 'the quotation marks round its values are not straight ones';
    } else if (mark === undefined && /\s/.test(value)) {
      fault ??= 'a value of several words has no quotation marks';
    }
    const start = from + at;
    const nameAt = start + whole.indexOf(name);
    const valueAt = start + whole.lastIndexOf(value);
    attributes.push({ name, value, nameAt, valueAt });
    at = LOOSE_ATTRIBUTE.lastIndex;
  }
  return { attributes, fault };
}

function quoted(value: string): string {
  if (!value.includes('"')) return `"${value}"`;
  return value.includes("'") ? `"${value.replaceAll('"', '&quot;')}"` : `'${value}'`;
}

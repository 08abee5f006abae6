/**
 * Notes in the newsroom's own voice: a paragraph that begins with a marker (`NOTE:`, `UPDATE (2020-01-17):`),
 * or a container, `:::note{label="…"}`, for several. And pull quotes, which are asides as well.
 */
import type { Element, Properties } from 'hast';
import type { Paragraph, PhrasingContent } from 'mdast';
import { html } from '../../base/html.ts';
import { dateFromWords } from '../../config/dates.ts';
import { noteLabelOf } from '../../config/languages.ts';
import { noteDate } from '../../diagnostics/catalog/newsroom.ts';
import { holeNode, pageOnly, type Reading, spanOf } from '../reading.ts';
import { element, text } from '../tree.ts';
import { typeset } from '../typography.ts';
import { type Block, readNoteAttributes, readPullquoteAttributes } from './attributes.ts';
import { type Made, made } from './made.ts';
import { firstText, labelled, matchAt, type Patterns } from './markers.ts';

/** What a note is called, and the day it is of. */
interface Label {
  readonly words: string;
  /** As typed behind the marker, when it is no day in figures. */
  readonly typed: string | null;
  /** ISO 8601. */
  readonly date: string | null;
}

/** The aside that a paragraph with a marker becomes; null for any other paragraph. */
export function noteOf(reading: Reading, paragraph: Paragraph, patterns: Patterns): Made | null {
  const leaf = firstText(paragraph);
  const match = leaf === null ? null : matchAt(reading, leaf, patterns.note);
  if (match === null) return null;
  const [, marker = '', typed] = match.found;
  const children = cutUpTo(reading, paragraph.children, match.end);
  if (children === null) return null;
  const words = typeset(labelled(patterns.labels.note, marker), reading.lang);
  const label = { words, ...dateOf(reading, typed, match.end - match.found[0].length) };
  return made('aside', asNote(reading, label), [{ ...paragraph, children }], paragraph);
}

/** Makes a labelled aside of a `:::note`, in place. */
export function readNote(reading: Reading, block: Block): void {
  const { label, date } = readNoteAttributes(reading, block);
  const words = typeset(label ?? noteLabelOf(reading.lang, 'note'), reading.lang);
  const hProperties = asNote(reading, { words, typed: null, date });
  block.node.data = { hName: 'aside', hProperties };
}

/** Makes a pull quote of a `:::pullquote`, in place. */
export function readPullquote(reading: Reading, block: Block): void {
  const { by } = readPullquoteAttributes(reading, block);
  const finish = (safe: Element): Element[] => {
    const role = html` role="doc-pullquote"`;
    Object.assign(safe.properties, { className: ['pullquote'] }, pageOnly(reading, role));
    const words = by === null ? [] : [text(typeset(by, reading.lang))];
    if (by !== null) safe.children.push(element('p', { className: ['by'] }, words));
    return [safe];
  };
  block.node.data = { hName: 'aside', hProperties: reading.carry({ ours: true, finish }) };
}

function asNote(reading: Reading, label: Label): Properties {
  const finish = (safe: Element): Element[] => {
    const name = html` role="note" aria-label="${label.words}"`;
    Object.assign(safe.properties, { className: ['note'] }, pageOnly(reading, name));
    safe.children.unshift(labelElement(reading, label), text('\n'));
    return [safe];
  };
  return reading.carry({ ours: true, finish });
}

function labelElement(reading: Reading, { words, typed, date }: Label): Element {
  const children: Element['children'] = [text(words)];
  if (date !== null) {
    const said = typed === null ? holeNode(reading, { hole: 'date', date }) : text(typed);
    children.push(text(' ('), element('time', { dateTime: date }, [said]), text(')'));
  } else if (typed !== null) children.push(text(` (${typed})`));
  return element('p', { className: ['label'] }, children);
}

/** What stands in parentheses behind a marker that begins at an offset in the file. */
function dateOf(
  reading: Reading,
  written: string | undefined,
  start: number,
): Pick<Label, 'typed' | 'date'> {
  if (written === undefined) return { typed: null, date: null };
  const typed = written.trim();
  const date = dateFromWords(typed, reading.lang);
  const inFigures = /^\d{4}-\d{1,2}-\d{1,2}$/.test(typed);
  if (date === null && inFigures) {
    const at = reading.source.indexOf(typed, start);
    reading.diagnostics.push(noteDate(reading.path, { start: at, end: at + typed.length }, typed));
  }
  return { typed: date !== null && inFigures ? null : typed, date };
}

/**
 * A paragraph without what stands before an offset in the file. Null when nothing is left of it, or when the
 * offset is none in a text as it was typed.
 */
function cutUpTo(
  reading: Reading,
  nodes: readonly PhrasingContent[],
  offset: number,
): PhrasingContent[] | null {
  const left: PhrasingContent[] = [];
  for (const node of nodes) {
    const { start, end } = spanOf(reading, node);
    if (end <= offset) continue;
    if (start >= offset) left.push(node);
    else if (node.type === 'text') {
      const cut = offset - start;
      if (reading.source.slice(start, offset) !== node.value.slice(0, cut)) return null;
      left.push({ ...node, value: node.value.slice(cut) });
    } else if (node.type === 'emphasis' || node.type === 'strong') {
      const children = cutUpTo(reading, node.children, offset);
      if (children !== null) left.push({ ...node, children });
    } else return null;
  }
  const [first, ...rest] = left;
  if (first?.type !== 'text') return left.length === 0 ? null : left;
  const value = first.value.trimStart();
  if (value !== '') return [{ ...first, value }, ...rest];
  return rest.length === 0 ? null : rest;
}

import type { Element } from 'hast';
import { html } from '../../base/html.ts';
import { labelOf } from '../../config/languages.ts';
import { pageOnly, type Reading } from '../reading.ts';
import { element, text } from '../tree.ts';

/** A table in a region that scrolls sideways, which a keyboard can reach; `number` counts from 1. */
export function scrolling(reading: Reading, table: Element, number: number): Element {
  const name = labelOf(reading.lang, 'table');
  const label = number === 1 ? name : `${name} ${number}`;
  const region = html` role="region" tabindex="0" aria-label="${label}"`;
  return element('div', { className: ['table'], ...pageOnly(reading, region) }, [table]);
}

/** Alignment by class: the attribute is obsolete in HTML. */
export function alignByClass(cell: Element): void {
  const { align } = cell.properties;
  delete cell.properties['align'];
  if (typeof align === 'string') cell.properties['className'] = [`align-${align}`];
}

/** The box of a task list as a sign, named in words: a feed has no controls of any kind. */
export function taskBox(reading: Reading, box: Element): Element {
  const done = box.properties['checked'] === true;
  const name = html` role="img" aria-label="${labelOf(reading.lang, done ? 'done' : 'open')}"`;
  const properties = { className: ['task'], ...pageOnly(reading, name) };
  return element('span', properties, [text(done ? '\u2611' : '\u2610')]);
}

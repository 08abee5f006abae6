import type { Element } from 'hast';
import { labelOf } from '../../config/languages.ts';
import { element } from '../tree.ts';

/** A table in a region that scrolls sideways, which a keyboard can reach; `number` counts from 1. */
export function scrolling(table: Element, lang: string, number: number): Element {
  const label = labelOf(lang, 'table');
  const ariaLabel = number === 1 ? label : `${label} ${number}`;
  return element('div', { className: ['table'], role: 'region', tabIndex: 0, ariaLabel }, [table]);
}

/** Alignment by class: the attribute is obsolete in HTML. */
export function alignByClass(cell: Element): void {
  const { align } = cell.properties;
  delete cell.properties['align'];
  if (typeof align === 'string') cell.properties['className'] = [`align-${align}`];
}

/** Says in words what a box of a task list shows. */
export function labelTask(box: Element, lang: string): void {
  const done = box.properties['checked'] === true;
  box.properties['ariaLabel'] = labelOf(lang, done ? 'done' : 'open');
}


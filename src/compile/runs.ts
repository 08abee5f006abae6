/**
 * Runs of text: what a reader reads in one go, across emphasis and links, from one block to the next.
 * Words are counted and quotation marks are set in runs, because neither stops at an inline element.
 */
import type { Element, Nodes, Root, Text } from 'hast';
import type { Reading } from './reading.ts';
import { textOf } from './tree.ts';

export interface Segment {
  /** Null for words that stand between ours but are none of the prose: code, an address. */
  readonly node: Text | null;
  readonly value: string;
}

export interface Run {
  readonly segments: readonly Segment[];
  /** Somebody else's words. */
  readonly quoted: boolean;
}

const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo br cite code del dfn em i img input ins kbd mark q rp rt ruby s samp small span ' +
    'strong sub sup time u var wbr'
  ).split(' '),
);

const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'var']);

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|www\.)\S+$|^\S+@\S+$/i;

/** All runs of a tree in order; blocks of code have none. */
export function runsOf(reading: Reading, tree: Root): Run[] {
  const runs: Run[] = [];
  let segments: Segment[] = [];
  const endRun = (quoted: boolean): void => {
    if (segments.length > 0) runs.push({ segments, quoted });
    segments = [];
  };
  const enter = (node: Nodes, quoted: boolean): void => {
    if (node.type === 'text') {
      if (segments.length > 0 || node.value.trim() !== '')
        segments.push({ node, value: node.value });
    } else if (node.type === 'element') enterElement(node, quoted);
  };
  const enterElement = (node: Element, quoted: boolean): void => {
    if (reading.carriedBy(node)?.silent === true || node.tagName === 'pre') return;
    if (INLINE.has(node.tagName)) {
      if (node.tagName === 'br') segments.push({ node: null, value: '\n' });
      else if (node.tagName === 'img') segments.push({ node: null, value: ' \uFFFC ' });
      else if (isFixed(node)) segments.push({ node: null, value: textOf(node) });
      else for (const child of node.children) enter(child, quoted);
      return;
    }
    endRun(quoted);
    const within = quoted || node.tagName === 'blockquote';
    for (const child of node.children) enter(child, within);
    endRun(within);
  };
  for (const child of tree.children) enter(child, false);
  endRun(false);
  return runs;
}

/** Whether the words of a link are an address, which is no prose. */
export function isAddress(words: string): boolean {
  return ADDRESS.test(words);
}

function isFixed(node: Element): boolean {
  return CODE.has(node.tagName) || (node.tagName === 'a' && isAddress(textOf(node)));
}

/**
 * `[[reference]]`, `[[reference|label]]`, `[[reference#heading]]`: recognised while the text is split into
 * tokens, so that quotes or emphasis marks in a headline are not taken for anything else.
 *
 * Where CommonMark gives the brackets a meaning of their own (`[[a]](b)`, a defined `[a]`), that meaning
 * stays. What is inside is handed on whole; link knows where its label begins.
 */
import type { Data, Literal, Nodes, Root } from 'mdast';
import { holeNode, type Reading, spanOf } from '../reading.ts';
import { text } from '../tree.ts';
import { typeset } from '../typography.ts';
import { definedLabel, identifier, linkResource } from './link-resource.ts';
import {
  isLineEnding,
  type State,
  type SyntaxExtension,
  type Tokenizer,
  type TreeExtension,
} from './micromark.ts';

/** `value` is what stands between the brackets, with Markdown's escapes undone. */
export interface WikiLink extends Literal {
  type: 'wikiLink';
  data?: Data;
}

declare module 'mdast' {
  interface RootContentMap {
    wikiLink: WikiLink;
  }
  interface PhrasingContentMap {
    wikiLink: WikiLink;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wikiLink: 'wikiLink';
    wikiLinkMarker: 'wikiLinkMarker';
    wikiLinkText: 'wikiLinkText';
  }
}

const OPEN = 91;
const CLOSE = 93;
const ESCAPE = 92;
const TICK = 96;

export const wikiLinkSyntax: SyntaxExtension = {
  text: { [OPEN]: { name: 'wikiLink', tokenize: tokenizeWikiLink() } },
};

export const wikiLinkTree: TreeExtension = {
  enter: {
    wikiLink(token) {
      this.enter({ type: 'wikiLink', value: '' }, token);
    },
    wikiLinkText() {
      this.buffer();
    },
  },
  exit: {
    wikiLinkText() {
      const value = this.resume();
      const node = this.stack.at(-1);
      if (node?.type === 'wikiLink') node.value = value;
    },
    wikiLink(token) {
      this.exit(token);
    },
  },
};

/** Gives each wiki link its holes; inside the words of a link it is what the author typed. */
export function readWikiLinks(reading: Reading, tree: Root): void {
  visit(reading, tree, false);
}

/** The reference of a wiki link: its span is what stands between the brackets. */
export function addWikiReference(reading: Reading, node: WikiLink): number {
  const { start, end } = spanOf(reading, node);
  return reading.references.add(
    { form: 'wiki', text: withLabelSet(node.value.trim(), reading.lang), instead: [] },
    { start: start + 2, end: end - 2 },
  );
}

/** Its label gets the typography of the text; what it refers to is compared without quotation marks anyway. */
function withLabelSet(inside: string, lang: string): string {
  const cut = inside.indexOf('|');
  return cut < 0 ? inside : `${inside.slice(0, cut)}|${typeset(inside.slice(cut + 1), lang)}`;
}

/** Words for where no link is: the label, or the reference itself. */
export function wordsOf(node: WikiLink): string {
  const cut = node.value.indexOf('|');
  return (cut < 0 ? node.value : node.value.slice(cut + 1)).trim();
}

function visit(reading: Reading, node: Nodes, inLink: boolean): void {
  if (!('children' in node)) return;
  const within = inLink || node.type === 'link' || node.type === 'linkReference';
  for (const child of node.children) {
    if (child.type !== 'wikiLink') visit(reading, child, within);
    else if (within) child.data = { hName: 'span', hChildren: [text(asTyped(reading, child))] };
    else carryLink(reading, child);
  }
}

function asTyped(reading: Reading, node: WikiLink): string {
  const { start, end } = spanOf(reading, node);
  return reading.source.slice(start, end);
}

function carryLink(reading: Reading, node: WikiLink): void {
  let reference = 0;
  node.data = {
    hName: 'a',
    hProperties: reading.carry({
      meet: () => {
        reference = addWikiReference(reading, node);
      },
      finish: () => [
        holeNode(reading, { hole: 'link', reference, title: null }),
        holeNode(reading, { hole: 'words', reference }),
        holeNode(reading, { hole: 'link-end', reference }),
      ],
    }),
    hChildren: [text(wordsOf(node))],
  };
}

function tokenizeWikiLink(): Tokenizer {
  return function (effects, ok, nok) {
    const context = this;
    let depth = 0;
    let ticks = 0;
    let blank = true;
    let start = context.now();

    const end: State = (code) => {
      if (code !== CLOSE) return nok(code);
      effects.consume(code);
      effects.exit('wikiLinkMarker');
      effects.exit('wikiLink');
      return after;
    };
    const after: State = (code) => {
      if (code === 40) return effects.check(linkResource, nok, ok)(code);
      return code === OPEN ? effects.check(definedLabel, nok, ok)(code) : ok(code);
    };
    const inside: State = (code) => {
      if (code === null || isLineEnding(code)) return nok(code);
      if (code === CLOSE && depth === 0) return close(code);
      if (code === OPEN) depth++;
      if (code === CLOSE) depth--;
      if (code === TICK) ticks++;
      if (code !== 32 && code > 0) blank = false;
      effects.consume(code);
      if (code === OPEN) return opened;
      return code === ESCAPE ? escaped : inside;
    };
    // Another `[[` before this one is closed: no search looks twice at the same text.
    const opened: State = (code) => (code === OPEN ? nok(code) : inside(code));
    const escaped: State = (code) => {
      if (code !== OPEN && code !== CLOSE && code !== ESCAPE) return inside(code);
      effects.consume(code);
      return inside;
    };
    const close: State = (code) => {
      const written = context.sliceSerialize({ start, end: context.now() });
      if (blank || ticks % 2 === 1 || context.parser.defined.includes(identifier(written))) {
        return nok(code);
      }
      effects.exit('chunkString');
      effects.exit('wikiLinkText');
      effects.enter('wikiLinkMarker');
      effects.consume(code);
      return end;
    };
    const first: State = (code) => {
      // `[[^1]]` is a footnote in brackets, and of three brackets the inner two are meant.
      if (code === 94 || code === OPEN) return nok(code);
      effects.exit('wikiLinkMarker');
      effects.enter('wikiLinkText');
      effects.enter('chunkString', { contentType: 'string' });
      start = context.now();
      return inside(code);
    };
    const second: State = (code) => {
      if (code !== OPEN) return nok(code);
      effects.consume(code);
      return first;
    };
    return (code) => {
      effects.enter('wikiLink');
      effects.enter('wikiLinkMarker');
      effects.consume(code);
      return second;
    };
  };
}

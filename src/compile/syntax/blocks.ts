/**
 * Walks over a document in the order of its text and makes what they are of quotations that say where they
 * are from and of containers (`:::excerpt`, `:::note`, `:::pullquote`). Whatever looks like the line of a
 * container and is none is reported: prose that has to begin with three colons has an escape.
 */
import type { Nodes, Paragraph, Parents, Root } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import {
  directiveEmpty,
  directivePlace,
  directiveStray,
  directiveUnclosed,
} from '../../diagnostics/catalog/newsroom.ts';
import type { Span } from '../../base/span.ts';
import { type Reading, spanOf } from '../reading.ts';
import { type BlockName, isBlockName, reportOpening } from './attributes.ts';
import { attributed, ATTRIBUTION_SIGN } from './attribution.ts';
import { type Definitions, definitionsOf } from './definitions.ts';
import { type Excerpt, readExcerpt } from './excerpt.ts';
import { readNote, readPullquote } from './note.ts';
import { readOpening } from './opening-line.ts';

/** What a container or a quotation stands in. */
type Within = BlockName | 'quotation' | null;

interface Walk {
  readonly reading: Reading;
  readonly definitions: Definitions;
  readonly excerpts: Excerpt[];
}

/** Finds the containers and attributed quotations of a document, in place; gives the excerpts, in order. */
export function readBlocks(reading: Reading, tree: Root): readonly Excerpt[] {
  const text = reading.source.slice(reading.bodyStart);
  if (!text.includes(':::') && !(text.includes('>') && ATTRIBUTION_SIGN.test(text))) return [];
  const walk: Walk = { reading, definitions: definitionsOf(tree), excerpts: [] };
  visit(walk, tree, null);
  return walk.excerpts;
}

function visit(walk: Walk, parent: Parents, within: Within): void {
  // Opening lines that are wrong, and so wait for a line that closes them.
  const waiting: string[] = [];
  for (const [at, child] of parent.children.entries()) {
    switch (child.type) {
      case 'containerDirective':
        visitContainer(walk, child, parent, within);
        break;
      case 'blockquote': {
        const figure = within === null || within === 'note' ? quotation(walk, child) : null;
        if (figure !== null) (parent.children as Nodes[])[at] = figure;
        visit(walk, child, 'quotation');
        break;
      }
      case 'list':
      case 'listItem':
      case 'footnoteDefinition':
        visit(walk, child, within);
        break;
      case 'paragraph':
        checkLines(walk.reading, child, waiting);
        break;
      default:
    }
  }
}

function quotation({ reading, definitions }: Walk, child: Nodes): Nodes | null {
  return child.type === 'blockquote' ? attributed(reading, child, definitions) : null;
}

function visitContainer(
  walk: Walk,
  node: ContainerDirective,
  parent: Parents,
  within: Within,
): void {
  const { reading } = walk;
  const { start } = spanOf(reading, node);
  const line = lineAt(reading.source, start);
  const opening = readOpening(reading.source.slice(line.start, line.end));
  const { name } = node;
  if (opening.fault !== null || !isBlockName(name)) {
    reportOpening(reading, opening, line);
    node.data = { hName: 'div' };
    visit(walk, node, within);
    return;
  }
  const { path, diagnostics } = reading;
  if (node.data?.position?.closing === undefined) {
    diagnostics.push(directiveUnclosed(path, line, name, opening.colons));
  } else if (node.children.length === 0) diagnostics.push(directiveEmpty(path, line, name));
  checkPlace(reading, name, within, line);
  const block = { node, opening, line };
  switch (name) {
    case 'excerpt': {
      const excerpt = readExcerpt(reading, block, parent);
      walk.excerpts.push(excerpt);
      visit(walk, excerpt.quotation, name);
      return;
    }
    case 'note':
      readNote(reading, block);
      break;
    case 'pullquote':
      readPullquote(reading, block);
  }
  visit(walk, node, name);
}

/** What a container may not stand in, in words, with the remedy. */
function checkPlace(reading: Reading, name: BlockName, within: Within, line: Span): void {
  const refuse = (where: string, hint: string): void => {
    reading.diagnostics.push(directivePlace(reading.path, line, name, where, hint));
  };
  if (within === null) return;
  if (within === name || within === 'pullquote') {
    refuse(`":::${within}"`, 'Close that one before this one begins: write ::: on a line above.');
  } else if (name === 'excerpt' && within === 'quotation') {
    refuse('a quotation', 'Take the ">" from its lines: an excerpt is a quotation by itself.');
  }
}

const FENCE = /^:{3,}/;

/** Reports the lines of a paragraph that look like those of a container. */
function checkLines(reading: Reading, paragraph: Paragraph, waiting: string[]): void {
  const { start, end } = spanOf(reading, paragraph);
  if (!reading.source.slice(start, end).includes(':::')) return;
  for (let at = start; at < end;) {
    const line = lineAt(reading.source, at);
    const from =
      line.start + (/^[ \t>]*/.exec(reading.source.slice(at, line.end))?.[0].length ?? 0);
    const written = reading.source.slice(from, line.end).trimEnd();
    const span = { start: from, end: from + written.length };
    if (/^:{3,}$/.test(written)) {
      if (waiting.pop() === undefined) {
        reading.diagnostics.push(directiveStray(reading.path, span, written));
      }
    } else if (FENCE.test(written)) {
      reportOpening(reading, readOpening(written), span);
      waiting.push(written);
    }
    at = line.end + 1;
  }
}

/** From an offset to the end of its line. */
function lineAt(source: string, start: number): Span {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = start;
  return { start, end: start + (rest.exec(source)?.[0].trimEnd().length ?? 0) };
}

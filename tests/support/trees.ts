/** Real folders for tests, and what lies in them. */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { byCodePoint } from '../../src/base/order.ts';
import type { Digest, OutputFile, OutputPath } from '../../src/model.ts';
import { openOutput } from '../../src/io/publish.ts';
import type { Committed } from '../../src/io/report.ts';

/** An empty folder that goes with the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their path from `folder`. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Everything in a folder by its path, folders ending in `/`; null when there is no such folder. */
export function treeOf(folder: string): Record<string, string> | null {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return null;
  const tree: Record<string, string> = {};
  const visit = (above: string): void => {
    for (const entry of readdirSync(join(folder, above), { withFileTypes: true })) {
      const path = above + entry.name;
      if (entry.isDirectory()) {
        tree[`${path}/`] = '';
        visit(`${path}/`);
      } else if (entry.isSymbolicLink()) tree[path] = `-> ${readlinkSync(join(folder, path))}`;
      else tree[path] = readFileSync(join(folder, path), 'utf8');
    }
  };
  visit('');
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => byCodePoint(a, b)));
}

/** An edition given as plain words. */
export type Edition = Readonly<Record<string, string>>;

export function outputFiles(edition: Edition): OutputFile[] {
  return Object.entries(edition).map(([path, bytes]) => ({
    path: path as OutputPath,
    digest: digestOf(bytes),
    bytes,
  }));
}

export function digestsOf(edition: Edition): Map<OutputPath, Digest> {
  return new Map(outputFiles(edition).map((it) => [it.path, it.digest]));
}

/** Publishes an edition as a build does: only what is not there is written. */
export async function publish(
  root: string,
  edition: Edition,
  out: string = join(root, 'dist'),
): Promise<Committed> {
  const output = await openOutput(root, out);
  try {
    output.write(outputFiles(edition).filter((it) => output.published.get(it.path) !== it.digest));
    return output.commit(digestsOf(edition));
  } finally {
    output.close();
  }
}

/** The tree that an edition is, its manifest included, with other files beside it. */
export function expectedTree(
  edition: Edition,
  others: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const lines = outputFiles(edition).map((it) => ({
    path: it.path,
    line: `${it.digest} ${it.path}\n`,
  }));
  const manifest = lines
    .sort((a, b) => byCodePoint(a.path, b.path))
    .map((it) => it.line)
    .join('');
  const tree: Record<string, string> = { ...edition, ...others, '.broadside-manifest': manifest };
  for (const path of Object.keys(tree)) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
      tree[path.slice(0, at + 1)] = '';
  }
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => byCodePoint(a, b)));
}

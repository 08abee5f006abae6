/** Small sites in real folders. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { onTestFinished } from 'vitest';

/** Files by path, with forward slashes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new empty folder, without links in its path, removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'broadside-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}

/** Writes files under a folder; those that are there already are replaced. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, content);
  }
}

/** A new folder with these files. */
export function folderOf(files: Files): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

/** All files under a folder as text (bytes as Latin-1, so that none are lost), by path in order. */
export function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(folder, join(it.parentPath, it.name)).split(sep).join('/'))
    .sort();
  return Object.fromEntries(paths.map((it) => [it, readFileSync(join(folder, it), 'latin1')]));
}

export function textOf(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

export const CONFIG_FILE =
  'title: The Test\nurl: https://test.example/\nlanguage: en\ntimezone: Europe/London\n';

/** An article's file. `fields` are further lines of front matter, each with its end. */
export function articleFile(title: string, body = 'Some words.\n', fields = ''): string {
  return `---\ntitle: ${title}\n${fields}---\n\n${body}`;
}

/** A site of two articles, the second of which refers to the first. */
export const SMALL_SITE: Files = {
  'broadside.yaml': CONFIG_FILE,
  'articles/2024-05-12-fiscal-rules.md': articleFile('The fiscal rules, explained'),
  'articles/2024-06-01-rates.md': articleFile(
    'Rates again',
    'The rates rose.\n',
    'seeAlso:\n  - fiscal-rules\n',
  ),
};

/** The text of the project's own files, for tests about the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HOME } from './home.ts';

/** One of our source files; `code` is its text without comments. */
export interface Source {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly code: string;
  /** A path from the repository's root for a file of ours, else what is written: a package, `node:fs`. */
  readonly imports: readonly string[];
}

/** All files under the given folder (or one file) whose names end so. */
export function sourcesIn(folder: string, ending: string): Source[] {
  return pathsIn(folder)
    .filter((it) => it.endsWith(ending))
    .map((path) => {
      const text = readFileSync(join(HOME, path), 'utf8');
      const code = withoutComments(text);
      return { path, text, code, imports: importsOf(path, code) };
    });
}

/** Every file of the project that git would take, by path from its root, in order. */
export function projectFiles(): string[] {
  return pathsIn('.');
}

const NOT_OURS = new Set([
  '.git',
  '.broadside',
  '.dist.broadside',
  'coverage',
  'dist',
  'lib',
  'node_modules',
]);

function pathsIn(folder: string): string[] {
  return readdirSync(join(HOME, folder), { withFileTypes: true })
    .flatMap((it) => {
      const path = folder === '.' ? it.name : `${folder}/${it.name}`;
      if (it.isDirectory()) return NOT_OURS.has(it.name) ? [] : pathsIn(path);
      return it.isFile() ? [path] : [];
    })
    .sort();
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const IMPORT =
  /^(?:import|export)\s[\w\s{},*]+?\sfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function importsOf(path: string, code: string): string[] {
  return [...code.matchAll(IMPORT)].map(([, from, bare, lazy]) =>
    resolved(path, from ?? bare ?? lazy ?? ''),
  );
}

function resolved(path: string, from: string): string {
  return from.startsWith('.') ? join(dirname(path), from).replaceAll('\\', '/') : from;
}

import { digestOf } from '../../src/base/digest.ts';
import { linesOf, placeIn } from '../../src/diagnostics/lines.ts';
import { compile } from '../../src/compile/compile.ts';
import { compileOptionsOf } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { locate, NO_PLACES } from '../../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { link } from '../../src/link/link.ts';
import type { LinkInput } from '../../src/link/link.ts';
import type { Edition, Entry, SourceKind, SourcePath } from '../../src/model.ts';

/** The configuration that tests use unless they say otherwise. */
export const CONFIG = 'title: The Test\nurl: https://test.example/\nlanguage: en\ntimezone: UTC\n';

/** A small site held in memory: source files by path (`public/` and pictures by name alone), compiled and linked. */
export interface Linked {
  readonly edition: Edition;
  readonly entries: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
  /** `path:line:column: severity: message [code]`, without the hints. */
  readonly messages: readonly string[];
  /** The hints of the same diagnostics. */
  readonly hints: readonly (string | null)[];
}

export function linkSite(
  files: Readonly<Record<string, string>>,
  given: Partial<Pick<LinkInput, 'now' | 'show'>> & { readonly config?: string } = {},
): Linked {
  const { value: config, diagnostics: mistakes } = readConfig(
    CONFIG + (given.config ?? ''),
    'broadside.yaml',
  );
  if (config === null) throw new Error(JSON.stringify(mistakes));
  const texts = Object.entries(files);
  const entries = texts
    .filter(([path]) => path.endsWith('.md'))
    .map(([path, text]) => compile(sourceOf(path, text), compileOptionsOf(config)).entry);
  const binaries = texts
    .filter(([path]) => !path.endsWith('.md'))
    .map(([path, text]) => ({ path: path as SourcePath, digest: digestOf(text) }));
  const { value: edition, diagnostics } = link({
    findings: true,
    entries,
    binaries: binaries.filter((it) => !it.path.startsWith('public/')),
    publicFiles: binaries.filter((it) => it.path.startsWith('public/')),
    themeFiles: [],
    siteLinks: config.siteLinks,
    config,
    now: given.now ?? Date.UTC(2026, 0, 1),
    show: given.show ?? { drafts: false, future: false, expired: false },
  });
  const all = [...entries.flatMap((it) => it.diagnostics), ...diagnostics];
  return {
    edition,
    entries,
    diagnostics: all,
    messages: all.map((it) => lineOf(it, files, entries)),
    hints: all.map((it) => it.hint),
  };
}

/** An article with a title and a date, and whatever else is given. */
export function article(title: string, body = 'Words.', fields = ''): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndate: 2024-01-01\n${fields}---\n\n${body}\n`;
}

function sourceOf(path: string, text: string) {
  return { kind: kindOf(path), path: path as SourcePath, text, digest: digestOf(text) };
}

function kindOf(path: string): SourceKind {
  const kinds: readonly (readonly [string, SourceKind])[] = [
    ['pages/', 'page'],
    ['newsroom/authors/', 'author'],
    ['newsroom/topics/', 'topic'],
    ['newsroom/outlets/', 'outlet'],
    ['newsroom/promos/', 'promo'],
  ];
  return kinds.find(([folder]) => path.startsWith(folder))?.[1] ?? 'article';
}

function lineOf(
  it: Diagnostic,
  files: Readonly<Record<string, string>>,
  entries: readonly Entry[],
): string {
  const places = entries.find((entry) => entry.path === it.file)?.places ?? NO_PLACES;
  const span = locate(it.spot, places);
  const at = span === null ? null : placeIn(linesOf(files[it.file ?? ''] ?? ''), span.start);
  const place = at === null ? '' : `:${at.line}:${at.column}`;
  return `${it.file ?? ''}${place}: ${it.severity}: ${it.message} [${it.code}]`;
}

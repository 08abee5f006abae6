/** A site built in memory by the real pipeline: for tests that need hundreds of articles and no disk. */
import { digestOf, digestOfData } from '../../src/base/digest.ts';
import { createBuilder } from '../../src/build.ts';
import { compileOptionsOf } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readText, sharedWriter } from '../../src/io/shared-bytes.ts';
import { emptyState } from '../../src/io/state.ts';
import { createWorkers } from '../../src/io/workers.ts';
import { readTheme } from '../../src/io/read-theme.ts';
import type { ByteStore, Digest, SourceKind, SourcePath } from '../../src/model.ts';
import { checkTheme } from '../../src/render/theme.ts';
import { HOME } from './home.ts';

export interface Rendered {
  /** What was published, as text, by path; empty when an error kept it from being so. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
}

/** Renders a site of these files; Markdown by its folder, all else as what may be copied. */
export async function renderSite(
  files: Readonly<Record<string, string>>,
  now: number = Date.UTC(2026, 0, 1),
): Promise<Rendered> {
  const read = readConfig(files['broadside.yaml'] ?? '', 'broadside.yaml');
  const config = read.value;
  if (config === null)
    return { outputs: new Map(), diagnostics: read.diagnostics, errors: read.diagnostics };
  const store = storeInMemory();
  const theme = readTheme(HOME).value;
  const options = compileOptionsOf(config);
  const texts = Object.entries(files).filter(([path]) => path !== 'broadside.yaml');
  const outputs = new Map<string, string>();
  const { diagnostics } = await createBuilder()({
    state: EMPTY,
    inputs: {
      files: texts.flatMap(([path, text]) => {
        const kind = kindOf(path);
        return kind === null
          ? []
          : [{ kind, path: path as SourcePath, digest: digestOf(text), text }];
      }),
      binaries: texts
        .filter(([path]) => kindOf(path) === null)
        .map(([path, text]) => ({ path: path as SourcePath, digest: digestOf(text) })),
      publicFiles: [],
      stamps: {},
      config,
      theme: checkTheme(theme).value,
      diagnostics: read.diagnostics,
      now,
      show: { drafts: false, future: false, expired: false },
      findings: true,
      published: new Map(),
    },
    workers: createWorkers({
      options,
      config,
      theme,
      store,
      output: {
        published: new Map(),
        write: (made) => {
          for (const it of made) {
            const bytes = 'bytes' in it ? it.bytes : '';
            outputs.set(it.path, typeof bytes === 'string' ? bytes : '');
          }
        },
      },
    }),
    store,
    makes: true,
  });
  const errors = diagnostics.filter((it) => it.severity === 'error');
  return { outputs, diagnostics, errors };
}

/** Renders what is left of a site when each file with an error is taken away, and says which those were. */
export async function renderRest(
  files: Readonly<Record<string, string>>,
): Promise<Rendered & { readonly refused: ReadonlyMap<string, Diagnostic> }> {
  const refused = new Map<string, Diagnostic>();
  let left = files;
  for (;;) {
    const rendered = await renderSite(left);
    const before = refused.size;
    for (const it of rendered.errors) refused.set(it.file ?? '', it);
    if (refused.size === before) return { ...rendered, refused };
    left = Object.fromEntries(Object.entries(files).filter(([path]) => !refused.has(path)));
  }
}

const EMPTY = emptyState(digestOfData(null));

const FOLDERS: readonly (readonly [folder: string, kind: SourceKind])[] = [
  ['articles/', 'article'],
  ['pages/', 'page'],
  ['newsroom/authors/', 'author'],
  ['newsroom/topics/', 'topic'],
  ['newsroom/outlets/', 'outlet'],
  ['newsroom/promos/', 'promo'],
];

function kindOf(path: string): SourceKind | null {
  if (!path.endsWith('.md')) return null;
  return FOLDERS.find(([folder]) => path.startsWith(folder))?.[1] ?? null;
}

function storeInMemory(): ByteStore {
  const kept = new Map<Digest, Uint8Array>();
  const share = sharedWriter();
  const bytesOf = (digest: Digest): Uint8Array => {
    const bytes = kept.get(digest);
    if (bytes === undefined) throw new Error(`${digest} was not put into the store`);
    return bytes;
  };
  return {
    text: (digest) => readText(bytesOf(digest)),
    has: (digest) => kept.has(digest),
    put: (digest, text) => void kept.set(digest, share(text)),
    placeOf: () => {
      throw new Error('no threads are used here');
    },
  };
}

/** What a thread runs: it is given the options once, then batches of files to compile and of pages to make. */
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '../compile/compile.ts';
import type { CompileOptions, Config } from '../config/config.ts';
import type { BytePlace, Digest, EntryHead, OutputPath, SourceFile, SourcePath } from '../model.ts';
import { render } from '../render/render.ts';
import type { RenderTools } from '../render/render.ts';
import { partReader } from '../render/sheet.ts';
import { compileTheme, type ThemeSource } from '../render/theme.ts';
import { keptForm } from './kept-form.ts';
import { readAt, readText, shareTexts, StateUnreadable } from './shared-bytes.ts';
import { codeOf } from './failure.ts';
import type { Stamp } from './tree.ts';
import { writeWhole } from './whole-file.ts';

/** Bytes of the store, and where they are. */
type Kept = readonly [Digest, BytePlace];

/** A page to make. */
export interface ThreadPage {
  readonly path: OutputPath;
  readonly sheet: Kept;
  readonly bodies: readonly (readonly [SourcePath, ...Kept])[];
  /** The file to write, unless the output folder has it as it is to be, by digest. */
  readonly at: string;
  readonly published: Digest | null;
}

export type ThreadTask =
  | { readonly do: 'compile'; readonly files: readonly SourceFile[] }
  /** Comes before the first page. */
  | {
      readonly do: 'dress';
      readonly theme: ThemeSource;
      readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
    }
  | {
      readonly do: 'make';
      readonly pages: readonly ThreadPage[];
      /** Parts that this thread was not given before. */
      readonly parts: readonly Kept[];
    };

/** A compiled file, with the JSON of its entry and of its body. */
export interface ThreadCompiled {
  readonly path: SourcePath;
  readonly head: EntryHead;
  readonly entry: Uint8Array;
  readonly body: Uint8Array;
}

/** What became of a page. `stamp` is null where it is as published and nothing was written. */
export type ThreadMade =
  | { readonly digest: Digest; readonly stamp: Stamp | null }
  /** The system's word for why the file could not be written. */
  | { readonly refused: string };

/** The answer to a task that needs one; `unreadable` says which body was not there. */
export type ThreadAnswer =
  | { readonly compiled: readonly ThreadCompiled[] }
  | { readonly made: readonly ThreadMade[] }
  | { readonly unreadable: string };

const options: CompileOptions = workerData;
const parts = new Map<Digest, BytePlace>();
const open = new Map<string, number>();
const part = partReader((digest) => {
  const place = parts.get(digest);
  if (place === undefined) throw new Error(`a thread was not given the part ${digest}`);
  return readText(readAt(open, digest, place));
});
let dress: Pick<RenderTools, 'theme' | 'config'> | null = null;

parentPort?.on('message', (task: ThreadTask) => {
  const answer = answerTo(task);
  if (answer !== null) parentPort?.postMessage(answer);
});

function answerTo(task: ThreadTask): ThreadAnswer | null {
  switch (task.do) {
    case 'compile':
      return { compiled: compileAll(task.files) };
    case 'dress':
      dress = { theme: compileTheme(task.theme, task.config.base), config: task.config };
      return null;
    case 'make':
      try {
        for (const [digest, place] of task.parts) parts.set(digest, place);
        return { made: task.pages.map(make) };
      } catch (error) {
        if (!(error instanceof StateUnreadable)) throw error;
        return { unreadable: error.message };
      }
  }
}

function compileAll(files: readonly SourceFile[]): ThreadCompiled[] {
  const compiled = files.map((file) => keptForm(compile(file, options)));
  const bytes = shareTexts(compiled.flatMap((it) => [it.entry, it.body]));
  return compiled.flatMap(({ path, head }, at) => {
    const [entry, body] = bytes.slice(2 * at, 2 * at + 2);
    return entry === undefined || body === undefined ? [] : [{ path, head, entry, body }];
  });
}

function make({ path, sheet: [name, place], bodies, at, published }: ThreadPage): ThreadMade {
  if (dress === null) throw new Error('a thread has to be given a theme first');
  const places = new Map(bodies.map((it) => [it[0], it]));
  const body: RenderTools['body'] = (source) => {
    const found = places.get(source);
    if (found === undefined) throw new Error(`${source} is not carried by ${path}`);
    return JSON.parse(readText(readAt(open, found[1], found[2])));
  };
  const text = readText(readAt(open, name, place));
  const file = render({ path, text }, { ...dress, part, body });
  if (!('bytes' in file)) throw new Error(`${path} is copied, which no thread does`);
  if (file.digest === published) return { digest: file.digest, stamp: null };
  try {
    return { digest: file.digest, stamp: writeWhole(at, file.bytes) };
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    return { refused: code };
  }
}

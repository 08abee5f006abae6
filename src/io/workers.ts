import { compile } from '../compile/compile.ts';
import type { CompileOptions, Config } from '../config/config.ts';
import type {
  Bodies,
  Body,
  BytePlace,
  ByteStore,
  Digest,
  EntryHead,
  Page,
  SourceFile,
  SourcePath,
  Workers,
} from '../model.ts';
import { render } from '../render/render.ts';
import { partReader } from '../render/sheet.ts';
import { compileTheme } from '../render/theme.ts';
import type { Theme, ThemeSource } from '../render/theme.ts';
import { DiskError } from './failure.ts';
import { keptForm } from './kept-form.ts';
import type { Output } from './publish.ts';
import { StateUnreadable } from './shared-bytes.ts';
import { startThreads, type WorkThread, WORTH_THREADS } from './threads.ts';
import type { ThreadPage } from './work-thread.ts';

/** What a build works with. */
export interface WorkersGiven {
  readonly options: CompileOptions;
  readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
  readonly theme: ThemeSource;
  readonly store: ByteStore;
  /** Where outputs go; null where none are made. */
  readonly output: OutputSink | null;
}

export type OutputSink = Pick<Output, 'published' | 'write'> & Partial<ForThreads>;

type ForThreads = Pick<Output, 'reserve' | 'staged' | 'shown'>;

/** Does something with the workers of one build, and ends them. */
export async function withWorkers<Result>(
  given: WorkersGiven,
  work: (workers: Workers) => Promise<Result>,
): Promise<Result> {
  const workers = createWorkers(given);
  try {
    return await work(workers);
  } finally {
    await workers.end();
  }
}

/** The workers of one build; `end` has to be called at its end. */
export interface BuildWorkers extends Workers {
  end(): Promise<void>;
}

/** Files handed to a thread at a time: enough that asking costs nothing, few enough to end together. */
const BATCH = 32;

/** Batches that a thread has before it, so that it never waits for this one. */
const AHEAD = 2;

/**
 * The workers of a build. Where there is much to do, threads do it, and otherwise this one. Who did it changes
 * nothing: compiling sees one file and its options, rendering one page.
 */
export function createWorkers(given: WorkersGiven): BuildWorkers {
  const { options, store } = given;
  let threads: WorkThread[] | null = null;
  let dressed = false;
  let made = 0;
  let theme: Theme | null = null;

  return {
    async compile(files) {
      if (files.length >= WORTH_THREADS) threads ??= startThreads(options);
      if (threads === null || threads.length === 0) return files.map(compileHere);
      return await compileOn(threads, files, store);
    },
    async make(pages, bodies) {
      const { output } = given;
      made += pages.length;
      if (made >= WORTH_THREADS && canUseThreads(output)) threads ??= startThreads(options);
      if (threads === null || threads.length === 0 || !canUseThreads(output)) {
        return makeHere(pages, bodies);
      }
      if (!dressed) {
        const { config, theme: source } = given;
        const { origin, base, labels } = config;
        for (const it of threads) {
          it.tell({ do: 'dress', theme: source, config: { origin, base, labels } });
        }
        dressed = true;
      }
      const thread = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      // A copy is a matter of the disk alone.
      const [copies, others] = [pages.filter(isCopy), pages.filter((it) => !isCopy(it))];
      const work = makeOn(thread, others, { bodies, store, output });
      const copied = makeHere(copies, bodies);
      return inOrder(pages, [copies, copied], [others, await work]);
    },
    async end() {
      await Promise.all((threads ?? []).map((it) => it.end()));
    },
  };

  function compileHere(file: SourceFile): readonly [SourcePath, EntryHead] {
    const { path, head, entry, body } = keptForm(compile(file, options));
    store.put(head.entry, entry);
    store.put(head.body, body);
    return [path, head];
  }

  function makeHere(pages: readonly Page[], bodies: Bodies): Digest[] {
    // Compiling a theme takes its time: not before there is something to render.
    theme ??= compileTheme(given.theme, given.config.base);
    const { config, output } = given;
    const part = partReader((digest) => store.text(digest));
    const tools = { theme, config, part, body: bodyReader(bodies, store) };
    return pages.map((page) => {
      const file = render(page, tools);
      if (output?.published.get(file.path) !== file.digest) output?.write([file]);
      return file.digest;
    });
  }
}

/** Gives the bodies of source files. Throws `StateUnreadable` for one that is not there. */
export function bodyReader(
  bodies: Bodies,
  store: Pick<ByteStore, 'text'>,
): (source: SourcePath) => Body {
  return (source) => {
    const digest = bodies.get(source);
    if (digest === undefined) throw new StateUnreadable(`${source} has no body`);
    return JSON.parse(store.text(digest));
  };
}

async function compileOn(
  threads: readonly WorkThread[],
  files: readonly SourceFile[],
  store: ByteStore,
): Promise<(readonly [SourcePath, EntryHead])[]> {
  const heads: (readonly [SourcePath, EntryHead])[] = [];
  let next = 0;
  const work = async (thread: WorkThread): Promise<void> => {
    while (next < files.length) {
      const answer = await thread.ask({ do: 'compile', files: files.slice(next, (next += BATCH)) });
      if (!('compiled' in answer)) throw new Error('a thread answered something else');
      for (const { path, head, entry, body } of answer.compiled) {
        store.put(head.entry, entry);
        store.put(head.body, body);
        heads.push([path, head]);
      }
    }
  };
  await Promise.all(threads.flatMap((it) => Array.from({ length: AHEAD }, () => work(it))));
  return heads;
}

type ThreadSink = OutputSink & ForThreads;

/** Only what writes where it is told can be handed to a thread. */
function canUseThreads(output: OutputSink | null): output is ThreadSink {
  return output?.reserve !== undefined && output.staged !== undefined && output.shown !== undefined;
}

interface Making {
  readonly bodies: Bodies;
  readonly store: ByteStore;
  readonly output: ThreadSink;
}

async function makeOn(
  thread: WorkThread,
  pages: readonly Page[],
  { bodies, store, output }: Making,
): Promise<Digest[]> {
  const given = pages.map(({ path, facts: { sheet, carries } }): ThreadPage => ({
    path,
    sheet: [sheet, store.placeOf(sheet)],
    bodies: carries.map((source) => {
      const digest = bodies.get(source);
      if (digest === undefined) throw new StateUnreadable(`${source} has no body`);
      return [source, digest, store.placeOf(digest)];
    }),
    at: output.reserve(path),
    published: output.published.get(path) ?? null,
  }));
  const answer = await thread.ask({
    do: 'make',
    pages: given,
    parts: newParts(thread, pages, store),
  });
  if ('unreadable' in answer) throw new StateUnreadable(answer.unreadable);
  if (!('made' in answer)) throw new Error('a thread answered something else');
  return answer.made.map((made, at) => {
    const page = given[at];
    if (page === undefined) throw new Error('a thread made more than it was told');
    if ('refused' in made) throw new DiskError(output.shown(page.path), 'write', made.refused);
    const { digest, stamp } = made;
    if (stamp !== null) output.staged(page.path, { digest, at: page.at, stamp });
    return digest;
  });
}

/** What these pages have in common with others, and the thread was not given before. */
function newParts(
  { given }: WorkThread,
  pages: readonly Page[],
  store: ByteStore,
): (readonly [Digest, BytePlace])[] {
  const added: (readonly [Digest, BytePlace])[] = [];
  for (const { facts } of pages) {
    for (const part of facts.parts) {
      if (given.has(part)) continue;
      given.add(part);
      added.push([part, store.placeOf(part)]);
    }
  }
  return added;
}

function isCopy({ make }: Page): boolean {
  return make === 'copy';
}

/** Puts the digests of two groups of pages together, in the order of all of them. */
function inOrder(
  pages: readonly Page[],
  ...groups: readonly (readonly [readonly Page[], readonly Digest[]])[]
): Digest[] {
  const digests = new Map<Page, Digest>();
  for (const [group, list] of groups) {
    group.forEach((page, at) => {
      const digest = list[at];
      if (digest !== undefined) digests.set(page, digest);
    });
  }
  return pages.flatMap((it) => digests.get(it) ?? []);
}

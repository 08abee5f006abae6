import type { CompileOptions, Config } from '../config/config.ts';
import { compile } from '../compile/compile.ts';
import type { BodyStore, Entry, SourceFile, Workers } from '../model.ts';
import { render } from '../render/render.ts';
import { compileTheme } from '../render/theme.ts';
import type { ThemeSource } from '../render/theme.ts';
import { startThreads } from './threads.ts';

/** Files handed to a thread at a time: enough that asking costs nothing, few enough to end together. */
const BATCH = 16;

/**
 * The workers of a build. This thread does the work, and where there is much to compile, threads of their
 * own take batches beside it. Who compiled a file changes nothing: compiling sees one file and its options.
 */
export function createWorkers(given: {
  readonly options: CompileOptions;
  readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
  readonly theme: ThemeSource;
  readonly bodies: BodyStore;
}): Workers {
  const { options, config, theme, bodies } = given;
  let tools: Parameters<typeof render>[1] | null = null;
  return {
    compile: (files) => compileAll(files, options, bodies),
    render: async (pages) => {
      // Compiling a theme takes its time: not before there is something to render.
      const ready = (tools ??= { theme: compileTheme(theme, config.base), bodies, config });
      return pages.map((page) => render(page, ready));
    },
  };
}

async function compileAll(
  files: readonly SourceFile[],
  options: CompileOptions,
  bodies: BodyStore,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const keep = ({ entry, body }: ReturnType<typeof compile>): void => {
    bodies.put(entry.body, body);
    entries.push(entry);
  };
  let next = 0;
  const take = (): readonly SourceFile[] => files.slice(next, (next += BATCH));
  const threads = startThreads(files.length, options);
  try {
    const beside = threads.map(async (thread) => {
      for (let batch = take(); batch.length > 0; batch = take()) {
        for (const compiled of await thread.compile(batch)) keep(compiled);
      }
    });
    const here = (async () => {
      for (let batch = take(); batch.length > 0; batch = take()) {
        for (const file of batch) keep(compile(file, options));
        // Lets the threads' answers in, and their next batches out.
        if (threads.length > 0) await new Promise(setImmediate);
      }
    })();
    await Promise.all([here, ...beside]);
  } finally {
    // When a thread fails, the others need not go on.
    next = files.length;
    for (const thread of threads) thread.end();
  }
  return entries;
}

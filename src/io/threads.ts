import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { compile } from '../compile/compile.ts';
import type { CompileOptions } from '../config/config.ts';
import type { SourceFile } from '../model.ts';

type Compiled = ReturnType<typeof compile>;

/** A thread that compiles. Its answers come in the order of the files. */
export interface CompileThread {
  /** Rejects when the thread ends unexpectedly. One batch at a time. */
  compile(files: readonly SourceFile[]): Promise<readonly Compiled[]>;
  end(): void;
}

/** A thread has to load the compiler first: below this many files that takes longer than it saves. */
const WORTH_A_THREAD = 100;

/** Each thread holds a compiler and its garbage; beyond these, memory grows and speed hardly does. */
const MOST_THREADS = 3;

/**
 * Only the compiled program has this file: run from its sources, as in tests, everything is done on the
 * thread of the build.
 */
const PROGRAM = new URL('./compile-thread.js', import.meta.url);

/** Threads beside the one of the build, as many as so many files are worth. */
export function startThreads(files: number, options: CompileOptions): CompileThread[] {
  if (files < WORTH_A_THREAD || !existsSync(fileURLToPath(PROGRAM))) return [];
  const count = Math.min(
    MOST_THREADS,
    availableParallelism() - 1,
    Math.floor(files / WORTH_A_THREAD),
  );
  return Array.from({ length: count }, () => startThread(options));
}

function startThread(options: CompileOptions): CompileThread {
  const worker = new Worker(PROGRAM, { workerData: options });
  let settle: { resolve(list: readonly Compiled[]): void; reject(error: Error): void } | null =
    null;
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure = error;
    settle?.reject(error);
  };
  worker.on('message', (list: readonly Compiled[]) => settle?.resolve(list));
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`a compiling thread ended by itself (${code})`));
  });
  return {
    compile: (files) =>
      new Promise((resolve, reject) => {
        if (failure !== null) {
          reject(failure);
          return;
        }
        settle = { resolve, reject };
        worker.postMessage(files);
      }),
    end: () => void worker.terminate(),
  };
}

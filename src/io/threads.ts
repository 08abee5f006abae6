import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CompileOptions } from '../config/config.ts';
import type { Digest } from '../model.ts';
import type { ThreadAnswer, ThreadTask } from './work-thread.ts';

/** A thread that works for a build. It does its tasks one after another. */
export interface WorkThread {
  /** How many tasks it has and has not done. */
  readonly waiting: number;
  /** What pages have in common and it was given, by name. */
  readonly given: Set<Digest>;
  /** Rejects when the thread ends unexpectedly. */
  ask(task: ThreadTask): Promise<ThreadAnswer>;
  /** The same where there is nothing to answer. */
  tell(task: ThreadTask): void;
  end(): Promise<void>;
}

/** A thread has to load its program first: for less work than this, in files or pages, that takes longer than it saves. */
export const WORTH_THREADS = 160;

/** Each thread holds a program and its garbage; beyond these, memory grows and speed hardly does. */
const MOST_THREADS = 4;

/** In megabytes: what a thread makes is garbage almost at once, and collecting it often is what takes time. */
const YOUNG_GENERATION = 48;

/**
 * Only the compiled program has this file: run from its sources, as in tests, everything is done on the
 * thread of the build.
 */
const PROGRAM = new URL('./work-thread.js', import.meta.url);

/** As many threads as there are processors for; none where the program cannot have any. */
export function startThreads(options: CompileOptions): WorkThread[] {
  if (!existsSync(fileURLToPath(PROGRAM))) return [];
  const count = Math.min(MOST_THREADS, availableParallelism());
  return Array.from({ length: count }, () => startThread(options));
}

interface Waiting {
  resolve(answer: ThreadAnswer): void;
  reject(error: Error): void;
}

function startThread(options: CompileOptions): WorkThread {
  const worker = new Worker(PROGRAM, {
    workerData: options,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  const waiting: Waiting[] = [];
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const it of waiting.splice(0)) it.reject(failure);
  };
  worker.on('message', (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`a thread ended by itself (${code})`));
  });
  return {
    given: new Set(),
    get waiting() {
      return waiting.length;
    },
    ask: (task) =>
      new Promise((resolve, reject) => {
        if (failure !== null) {
          reject(failure);
          return;
        }
        waiting.push({ resolve, reject });
        worker.postMessage(task);
      }),
    tell: (task) => {
      worker.postMessage(task);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

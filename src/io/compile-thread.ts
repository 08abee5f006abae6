/** What a compiling thread runs: it is given the options once, and then batches of files. */
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '../compile/compile.ts';
import type { CompileOptions } from '../config/config.ts';
import type { SourceFile } from '../model.ts';

const options: CompileOptions = workerData;

parentPort?.on('message', (files: readonly SourceFile[]) => {
  parentPort?.postMessage(files.map((file) => compile(file, options)));
});

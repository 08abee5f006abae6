/** The tasks of `run.mjs`, which has seen to it that this Node is new enough. */
import { compile } from './compile.mjs';
import { install } from './install.mjs';
import { join } from 'node:path';
import { HOME, runNode, runTool } from './tool.mjs';

const COMMANDS = ['build', 'dev', 'preview', 'check', 'clean'];

/** Does a task and gives the exit status. */
export async function run([task = '', ...rest]) {
  const steps = tasks(rest)[task];
  if (steps === undefined) {
    console.error(`There is no task "${task}". The tasks: ${Object.keys(tasks([])).join(', ')}.`);
    return 2;
  }
  for (const step of [install, ...steps]) {
    const status = await step();
    if (status !== 0) return status;
  }
  return 0;
}

function tasks(rest) {
  const program = (...args) => [compile, () => runProgram([...args, ...rest])];
  const tool =
    (name, ...args) =>
    () =>
      runTool(name, args);
  const lint = tool('oxlint', '--type-aware', '--deny-warnings', ...OURS);
  return {
    ...Object.fromEntries(COMMANDS.map((it) => [it, program(it)])),
    watch: program('build', '--watch'),
    compile: [compile],
    bench: [
      compile,
      () => runNode([join(HOME, 'bench', 'build.mjs'), ...rest]),
      () => runNode([join(HOME, 'bench', 'preview.mjs'), ...rest]),
    ],
    'verify-parser': [compile, () => runNode([join(HOME, 'tools', 'verify-parser.mjs'), ...rest])],
    lint: [lint],
    format: [tool('prettier', '--write', '--log-level', 'warn', ...FORMATTED)],
    test: [
      compile,
      tool('typescript', '--noEmit', '--project', 'tests'),
      lint,
      tool('prettier', '--check', '--log-level', 'warn', ...FORMATTED),
      tool('vitest', 'run', ...rest),
    ],
  };
}

/** The code. What else lies in these folders (sites for tests, templates) is content, and nobody's to format. */
const OURS = ['src', 'tests', 'tools', 'bin', 'vitest.config.ts'];
const FORMATTED = [
  '{src,tests}/**/*.ts',
  '{tools,bench,bin}/**/*.{js,mjs}',
  'vitest.config.ts',
  '*.json',
  '.oxlintrc.json',
];

/** In this process: signals, streams and the terminal are then the program's own. */
async function runProgram(args) {
  const { main } = await import('../lib/cli/main.js');
  return await main(args);
}

/**
 * How long builds take, each in a process of its own as an author runs them: cold, unchanged, one body edited, one
 * headline edited. Real files, the default configuration.
 *
 *     node bench/build.mjs [articles …] [--runs N]     default: 1000 10000, 3 runs
 *
 * Absolute times differ from machine to machine; what carries over are the ratios: each kind to the cold build beside
 * it, and each size to the one before it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { articleOf, pathOf, titleOf, writeCorpus } from './corpus.mjs';

const PROGRAM = fileURLToPath(new URL('../bin/broadside.js', import.meta.url));

/** Run in the process that is measured, before the program: says at its end what it took. */
const METER = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('\\nMETER ' + [(userCPUTime + systemCPUTime) / 1e3, maxRSS / 1024].join(' '));
  });
`)}`;

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1000, 10_000];

let smaller = null;
for (const size of sizes) smaller = measure(size, Number(values.runs), smaller);

/** Prints the figures of one size, and gives its cold time and size to compare the next with. */
function measure(size, runs, before) {
  const root = mkdtempSync(join(tmpdir(), 'broadside-bench-'));
  const samples = new Map();
  try {
    writeCorpus(root, size);
    for (let run = 0; run < runs; run++) {
      for (const name of ['dist', '.broadside', '.dist.broadside']) {
        rmSync(join(root, name), { recursive: true, force: true });
      }
      note(samples, 'cold', build(root));
      note(samples, 'nothing changed', build(root));
      const number = size >> 1;
      const path = join(root, pathOf(number));
      writeFileSync(path, articleOf(number, titleOf(number), `\nEdit ${run}.\n`));
      note(samples, 'one body edited', build(root));
      writeFileSync(path, articleOf(number, `${titleOf(number)} edit ${run}`));
      note(samples, 'one headline edited', build(root));
      writeFileSync(path, articleOf(number));
      build(root);
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
  const cold = median(samples.get('cold'), 'seconds');
  for (const [what, list] of samples) {
    const seconds = median(list, 'seconds');
    const figures = [
      String(size).padStart(7),
      what.padEnd(20),
      `${seconds.toFixed(2).padStart(8)} s`,
      `${median(list, 'cpu').toFixed(2).padStart(8)} s of processors`,
      `${median(list, 'megabytes').toFixed(0).padStart(6)} MB`,
      what === 'cold' ? growth(before, size, cold) : `${(seconds / cold).toFixed(3)} of cold`,
    ];
    console.log(figures.join('  '));
  }
  return { size, cold };
}

function growth(before, size, cold) {
  if (before === null) return '';
  return `${(cold / before.cold).toFixed(1)} times ${before.size} (${size / before.size} times as many)`;
}

function note(samples, what, sample) {
  samples.set(what, [...(samples.get(what) ?? []), sample]);
}

function build(root) {
  const from = performance.now();
  const args = ['--import', METER, PROGRAM, 'build', '--root', root, '--quiet'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const seconds = (performance.now() - from) / 1000;
  if (run.status !== 0) throw new Error(`the build failed (${run.status}): ${run.stderr}`);
  const [, cpu, megabytes] = /METER ([\d.]+) ([\d.]+)/.exec(run.stderr) ?? [];
  return { seconds, cpu: Number(cpu) / 1000, megabytes: Number(megabytes) };
}

function median(list, field) {
  return list.map((it) => it[field]).sort((a, b) => a - b)[list.length >> 1];
}

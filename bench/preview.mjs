/**
 * How long a reader of the preview waits: from the end of a save until the page is told to reload, and until
 * the reloaded page is there. Real files, a real process, real sockets.
 *
 *     node bench/preview.mjs [articles …]     default: 1000 10000
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleOf, pathOf, titleOf, writeCorpus } from './corpus.mjs';

const PROGRAM = fileURLToPath(new URL('../bin/broadside.js', import.meta.url));
const RUNS = 15;
/** Some time for the look after each change to be over. */
const PAUSE = 1500;

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) await measure(size);

async function measure(size) {
  const root = mkdtempSync(join(tmpdir(), 'broadside-bench-'));
  try {
    writeCorpus(root, size);
    for (const start of ['first start', 'second start']) {
      const began = performance.now();
      const preview = await startPreview(root);
      const home = await fetchText(preview.url);
      report(size, `${start}: the front page is there`, [performance.now() - began]);
      if (start === 'second start') await edits(size, root, preview, home);
      preview.child.kill('SIGTERM');
      await preview.ended;
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function edits(size, root, preview, home) {
  const number = size - 2;
  const path = join(root, pathOf(number));
  const address = /href="(\/\d{4}\/\d\d\/story-[^"]+)"/.exec(home)?.[1];
  const page = address.replace(/story-\d+/, `story-${number}`);
  const kinds = {
    'a body edited': (run) => articleOf(number, titleOf(number), `\nEdit ${run}.\n`),
    'a headline edited': (run) => articleOf(number, `${titleOf(number)} edit ${run}`),
  };
  for (const [kind, textOf] of Object.entries(kinds)) {
    const told = [];
    const there = [];
    for (let run = 0; run < RUNS; run++) {
      const events = await follow(preview.url, page);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      writeFileSync(path, textOf(run));
      const saved = performance.now();
      await events.reload;
      told.push(performance.now() - saved);
      const text = await fetchText(new URL(page, preview.url).href);
      there.push(performance.now() - saved);
      if (!text.toLowerCase().includes(`edit ${run}`)) throw new Error(`${page} lacks the edit`);
      events.end();
    }
    report(size, `${kind}: told to reload`, told);
    report(size, `${kind}: the page is there`, there);
  }
}

function report(size, what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => Math.round(sorted[Math.floor((sorted.length - 1) * part)]);
  const spread = times.length === 1 ? '' : `  (min ${at(0)}, max ${at(1)}, ${times.length} runs)`;
  console.log(
    `${String(size).padStart(6)}  ${what.padEnd(42)} ${String(at(0.5)).padStart(6)} ms${spread}`,
  );
}

async function startPreview(root) {
  const child = spawn(process.execPath, [PROGRAM, 'dev', '--root', root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`the preview ended: ${said}`)));
  });
  return { child, ended, url };
}

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return await response.text();
}

/** Opens a page as a browser does, and its stream of events. */
async function follow(url, page) {
  const text = await fetchText(new URL(page, url).href);
  const data = Object.fromEntries(
    [...text.matchAll(/ data-(token|page|version)="([^"]*)"/g)].map((it) => [it[1], it[2]]),
  );
  const query = new URLSearchParams({ ...data, styles: '' });
  let request;
  const stream = await new Promise((resolve, reject) => {
    request = get(new URL(`/.broadside/events?${query}`, url), resolve).on('error', reject);
  });
  let heard = '';
  const reload = new Promise((resolve) => {
    stream.setEncoding('utf8').on('data', (chunk) => {
      heard += chunk;
      if (heard.includes('event: reload')) resolve();
    });
  });
  return { reload, end: () => request.destroy() };
}

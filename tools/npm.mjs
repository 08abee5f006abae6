/** Runs the npm that came with this Node. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { statusOf } from './tool.mjs';

/** Runs npm in a folder, silently, and gives its exit status and all it said. */
export async function npm(args, cwd) {
  const script = npmScript();
  // Without npm's own script the shell must find it; on Windows it is a batch file, which needs one.
  const child =
    script === null
      ? spawn('npm', args, { cwd, shell: process.platform === 'win32' })
      : spawn(process.execPath, [script, ...args], { cwd });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  try {
    return { status: await statusOf(child), output };
  } catch (error) {
    return { status: 1, output: `npm could not be started: ${error.message}` };
  }
}

/** The script of the npm that runs us, or of the one that came with this Node. */
function npmScript() {
  const { npm_execpath: running } = process.env;
  if (running !== undefined && basename(running) === 'npm-cli.js') return running;
  const folder = dirname(process.execPath);
  const candidates = [
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((it) => existsSync(it)) ?? null;
}

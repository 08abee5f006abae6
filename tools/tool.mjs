/** Runs the tools that are installed in `node_modules/`, without the shell scripts npm makes for them. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, or the package's own folder. */
export const HOME = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a package's program in `HOME`, its output ours, and gives its exit status. */
export async function runTool(name, args) {
  const folder = join(HOME, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  return await runNode([join(folder, script), ...args]);
}

/** Runs a script with this same Node and gives its exit status: 1 when a signal ended it. */
export async function runNode(args, options = {}) {
  const child = spawn(process.execPath, args, { cwd: HOME, stdio: 'inherit', ...options });
  return await statusOf(child);
}

export function statusOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

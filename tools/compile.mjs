/** Compiles `src/` into `lib/`, when `lib/` is not of these sources. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME, runTool } from './tool.mjs';

/** Says which sources `lib/` was compiled from. Not in the package. */
const STAMP = join(HOME, 'lib', '.compiled');

/** Gives the exit status. */
export async function compile() {
  const sources = digestOfSources();
  if (stamp() === sources) return 0;
  // A module that is gone from the sources must not stay behind.
  rmSync(join(HOME, 'lib'), { recursive: true, force: true });
  const status = await runTool('typescript', ['--noEmitOnError']);
  if (status !== 0) return status;
  await writeSchema();
  writeFileSync(STAMP, sources);
  return 0;
}

/** What editors complete `broadside.yaml` from. */
async function writeSchema() {
  const { configJsonSchema } = await import(new URL('../lib/config/schema.js', import.meta.url));
  const path = join(HOME, 'lib', 'broadside.schema.json');
  writeFileSync(path, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
}

/** Whether `lib/` is what these sources compile to. */
export function isCompiled() {
  return stamp() === digestOfSources();
}

function stamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

function digestOfSources() {
  const sources = readdirSync(join(HOME, 'src'), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...sources, join(HOME, 'tsconfig.json'), join(HOME, 'package-lock.json')]) {
    const text = readFileSync(path);
    hash.update(`${path.slice(HOME.length)} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}

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
  for (const project of ['.', 'src/browser']) {
    const status = await runTool('typescript', ['--project', project, '--noEmitOnError']);
    if (status !== 0) return status;
  }
  joinBrowserModules();
  await writeSchema();
  writeFileSync(STAMP, sources);
  return 0;
}

/**
 * Makes one classic script of the modules that run in a page, `lib/browser/client.js`: it is served as one
 * file, for one tag. They are compiled to CommonJS, which needs but a function round each module.
 */
function joinBrowserModules() {
  const folder = join(HOME, 'lib', 'browser');
  const modules = readdirSync(folder)
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      rmSync(join(folder, name));
      return `'./${name}'(exports, require) {\n${text}}`;
    });
  writeFileSync(join(folder, 'client.js'), scriptOf(modules));
}

function scriptOf(modules) {
  return `(() => {
const modules = {
${modules.join(',\n')}
};
const loaded = {};
const require = (name) => {
  if (!(name in loaded)) modules[name](loaded[name] = {}, require);
  return loaded[name];
};
require('./client.js');
})();
`;
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

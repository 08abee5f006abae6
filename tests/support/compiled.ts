/** Node runs no TypeScript: what a test starts as a process of its own is compiled first. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles these modules of `src/io/` with all they import, and gives the URL of the folder they are then in. For `beforeAll`. */
export function compileIo(modules: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadside-compiled-'));
  cleanUp.push(folder);
  const files = modules.map((it) => join('src', 'io', `${it}.ts`));
  const settings =
    '--ignoreConfig --skipLibCheck --strict --module nodenext --target es2023 --types node';
  const layout = ['--rewriteRelativeImportExtensions', '--rootDir', 'src', '--outDir', folder];
  const tsc = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, ...settings.split(' '), ...layout, ...files], {
    cwd: REPOSITORY,
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return pathToFileURL(join(folder, 'io/')).href;
}

const cleanUp: string[] = [];

afterAll(() => {
  for (const folder of cleanUp) rmSync(folder, { recursive: true, force: true });
});

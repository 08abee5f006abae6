/** Our own tools are plain JavaScript, because they run before anything is installed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HOME } from './home.ts';

const { isCompiled }: { readonly isCompiled: () => boolean } = await load('compile.mjs');
const { runTool }: { readonly runTool: RunTool } = await load('tool.mjs');
const { npm }: { readonly npm: Npm } = await load('npm.mjs');

export { isCompiled, npm, runTool };

type RunTool = (name: string, args: readonly string[]) => Promise<number>;
type Npm = (
  args: readonly string[],
  cwd: string,
) => Promise<{ readonly status: number; readonly output: string }>;

async function load<T>(name: string): Promise<T> {
  return await import(pathToFileURL(join(HOME, 'tools', name)).href);
}

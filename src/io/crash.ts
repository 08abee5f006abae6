import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeStateFolder } from './store.ts';

/** Keeps the stack of a fault of our own. Gives the file's path from the root, or null when even that fails. */
export function writeCrash(root: string, error: unknown): string | null {
  try {
    const what =
      error instanceof Error ? `${error.stack ?? error.message}${causeOf(error)}` : String(error);
    const where = `Node ${process.version} on ${process.platform} ${process.arch}`;
    writeFileSync(join(makeStateFolder(root), 'crash.txt'), `${where}\n\n${what}\n`);
    return '.broadside/crash.txt';
  } catch {
    return null;
  }
}

function causeOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `\n\nCaused by: ${cause.stack ?? cause.message}` : '';
}

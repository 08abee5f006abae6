/** What the program knows of itself. */
import { readFileSync } from 'node:fs';

/** The version in the `package.json` that lies beside `lib/`. */
export function programVersion(): string {
  const read: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  if (typeof read === 'object' && read !== null && 'version' in read) {
    if (typeof read.version === 'string') return read.version;
  }
  throw new Error('package.json names no version');
}

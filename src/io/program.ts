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

/**
 * What tells this program from any other that might have left a state: its version, and while it is being
 * developed the digest of the sources it was compiled from.
 */
export function programIdentity(): string {
  const stamp = readOptional(new URL('../../lib/.compiled', import.meta.url));
  return stamp === null ? programVersion() : `${programVersion()} ${stamp}`;
}

function readOptional(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    // Not in the package.
    return null;
  }
}

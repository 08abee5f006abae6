/**
 * What the disk can do to a run: each of these ends it, and carries the one diagnostic that says so.
 * Nothing is published by a run that ends in one.
 */
import { isAbsolute, relative, sep } from 'node:path';
import { diskFailure } from '../diagnostics/catalog/disk.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Ends the run with `diagnostic` as its only message: exit status 4, but 2 for an `OutputRefused`. */
export class Failure extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic, cause?: unknown) {
    super(`${diagnostic.file ?? ''}: ${diagnostic.message}`, { cause });
    this.name = new.target.name;
    this.diagnostic = diagnostic;
  }
}

/** What was asked for cannot be: the message says what to write instead. Exit status 2. */
export class UsageError extends Error {}

export type Operation = 'read' | 'list' | 'write' | 'copy' | 'remove' | 'rename' | 'create';

/** The system refused an operation on a file. `code` is its own word for why: `ENOSPC`, `EACCES`. */
export class DiskError extends Failure {
  readonly path: string;
  readonly operation: Operation;
  readonly code: string;

  constructor(path: string, operation: Operation, code: string, cause?: unknown) {
    const known = CAUSES[code];
    const why = known?.[0] ?? `the system reports ${code}`;
    const remedy = known?.[1] ?? 'Look into this folder and its permissions, then build again.';
    super(diskFailure(path, operation, why, remedy), cause);
    this.path = path;
    this.operation = operation;
    this.code = code;
  }
}

/** Runs a file operation; what the system refuses is thrown as a `DiskError` that names the path as `shown`, which may be made when needed. */
export function attempt<T>(operation: Operation, shown: string | (() => string), work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    throw new DiskError(typeof shown === 'string' ? shown : shown(), operation, code, error);
  }
}

/** The system's code of a failed operation; null for any other error, which is then our own fault. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** A path as messages show it: from the site's root with forward slashes, or in full outside of it. */
export function shownPath(root: string, path: string): string {
  const inside = relative(root, path);
  const outside =
    inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return outside ? path : inside.split(sep).join('/');
}

const PERMISSION = [
  'permission is denied',
  'Give the user who builds the right to read and write it, or build as another user.',
] as const;
const TOO_MANY = [
  'too many files are open',
  'Close other programs or raise the limit (ulimit -n), then build again.',
] as const;

/** In the words of someone who does not program: the cause, and what to do about it. */
const CAUSES: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  EACCES: PERMISSION,
  EPERM: PERMISSION,
  ENOSPC: ['the disk is full', 'Free some space, then build again.'],
  EDQUOT: [
    'your share of the disk is used up',
    'Free some space or ask for more, then build again.',
  ],
  EROFS: ['this disk can only be read', 'Make it writable, or choose another folder with --out.'],
  EIO: [
    'the disk reports a fault',
    'The disk may be failing: save your articles elsewhere and have it checked.',
  ],
  EMFILE: TOO_MANY,
  ENFILE: TOO_MANY,
  ENOTDIR: [
    'a part of its path is a file and not a folder',
    'Move that file away, or choose another folder.',
  ],
  EISDIR: ['it is a folder and not a file', 'Move the folder away, or choose another name.'],
  ENOENT: ['it is not there', 'If another program removed it just now, build again.'],
  EEXIST: ['something is already there', 'Move it away, then build again.'],
  ENOTEMPTY: [
    'the folder is not empty',
    'If another program is writing there, stop it, then build again.',
  ],
  ENAMETOOLONG: [
    'its path is longer than the disk allows',
    'Shorten the slug, or the name of a folder above it.',
  ],
  EBUSY: [
    'another program is using it',
    'Close the programs that use this folder, then build again.',
  ],
  ETXTBSY: [
    'another program is using it',
    'Close the programs that use this folder, then build again.',
  ],
  ELOOP: ['its links lead in a circle', 'Replace the link with a folder.'],
  EFBIG: [
    'it is larger than the disk or your limits allow',
    'Make it smaller, or raise the limit (ulimit -f).',
  ],
  MOUNTED: [
    'it is a disk or volume of its own, and an edition is put in place by renaming the whole folder',
    'Name a folder inside it with --out, and serve that one.',
  ],
  CHANGED: [
    'it changed while it was being copied',
    'Build again when the program that writes it has finished.',
  ],
};

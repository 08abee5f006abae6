/** Diagnostics about the disk and the output folder. They end the run: thrown by `io`, never cached. */
import type { Diagnostic } from '../diagnostic.ts';
import { error } from '../make.ts';

export function diskFailure(
  file: string,
  operation: string,
  cause: string,
  remedy: string,
): Diagnostic {
  return error(file, null, 'disk-failure', `Broadside cannot ${operation} this: ${cause}`, remedy);
}

export function outputTaken(file: string): Diagnostic {
  return error(
    file,
    null,
    'output-taken',
    'a file that Broadside did not write stands where a page must go',
    'Move it away, or give the page another address. Files that Broadside did not write are never replaced.',
  );
}

export function outputRefused(file: string, reason: string): Diagnostic {
  return error(
    file,
    null,
    'output-refused',
    `this cannot be the output folder: ${reason}`,
    'Name a folder that holds nothing else, for example --out dist.',
  );
}

export function outputLocked(file: string, holder: string): Diagnostic {
  return error(
    file,
    null,
    'output-locked',
    `another build is publishing to the same folder (${holder})`,
    'Build again when it has finished. If you know that no build is running there, delete this file.',
  );
}

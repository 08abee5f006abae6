/** Diagnostics about a run of the program itself. They end it. */
import type { Diagnostic } from '../diagnostic.ts';
import { error } from '../make.ts';

export function wrongUsage(message: string, hint: string | null): Diagnostic {
  return error(null, null, 'usage', message, hint);
}

/** The system would not let us watch the folder; `cause` is its own word for why. */
export function watchFailure(cause: string, hint: string): Diagnostic {
  return error(null, null, 'watch-failure', `Broadside cannot watch this folder: ${cause}`, hint);
}

/** A fault of ours. `crash` is the path of the file that holds the details, null when it could not be written. */
export function brokenProgram(crash: string | null, what: string): Diagnostic {
  const message = 'Broadside itself failed; this is our fault and not yours';
  const hint =
    crash === null
      ? `Please report it with these words: ${what}`
      : `Please report it with the file ${crash}, which holds the details.`;
  return error(null, null, 'internal-error', message, hint);
}

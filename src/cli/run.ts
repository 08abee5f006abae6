/** Runs a command's work and turns whatever ends it into a message and an exit status. */
import { brokenProgram, wrongUsage } from '../diagnostics/catalog/run.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeCrash } from '../io/crash.ts';
import { Failure } from '../io/failure.ts';
import { OutputRefused } from '../io/output-folder.ts';
import { UsageError } from '../io/failure.ts';
import { elapsed } from './elapsed.ts';
import { sayDiagnostics } from './messages.ts';
import { jsonDocument } from './result.ts';
import { BUG, DISK, USAGE } from './status.ts';
import { print } from './terminal.ts';

/** What the messages about a run depend on before its options are known to be good. */
export interface Manner {
  readonly json: boolean;
  /** The folder that keeps the details of a fault of ours. */
  readonly root: string;
}

/** Runs a command. Nothing leaves as an exception: authors' and users' mistakes and the disk's are said in words. */
export async function guarded(manner: Manner, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    return fail(manner, error);
  }
}

/** Says why a run ended, and gives its exit status. */
export function fail(manner: Manner, error: unknown): number {
  const { diagnostic, status } = explain(manner.root, error);
  const located = [{ diagnostic, span: null }];
  if (manner.json) print(jsonDocument(null, located, () => null, elapsed()));
  else sayDiagnostics(manner.root, located, null);
  return status;
}

/** Why a run cannot go on, as a diagnostic, with its exit status. */
export function explain(
  root: string,
  error: unknown,
): { readonly diagnostic: Diagnostic; readonly status: number } {
  if (error instanceof UsageError) {
    return { diagnostic: wrongUsage(error.message, null), status: USAGE };
  }
  if (error instanceof OutputRefused) return { diagnostic: error.diagnostic, status: USAGE };
  if (error instanceof Failure) return { diagnostic: error.diagnostic, status: DISK };
  const what = error instanceof Error ? error.message : String(error);
  return { diagnostic: brokenProgram(writeCrash(root, error), what), status: BUG };
}

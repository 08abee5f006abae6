/**
 * Broadside for scripts: build a publication and read the report.
 *
 *     import { openSite } from 'broadside';
 *     const report = await openSite({ root, out, show, now: null, onWait: () => {} }).build();
 */
export type { Span } from './base/span.ts';
export type { Diagnostic, Severity } from './diagnostics/diagnostic.ts';
export {
  formatDiagnostic,
  type LinesOf,
  type Located,
  placeOf,
  summaryOf,
} from './diagnostics/format.ts';
export { type Lines, linesOf } from './diagnostics/lines.ts';
export { cleanOutput } from './io/clean.ts';
export { DiskError, Failure, UsageError } from './io/failure.ts';
export { type LockHolder, LockHeld } from './io/lock.ts';
export { OutputRefused } from './io/output-folder.ts';
export { programVersion } from './io/program.ts';
export type { Report } from './io/report.ts';
export { openSite, type SiteBuilder, type SiteOptions } from './io/site.ts';
export { OutputTaken } from './io/swap.ts';
export type { Show } from './link/visibility.ts';
export type { Moment, Withheld } from './model.ts';

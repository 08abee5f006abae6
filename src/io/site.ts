/**
 * One command's work on one publication: reads it, builds it, publishes it, keeps the state. Everything
 * between disk and pipeline is here; what is printed, and the exit status, is the command line's.
 */
import type { Show } from '../link/visibility.ts';
import type { LockHolder } from './lock.ts';
import type { Pipeline } from './pipeline.ts';
import { type Output, openOutput } from './publish.ts';
import { unchangedReport } from './receipt.ts';
import type { Report } from './report.ts';

export interface SiteOptions {
  /** The folder that holds `broadside.yaml`; absolute. */
  readonly root: string;
  /** The output folder; absolute. Null: nothing is published, only checked. */
  readonly out: string | null;
  readonly show: Show;
  /** A moment as an author writes one, or null for the clock's. */
  readonly now: string | null;
  /** Called once when another build holds the output folder. */
  readonly onWait: (holder: LockHolder) => void;
  /**
   * Whether files may be written while they are read, and many builds find nothing changed: half-written files
   * are waited for, and what is as it was is not built. Default: no.
   */
  readonly watching?: boolean;
}

/** A site that is built once, or again and again. */
export interface SiteBuilder {
  /**
   * Builds the site as it is now. Authors' mistakes are in the report. Throws `UsageError` for a `now` that
   * is none, `OutputRefused`, and the failures of the disk: `DiskError`, `LockHeld`, `OutputTaken`.
   */
  build(): Promise<Report>;
}

/** Opens a site. Between its builds only what a single summary could change is kept in memory. */
export function openSite(options: SiteOptions): SiteBuilder {
  const { root, out, now, watching = false } = options;
  let pipeline: Pipeline | null = null;
  return {
    async build() {
      if (pipeline !== null || watching || now !== null || out === null)
        return await buildFully(null);
      // The lock comes first: two builds of one site then take turns with the state too.
      const output = await openOutput(root, out, options);
      try {
        return unchangedReport(root, options.show, out, output) ?? (await buildFully(output));
      } finally {
        output.close();
      }
    },
  };

  async function buildFully(output: Output | null): Promise<Report> {
    // The pipeline takes longer to load than an edition that has not changed takes to be known.
    const { openPipeline } = await import('./pipeline.ts');
    pipeline ??= openPipeline(options);
    return await pipeline.build(output);
  }
}

/**
 * One command's work on one publication: reads it, builds it, publishes it, keeps the state. Everything
 * between disk and pipeline is here; what is printed, and the exit status, is the command line's.
 */
import { createBuilder, StateIncomplete } from '../build.ts';
import type { Show } from '../link/visibility.ts';
import type { Digest, OutputPath } from '../model.ts';
import { attempt, shownPath } from './failure.ts';
import type { LockHolder } from './lock.ts';
import { createReader, instantOf, isSameReading } from './publication.ts';
import type { Setting, Trace } from './publication.ts';
import { openOutput } from './publish.ts';
import { misconfigured, NOTHING_DONE, reportOf, unchangedSince } from './report.ts';
import type { Report } from './report.ts';
import { StateUnreadable } from './shared-bytes.ts';
import { isSameState, openState, type OpenState } from './state.ts';
import { removeState } from './store.ts';
import { manifestStamp, type Stamp } from './tree.ts';
import { withWorkers } from './workers.ts';

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

/** What was built last: the same again is not worth a lock. */
interface Last {
  readonly trace: Trace;
  readonly report: Report;
  /** What then lay in the output folder; someone may have taken it away since. */
  readonly manifest: Stamp | null;
}

/** Opens a site. Between its builds only what a single summary could change is kept in memory. */
export function openSite(options: SiteOptions): SiteBuilder {
  const { root, watching = false } = options;
  const reader = createReader(root, watching);
  const build = createBuilder();
  let last: Last | null = null;

  return {
    async build() {
      const before = last;
      // Until this build has come to its end nothing is known.
      last = null;
      const { value: setting, diagnostics } = await reader.setting();
      if (setting === null) return misconfigured(diagnostics);
      const now = instantOf(options.now, setting);
      if (watching && before !== null && (await isAsBefore(before, setting, now))) {
        last = before;
        return unchangedSince(before.report);
      }
      try {
        last = await buildOnce(setting, now);
      } catch (error) {
        if (!(error instanceof StateUnreadable || error instanceof StateIncomplete)) throw error;
        // The cache was damaged: building without it takes longer and gives the same bytes.
        removeState(root);
        last = await buildOnce(setting, now);
      }
      return last.report;
    },
  };

  async function isAsBefore({ trace, report, manifest }: Last, setting: Setting, now: number) {
    if (report.due !== null && report.due.instant <= now) return false;
    if (JSON.stringify(publishedManifest()) !== JSON.stringify(manifest)) return false;
    return isSameReading((await reader.read(setting, trace.stamps)).trace, trace);
  }

  function publishedManifest(): Stamp | null {
    const { out } = options;
    return out === null ? null : attempt('read', shownPath(root, out), () => manifestStamp(out));
  }

  async function buildOnce(setting: Setting, now: number): Promise<Last> {
    const { out, show } = options;
    // The lock comes first: two builds of one site then take turns with the state too.
    const output = out === null ? null : await openOutput(root, out, options);
    let kept: OpenState | null = null;
    try {
      const { state, store, save } = (kept = openState(root, setting.key));
      const read = await reader.read(setting, state.stamps);
      const published = output?.published ?? new Map<OutputPath, Digest>();
      const inputs = { ...read.inputs, now, show, findings: output === null, published };
      const makes = output !== null;
      const result = await withWorkers(
        { ...setting, theme: read.theme, store, output },
        async (workers) => await build({ state, inputs, workers, store, makes }),
      );
      const publishes = output !== null && result.outputs !== null;
      const counts = publishes ? output.commit(result.outputs) : NOTHING_DONE;
      if (!isSameState(state, result.state)) save(result.state);
      const outcome = output === null ? 'checked' : 'published';
      return {
        trace: read.trace,
        report: reportOf(result, counts, setting.config.timezone, outcome),
        manifest: publishedManifest(),
      };
    } finally {
      kept?.store.abandon();
      output?.close();
    }
  }
}

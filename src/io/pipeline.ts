/** Builds a site: reads all of it, has it built, publishes the edition, keeps the state. */
import { createBuilder, StateIncomplete } from '../build.ts';
import type { Digest, OutputPath } from '../model.ts';
import { attempt, shownPath } from './failure.ts';
import { createReader, instantOf, isSameReading } from './publication.ts';
import type { Setting, Trace } from './publication.ts';
import { openOutput, type Output } from './publish.ts';
import { receiptOf } from './receipt.ts';
import { misconfigured, NOTHING_DONE, reportOf, unchangedSince } from './report.ts';
import type { Report } from './report.ts';
import { StateUnreadable } from './shared-bytes.ts';
import type { SiteOptions } from './site.ts';
import { openState, type OpenState } from './state.ts';
import { removeState } from './store.ts';
import { manifestStamp, type Stamp } from './tree.ts';
import { withWorkers } from './workers.ts';

/** What was built last: the same again is not worth a lock. */
interface Last {
  readonly trace: Trace;
  readonly report: Report;
  /** What then lay in the output folder; someone may have taken it away since. */
  readonly manifest: Stamp | null;
}

/** The builds of one site, one after the other. */
export interface Pipeline {
  /** `opened` is its output, where that is locked already; otherwise it is opened and closed here. */
  build(opened: Output | null): Promise<Report>;
}

export function openPipeline(options: SiteOptions): Pipeline {
  const { root, watching = false } = options;
  const reader = createReader(root, watching);
  const build = createBuilder();
  let last: Last | null = null;

  return {
    async build(opened) {
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
        last = await buildOnce(setting, now, opened);
      } catch (error) {
        if (!(error instanceof StateUnreadable || error instanceof StateIncomplete)) throw error;
        // The cache was damaged: building without it takes longer and gives the same bytes.
        removeState(root);
        last = await buildOnce(setting, now, opened);
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

  async function buildOnce(setting: Setting, now: number, opened: Output | null): Promise<Last> {
    const { out, show } = options;
    // The lock comes first: two builds of one site then take turns with the state too.
    const output = opened ?? (out === null ? null : await openOutput(root, out, options));
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
      const outcome = output === null ? 'checked' : 'published';
      const report = reportOf(result, counts, setting.config.timezone, outcome);
      const isPublished = publishes && options.now === null;
      save(
        result.state,
        isPublished ? receiptOf(read.given, result, report, { ...options, now }) : null,
      );
      return { trace: read.trace, report, manifest: publishedManifest() };
    } finally {
      kept?.store.abandon();
      if (opened === null) output?.close();
    }
  }
}

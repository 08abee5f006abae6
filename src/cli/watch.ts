/**
 * `broadside build --watch`: the same build as ever, again after each change. What happens while a build
 * runs is gathered and built next; with errors the last good edition stays and the watch goes on.
 */
import { counted } from '../diagnostics/format.ts';
import type { Report } from '../io/report.ts';
import type { SiteBuilder } from '../io/site.ts';
import { watchSources } from '../io/watch.ts';
import type { Batch, SourceWatch } from '../io/watch.ts';
import { sayReport } from './build.ts';
import { sayDiagnostics } from './messages.ts';
import { buildLines, durationText, whatChanged } from './result.ts';
import { fail } from './run.ts';
import { endOnSignalsBy } from './signals.ts';
import { BUG, DISK, GOOD } from './status.ts';
import { print } from './terminal.ts';

export interface Watching {
  readonly root: string;
  /** The output folder as messages name it. */
  readonly shownOut: string;
  readonly quiet: boolean;
  /** Whether the time is given: then nothing changes by itself. */
  readonly fixed: boolean;
}

/** Builds again and again until it is interrupted. Gives the exit status. */
export async function watch(site: SiteBuilder, watching: Watching): Promise<number> {
  let status: number = GOOD;
  const sources = watchSources(watching.root, (diagnostic) => {
    status = DISK;
    sayDiagnostics(watching.root, [{ diagnostic, span: null }], null);
  });
  endOnSignalsBy(() => void sources.close());
  try {
    return (await buildUntilEnded(site, watching, sources)) ?? status;
  } finally {
    await sources.close();
  }
}

/** What the disk or another build stood in the way of is tried again after this time, in milliseconds. */
const RETRY = 2000;

/** Null when the watch has ended, else the status of what makes going on useless. */
async function buildUntilEnded(
  site: SiteBuilder,
  watching: Watching,
  sources: SourceWatch,
): Promise<number | null> {
  const rebuild = rebuilder(site, watching, sources);
  let status = await rebuild(null);
  await sources.ready;
  // No event has told of what changed since the first build looked.
  sources.check();
  let isFirst = true;
  for (;;) {
    const batch = status === null ? await sources.next() : null;
    if (batch === null) return status;
    status = await rebuild(batch);
    if (isFirst && !watching.quiet) print('Watching for changes. Ctrl-C ends it.');
    isFirst = false;
  }
}

/** Builds for a batch, null for the first time. Gives the status of what makes going on useless, else null. */
function rebuilder(
  site: SiteBuilder,
  { root, shownOut, quiet, fixed }: Watching,
  sources: SourceWatch,
): (batch: Batch | null) => Promise<number | null> {
  /** What the last build said; a look that comes to the same does not say it again. */
  let said = '';
  let due: number | null = null;
  return async (batch) => {
    const isLook = batch?.paths.length === 0;
    const began = performance.now();
    try {
      const report = await site.build();
      const duration = performance.now() - began;
      // A look may come a moment before that which was set for this.
      const isDue = due !== null && due <= Date.now();
      due = fixed ? null : (report.due?.instant ?? null);
      sources.wakeAt(due);
      if (report.outcome === 'unchanged') return null;
      const words = JSON.stringify(report.diagnostics);
      if (!isLook || words !== said) sayReport(report, root, shownOut, quiet);
      said = words;
      const told = isLook ? (isDue ? DUE : LOOK) : batch;
      if (!quiet) print(...linesOf(told, report, shownOut, duration));
      return null;
    } catch (error) {
      sources.wakeAt(Date.now() + RETRY);
      const words = String(error);
      // The disk's and another build's faults may pass; a fault of ours will not.
      const status = isLook && words === said ? DISK : fail({ json: false, root }, error);
      said = words;
      return status === BUG ? BUG : null;
    }
  };
}

const DUE: Batch = { paths: [], reason: 'due' };
const LOOK: Batch = { paths: [], reason: 'check' };

/** What is printed of an edition: all of the first, one line of each later one. */
function linesOf(
  batch: Batch | null,
  report: Report,
  shownOut: string,
  duration: number,
): readonly string[] {
  if (report.outcome !== 'published') return [];
  if (batch === null) return buildLines(report, shownOut, duration);
  const { written, removed } = report;
  const isSame = written + removed === 0;
  if (isSame && batch.reason === 'check') return [];
  const done = isSame
    ? 'nothing changed'
    : `${counted(written, 'file')} written, ${removed} removed`;
  return [`${whatChanged(batch)}: ${done} (${durationText(duration)})`];
}

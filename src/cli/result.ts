/** What a command did, in a few lines for a person or one document for a program. */
import { clockText } from '../base/clock-text.ts';
import { byCodePoint } from '../base/order.ts';
import { counted, countsOf, type LinesOf, type Located, placeOf } from '../diagnostics/format.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Report } from '../io/report.ts';
import type { Batch } from '../io/watch.ts';
import type { Withheld } from '../model.ts';

/** The lines of a successful build, one of them for each withheld article. `out` is the output folder as messages name it, `duration` in milliseconds. */
export function buildLines(report: Report, out: string, duration: number): string[] {
  const { articles, pages, written, unchanged, removed } = report;
  const { warning } = countsOf(report.diagnostics);
  return [
    `Built ${counted(articles, 'article')} on ${counted(pages, 'page')} in ${durationText(duration)}.`,
    `${out}: ${counted(written, 'file')} written, ${unchanged} unchanged, ${removed} removed.`,
    ...withheldLines(report),
    ...(warning > 0 ? [`${counted(warning, 'warning')}.`] : []),
    ...dueLines(report),
  ];
}

/** The lines of a check that found no error: every withheld article has its own. */
export function checkLines(report: Report, summary: string, duration: number): string[] {
  const { articles, pages } = report;
  const size = `${counted(articles, 'article')} on ${counted(pages, 'page')}`;
  return [
    `Checked ${size} in ${durationText(duration)}: ${summary}.`,
    ...withheldLines(report),
    ...dueLines(report),
  ];
}

/** The line of a preview's first edition. */
export function previewLine(report: Report, duration: number): string {
  const { articles, pages } = report;
  return `${counted(articles, 'article')} on ${counted(pages, 'page')} (${durationText(duration)}).`;
}

/** The line of a later one: what changed, and how long it took. `wish` is what someone asked for. */
export function changeLine(wish: string | null, batch: Batch, duration: number): string {
  return `${wish ?? whatChanged(batch)}: shown in ${durationText(duration)}`;
}

/** Why something is built again, in a few words. */
export function whatChanged({ paths, reason }: Batch): string {
  const [name] = paths;
  if (name === undefined) return reason === 'due' ? 'time has come' : 'looked again';
  return paths.length === 1 ? visible(name) : `${visible(name)} and ${paths.length - 1} more`;
}

export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The document of `--json` (DESIGN.md, section 7). Without a report, the run ended before there was one. */
export function jsonDocument(
  report: Report | null,
  diagnostics: readonly Located[],
  linesOf: LinesOf,
  duration: number,
): string {
  const counts = countsOf(diagnostics);
  return JSON.stringify({
    schema: 1,
    articles: report?.articles ?? 0,
    pages: report?.pages ?? 0,
    written: report?.written ?? 0,
    unchanged: report?.unchanged ?? 0,
    removed: report?.removed ?? 0,
    errors: counts.error,
    warnings: counts.warning,
    durationMs: Math.round(duration),
    diagnostics: diagnostics.map((it) => {
      const { file, severity, code, message, hint } = it.diagnostic;
      const place = placeOf(it, linesOf);
      const { line, column } = place ?? { line: null, column: null };
      return { file, line, column, severity, code, message, hint };
    }),
  });
}

function withheldLines({ withheld, timezone }: Report): string[] {
  return [...withheld]
    .sort(soonestFirst)
    .map((it) => `${reasonOf(it, timezone)}: ${visible(it.path)}`);
}

/** What goes live next comes first: it is what someone may be looking for. */
function soonestFirst(a: Withheld, b: Withheld): number {
  return (
    ORDER.indexOf(a.visibility) - ORDER.indexOf(b.visibility) ||
    (a.moment?.instant ?? 0) - (b.moment?.instant ?? 0) ||
    byCodePoint(a.path, b.path)
  );
}

const ORDER: readonly Withheld['visibility'][] = ['scheduled', 'draft', 'expired'];

function reasonOf({ visibility, moment }: Withheld, timezone: string): string {
  const when = moment === null ? '' : ` ${clockText(moment)} ${timezone}`;
  switch (visibility) {
    case 'scheduled':
      return `scheduled, goes live${when}`;
    case 'draft':
      return 'draft';
    case 'expired':
      return `expired${when}`;
  }
}

function dueLines({ due, timezone }: Report): string[] {
  if (due === null) return [];
  return [`Build again at ${clockText(due)} ${timezone}: the edition changes then.`];
}

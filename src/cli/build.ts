/** `broadside build`: one edition, published or not at all. */
import { type Counts, countsOf, summaryOf } from '../diagnostics/format.ts';
import type { Report } from '../io/report.ts';
import { UsageError } from '../io/failure.ts';
import { openSite, type SiteBuilder } from '../io/site.ts';
import { elapsed } from './elapsed.ts';
import { linesUnder } from './lines-of.ts';
import { MOST_OF_ONE_CODE, sayDiagnostics } from './messages.ts';
import { outFolder, rootFolder, shownFrom } from './place.ts';
import { buildLines, jsonDocument } from './result.ts';
import { guarded } from './run.ts';
import { CONTENT, GOOD, USAGE } from './status.ts';
import { print, progress, say, sayWaiting } from './terminal.ts';

export interface BuildArguments {
  readonly root: string;
  readonly out: string | undefined;
  readonly drafts: boolean;
  readonly future: boolean;
  readonly now: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly watch: boolean;
}

/** Builds, and with `--watch` goes on building. Gives the exit status. */
export async function build(given: BuildArguments): Promise<number> {
  return await guarded(given, async () => {
    const { json, quiet } = given;
    const root = rootFolder(given.root);
    const out = outFolder(root, given.out);
    if (given.watch && json) {
      throw new UsageError('--watch and --json do not go together: a watch has no end to report');
    }
    const shownOut = shownFrom(process.cwd(), out);
    const site = openSite({
      root,
      out,
      show: { drafts: given.drafts, future: given.future, expired: false },
      now: given.now ?? null,
      watching: given.watch,
      onWait: (holder) => {
        if (!quiet) sayWaiting(shownOut, holder.pid);
      },
    });
    if (given.watch) {
      const { watch } = await import('./watch.ts');
      return await watch(site, { root, shownOut, quiet, fixed: given.now !== undefined });
    }
    return await buildOnce(site, root, shownOut, given);
  });
}

async function buildOnce(
  site: SiteBuilder,
  root: string,
  shownOut: string,
  { json, quiet }: BuildArguments,
): Promise<number> {
  const done = json || quiet ? () => {} : progress('Building …');
  const report = await site.build().finally(done);
  const diagnostics = report.diagnostics.filter((it) => it.diagnostic.severity !== 'finding');
  if (json) print(jsonDocument(report, diagnostics, linesUnder(root), elapsed()));
  else sayReport(report, root, shownOut, quiet);
  if (!json && !quiet && report.outcome === 'published') {
    print(...buildLines(report, shownOut, elapsed()));
  }
  return statusOf(report);
}

/** Says what is wrong, and for an edition that was refused what that means. */
export function sayReport(report: Report, root: string, shownOut: string, quiet: boolean): void {
  const wanted = report.diagnostics.filter(
    ({ diagnostic: { severity } }) => severity === 'error' || (severity === 'warning' && !quiet),
  );
  sayDiagnostics(root, wanted, MOST_OF_ONE_CODE);
  if (countsOf(wanted).error === 0) return;
  say(`${summaryOf(wanted, report.articleFiles)}. ${shownOut} was left as it was.`);
}

function statusOf({ outcome, diagnostics }: Report): number {
  const counts: Counts = countsOf(diagnostics);
  if (outcome === 'misconfigured') return USAGE;
  return counts.error > 0 ? CONTENT : GOOD;
}

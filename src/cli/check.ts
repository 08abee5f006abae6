/** `broadside check`: all that a build does but publishing, with everything it found. */
import { countsOf, summaryOf } from '../diagnostics/format.ts';
import { UsageError } from '../io/failure.ts';
import { openSite } from '../io/site.ts';
import { mendOutput } from '../io/swap.ts';
import { elapsed } from './elapsed.ts';
import { linesUnder } from './lines-of.ts';
import { sayDiagnostics } from './messages.ts';
import { outFolder, rootFolder } from './place.ts';
import { checkLines, jsonDocument } from './result.ts';
import { guarded } from './run.ts';
import { CONTENT, FINDINGS, GOOD, USAGE } from './status.ts';
import { print, progress, say } from './terminal.ts';
import { whyLines } from './why.ts';

export interface CheckArguments {
  readonly root: string;
  readonly drafts: boolean;
  readonly future: boolean;
  readonly now: string | undefined;
  readonly json: boolean;
  /** Two articles, to say why the second is or is not related to the first; null: everything is checked. */
  readonly why: readonly string[] | null;
}

/** Checks a publication and gives the exit status. */
export async function check(given: CheckArguments): Promise<number> {
  return await guarded(given, async () => {
    const { why } = given;
    if (why !== null && given.json) {
      throw new UsageError('--why and --json do not go together: the answer is for people');
    }
    const root = rootFolder(given.root);
    mendOutput(root, outFolder(root, undefined));
    const site = openSite({
      root,
      out: null,
      show: { drafts: given.drafts, future: given.future, expired: false },
      now: given.now ?? null,
      onWait: () => {},
    });
    const done = given.json ? () => {} : progress('Checking …');
    const report = await site.build().finally(done);
    const { diagnostics, edition } = report;
    if (why !== null && edition !== null) {
      print(...whyLines(edition(), why, report.timezone));
      return GOOD;
    }
    const counts = countsOf(diagnostics);
    if (given.json) print(jsonDocument(report, diagnostics, linesUnder(root), elapsed()));
    else {
      sayDiagnostics(root, diagnostics, null);
      const summary = summaryOf(diagnostics, report.articleFiles);
      if (counts.error > 0) say(`${summary}.`);
      else print(...checkLines(report, summary, elapsed()));
    }
    if (report.outcome === 'misconfigured') return USAGE;
    if (counts.error > 0) return CONTENT;
    return diagnostics.length > 0 ? FINDINGS : GOOD;
  });
}

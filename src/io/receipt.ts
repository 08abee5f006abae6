/** Finding out that there is nothing to do, without building. */
import { join } from 'node:path';
import { digestOfData } from '../base/digest.ts';
import type { BuildResult } from '../build.ts';
import type { Show } from '../link/visibility.ts';
import type { Digest, SourcePath } from '../model.ts';
import { digestOfFile } from './file-digest.ts';
import { programIdentity } from './program.ts';
import type { Output } from './publish.ts';
import { readSources, readTextFile, type Sources } from './read.ts';
import { readTheme } from './read-theme.ts';
import type { Report } from './report.ts';
import { type Receipt, readSeen, type Seen } from './seen.ts';
import { MANIFEST } from './tree.ts';

/**
 * The report of a build that would find nothing changed since the last one; null when it may find something. Throws
 * `DiskError`.
 */
export function unchangedReport(
  root: string,
  show: Show,
  out: string,
  output: Output,
): Report | null {
  const seen = readSeen(root);
  const receipt = seen?.receipt ?? null;
  if (seen === null || receipt === null || !isFor(receipt, show, out, output)) return null;
  const now = Date.now();
  if (now < receipt.since || (receipt.until !== null && now >= receipt.until)) return null;
  const sources = readSources(root, seen.stamps, now);
  if (!isAsSeen(sources, seen) || givenNow(root, sources) !== receipt.given) return null;
  const counts = output.commit(output.published);
  return { ...receipt.report, ...counts };
}

/** What the next build needs, to know whether there is something to do. `now` is the instant that was built for. */
export function receiptOf(
  given: Digest,
  { until, outputs }: BuildResult,
  report: Report,
  { show, out, now }: { readonly show: Show; readonly out: string | null; readonly now: number },
): Receipt | null {
  if (out === null || outputs === null) return null;
  return {
    given,
    show,
    out,
    since: now,
    until,
    manifest: digestOfFile(join(out, MANIFEST)),
    files: outputs.size,
    report: { ...report, edition: null },
  };
}

function isFor(receipt: Receipt, show: Show, out: string, output: Output): boolean {
  return (
    receipt.out === out &&
    digestOfData(receipt.show) === digestOfData(show) &&
    receipt.manifest === output.manifest &&
    receipt.files === output.published.size
  );
}

/** Files that have not changed keep the very stamps they had. */
function isAsSeen({ stamps }: Sources, seen: Seen): boolean {
  const paths = Object.keys(stamps) as SourcePath[];
  return (
    paths.length === Object.keys(seen.stamps).length &&
    paths.every((it) => stamps[it] === seen.stamps[it])
  );
}

/** Names all that a build reads besides its sources and the clock. */
export function givenOf(
  configText: string,
  theme: Digest,
  { links, unnamed }: Pick<Sources, 'links' | 'unnamed'>,
): Digest {
  const timezones = process.versions['tz'] ?? null;
  return digestOfData([programIdentity(), timezones, configText, theme, links, unnamed]);
}

function givenNow(root: string, sources: Sources): Digest {
  const configText = readTextFile(root, 'broadside.yaml') ?? '';
  return givenOf(configText, readTheme(root).value.digest, sources);
}

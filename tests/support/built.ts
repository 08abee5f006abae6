/** Sites built in this process, by the same code as the program's, in real folders. */
import { join } from 'node:path';
import { openSite } from '../../src/io/site.ts';
import type { Report } from '../../src/io/report.ts';
import type { SiteBuilder } from '../../src/io/site.ts';
import type { Show } from '../../src/link/visibility.ts';

export interface Given {
  /** A moment as `--now` takes it. */
  readonly now?: string;
  readonly show?: Partial<Show>;
  /** Whether an edition is published; otherwise the site is checked. Default: yes. */
  readonly publish?: boolean;
}

/** A moment after everything that these tests and the sample publication have published. */
export const NOW = '2026-11-01T12:00';

/** Opens the site in a folder; it is published into `dist`. */
export function openFolder(
  root: string,
  { now = NOW, show = {}, publish = true }: Given = {},
): SiteBuilder {
  return openSite({
    root,
    out: publish ? join(root, 'dist') : null,
    show: { drafts: false, future: false, expired: false, ...show },
    now,
    onWait: () => {
      throw new Error('nothing else builds this site');
    },
  });
}

export async function buildFolder(root: string, given: Given = {}): Promise<Report> {
  return await openFolder(root, given).build();
}

/** `path[start, end] severity: message [code] (hint)` for each diagnostic. */
export function messagesOf({ diagnostics }: Report): string[] {
  return diagnostics.map(({ diagnostic: it, span }) => {
    const at = span === null ? '' : `[${span.start}, ${span.end}]`;
    const hint = it.hint === null ? '' : ` (${it.hint})`;
    return `${it.file ?? ''}${at} ${it.severity}: ${it.message} [${it.code}]${hint}`;
  });
}

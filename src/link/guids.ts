import { sortedBy } from '../base/order.ts';
import type { Config } from '../config/config.ts';
import { duplicateId } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourcePath } from '../model.ts';
import type { Placed } from './link.ts';

/** Permanent ids: `id:`, or a tag URI (RFC 4151) of host, day and slug. A duplicate is reported. */
export function guidsOf(
  shown: readonly Placed[],
  config: Config,
  diagnostics: Diagnostic[],
): Map<SourcePath, string> {
  const host = config.feeds.host ?? new URL(config.origin).hostname;
  const owners = new Map<string, SourcePath>();
  const guids = new Map<SourcePath, string>();
  for (const { entry, summary } of sortedBy(shown, (it) => it.entry.path)) {
    const guid =
      summary.id ?? `tag:${host},${summary.date.day}:${encodeURIComponent(summary.slug)}`;
    const other = owners.get(guid);
    if (other === undefined) owners.set(guid, entry.path);
    else
      diagnostics.push(
        duplicateId(entry.path, summary.id === null ? null : { field: 'id' }, guid, other),
      );
    guids.set(entry.path, guid);
  }
  return guids;
}

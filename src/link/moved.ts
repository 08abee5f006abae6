import { foldHeadline } from '../base/fold.ts';
import { changedIdentity } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Address, Edition, Identity } from '../model.ts';

/**
 * Warns of articles that are published already, but at another address and under another permanent id: feed
 * readers would deliver them once more. It knows of the last published edition only, so it is said once.
 */
export function reportMoved(
  { articles, redirects }: Edition,
  before: Readonly<Record<Address, Identity>>,
): Diagnostic[] {
  // Nobody was told of anything yet.
  if (Object.keys(before).length === 0) return [];
  const guids = new Set(Object.values(before).map((it) => it.guid));
  const fresh = articles.filter(
    (it) => it.visibility === 'live' && before[it.address] === undefined && !guids.has(it.guid),
  );
  if (fresh.length === 0) return [];
  const present = new Set<string>(articles.map((it) => it.address));
  const gone = Object.entries(before).filter(([address]) => !present.has(address));
  const byTitle = new Map(gone.map((it) => [foldHeadline(it[1].title), it]));
  const byAddress = new Map<string, (typeof gone)[number]>(gone.map((it) => [it[0], it]));
  return fresh.flatMap((it) => {
    const aliases = redirects.filter(({ to }) => to === it.address).map(({ from }) => from);
    const aliased = aliases.map((from) => byAddress.get(from)).find((one) => one !== undefined);
    const [address, identity] = aliased ?? byTitle.get(foldHeadline(it.summary.title)) ?? [];
    if (address === undefined || identity === undefined) return [];
    return [
      changedIdentity(it.path, { field: 'title' }, address, identity.guid, aliased !== undefined),
    ];
  });
}

/** What an edition tells feed readers, for the next one. */
export function identitiesOf({ articles }: Edition): Record<Address, Identity> {
  return Object.fromEntries(
    articles
      .filter((it) => it.visibility === 'live')
      .map((it) => [it.address, { guid: it.guid, title: it.summary.title }]),
  );
}

/**
 * Which promos an edition shows. All pages of articles show the same ones, so that nothing has to be drawn by lot
 * and an edition stays a function of its files and its moment.
 */
import { foldHeadline } from '../base/fold.ts';
import { sortedBy } from '../base/order.ts';
import * as say from '../diagnostics/catalog/promos.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type {
  Cites,
  Entry,
  PromoSummary,
  PublishedPromo,
  Resolution,
  SourcePath,
} from '../model.ts';
import { resolveReferences } from './resolve.ts';
import type { Site } from './resolve.ts';
import { promoVisibility } from './visibility.ts';
import type { Show } from './visibility.ts';

/** So many promos stand at one place of a page. */
const MOST = 2;

/** A promo with what its summary says, and whether it is shown. */
interface Dated {
  readonly entry: Entry<PromoSummary>;
  readonly summary: PromoSummary;
  readonly visibility: ReturnType<typeof promoVisibility>;
}

export interface Promos {
  readonly shown: readonly PublishedPromo[];
  /** Checks what no page shows now; when no more files are to be copied, so that none of theirs is. */
  readonly checkHidden: () => void;
}

interface Given {
  readonly entries: readonly Entry<PromoSummary>[];
  readonly site: Site;
  readonly resolve: (entry: Entry) => readonly Resolution[];
  readonly cited: (summary: PromoSummary) => Cites;
  readonly now: number;
  readonly show: Show;
  readonly diagnostics: Diagnostic[];
}

/**
 * The promos that are live now, in the order of their ids, at most two at each place; with `show.future` those
 * that will be as well. One that leads to an article which is not published waits for it.
 */
export function publishPromos(given: Given): Promos {
  const { entries, site, resolve, cited, now, show, diagnostics } = given;
  const hidden: Dated[] = [];
  const found = sortedBy(entries, (it) => it.summary?.id ?? '').flatMap((entry): Dated[] => {
    const { path, summary } = entry;
    if (summary === null) return [];
    const { from, until } = summary;
    if (from !== null && until !== null && until.instant <= from.instant) {
      diagnostics.push(say.promoNeverLive(path, { field: 'until' }));
    }
    const dated = { entry, summary, visibility: promoVisibility(summary, now) };
    if (isDue(dated, show) && !isWaiting(site, summary)) return [dated];
    hidden.push(dated);
    return [];
  });
  const chosen = withRoom(found, diagnostics);
  const shown = chosen.flatMap(({ entry, summary, visibility }) => {
    const { path } = entry;
    const leadsTo = leadOf(site, path, summary, diagnostics);
    if (leadsTo === null || visibility === 'expired') return [];
    const resolutions = resolve(entry);
    return [{ path, summary, leadsTo, visibility, resolutions, ...cited(summary) }];
  });
  hidden.push(...found.filter((it) => !chosen.includes(it)));
  const checkHidden = (): void => {
    for (const { entry, summary } of hidden) {
      resolve(entry);
      leadOf(site, entry.path, summary, diagnostics);
    }
  };
  return { shown, checkHidden };
}

function isDue({ visibility }: Dated, show: Show): boolean {
  return visibility === 'live' || (visibility === 'scheduled' && show.future);
}

/** The first of those that are the same, and of the others as many as there is room for. */
function withRoom(found: readonly Dated[], diagnostics: Diagnostic[]): Dated[] {
  const same = new Map<string, Entry>();
  const taken = new Map<string, number>();
  return found.filter(({ entry, summary: { url, title, placement } }) => {
    const key = `${url}\n${foldHeadline(title)}`;
    const other = same.get(key);
    if (other !== undefined) {
      diagnostics.push(say.duplicatePromo(entry.path, { field: 'url' }, other.path));
      return false;
    }
    same.set(key, entry);
    const count = taken.get(placement) ?? 0;
    taken.set(placement, count + 1);
    if (count < MOST) return true;
    diagnostics.push(say.promoCrowdedOut(entry.path, { field: 'placement' }, placement, MOST));
    return false;
  });
}

function isWaiting(site: Site, { url }: PromoSummary): boolean {
  const inside = insideOf(site, url);
  const at = inside === null ? null : site.urls.find(inside);
  return at !== null && 'candidate' in at && at.candidate.address === null;
}

function insideOf(site: Site, url: string): string | null {
  const [path = ''] = url.split(/[?#]/);
  return site.urls.inside(path);
}

/** Where a promo leads; null when that is not published, or nothing at all, which is reported. */
function leadOf(
  site: Site,
  path: SourcePath,
  { url }: PromoSummary,
  diagnostics: Diagnostic[],
): PublishedPromo['leadsTo'] | null {
  if (insideOf(site, url) === null) return { url };
  const found: Diagnostic[] = [];
  const reference = { form: 'link', text: url, instead: [] } as const;
  const [resolution] = resolveReferences(site, path, [reference], found);
  const spot = { field: 'url' };
  for (const it of found) {
    const waits = it.code === 'unpublished-target';
    diagnostics.push(waits ? say.promoWaiting(path, spot, it.message) : { ...it, spot });
  }
  switch (resolution?.to) {
    case 'page':
      return { address: resolution.address, fragment: resolution.fragment };
    case 'file':
      return { address: resolution.address, fragment: null };
    case 'elsewhere':
      return { url: resolution.url };
    case 'nothing':
    case 'instead':
    case undefined:
      return null;
  }
}

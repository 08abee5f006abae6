import { decode, pageAddress } from '../addresses.ts';
import type { Address, Edition, Entry, PageSummary, SourcePath } from '../model.ts';
import type { Candidate, OtherNames } from './article-index.ts';
import type { Placed } from './link.ts';
import type { UrlTable } from './urls.ts';
import { momentOf } from './visibility.ts';

export interface Named {
  readonly candidate: Candidate;
  readonly names: OtherNames;
}

/** Everything that a reference may lead to, in the order of paths; what has an address is entered at it. */
export function candidatesOf(
  placed: readonly Placed[],
  pages: readonly Entry<PageSummary>[],
  collections: Pick<Edition, 'topics' | 'authors'>,
  urls: UrlTable,
): Named[] {
  const list: Named[] = [];
  for (const { entry, summary, visibility, shown, address } of placed) {
    const candidate: Candidate = {
      of: 'article',
      path: entry.path,
      slug: summary.slug,
      title: summary.title,
      address: shown ? address : null,
      anchors: summary.anchors,
      visibility,
      date: summary.date,
      moment: visibility === 'live' ? null : momentOf(summary, visibility),
    };
    const former = summary.aliases.flatMap((it) => [
      it,
      decode(it)
        .split('/')
        .filter((part) => part !== '')
        .at(-1) ?? it,
    ]);
    list.push({
      candidate,
      names: { former, formerTitles: summary.formerTitles.map((it) => it.title) },
    });
    if (shown) urls.add(address, { candidate });
  }
  for (const { path, summary } of pages) {
    if (summary === null) continue;
    const address = pageAddress(summary.slug);
    const candidate = still('page', path, summary.slug, summary.title, address, summary.anchors);
    list.push({ candidate, names: { former: [], formerTitles: [] } });
    urls.add(address, { candidate });
  }
  const named = [
    ...collections.topics.map((it) => ({ ...it, of: 'topic' as const })),
    ...collections.authors.map((it) => ({ ...it, of: 'author' as const })),
  ];
  for (const { of, entry, id, title, address } of named) {
    const candidate = still(of, entry, id, title, address, []);
    list.push({ candidate, names: { former: [], formerTitles: [] } });
  }
  return list;
}

function still(
  of: Candidate['of'],
  path: SourcePath | null,
  slug: string,
  title: string,
  address: Address,
  anchors: readonly string[],
): Candidate {
  return { of, path, slug, title, address, anchors, visibility: 'live', date: null, moment: null };
}

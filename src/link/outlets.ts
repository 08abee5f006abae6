/**
 * Outlets as excerpts, sources and links name them, folded to one entry each: by id, title or alias, or by the
 * host of a URL where nothing else is said. A name or host without a registry file still has its entry.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Citation, Entry, OutletSummary } from '../model.ts';
import { gatherNames, nameAsWritten } from './names.ts';
import type { Mention, Name, Names } from './names.ts';
import { gatherHosts, hostOf } from './outlet-hosts.ts';
import type { OutletHosts } from './outlet-hosts.ts';

export interface Outlets {
  readonly names: Names;
  readonly hosts: OutletHosts;
  /** The outlet of the registry that a URL belongs to, or null. */
  at(url: string): Name | null;
  /** What a work appeared in; null where neither a name nor a URL tells. */
  of(work: Work): NamedOutlet | null;
  /** What a quotation cites that has nothing but names under it; null for the saying of a person. */
  ofSaying(saying: Citation): Citation | null;
}

/**
 * Whether there are only names under a quotation: `— Ada Quill, minister`, `— Evening Post`. That is an outlet where
 * the registry, or any citation with more to it, knows the name; anybody else is a person, who has no page among the
 * sources.
 */
export function isSaying({ outlet, url, title, date }: Citation): boolean {
  return outlet === null && url === null && title === null && date === null;
}

type Work = Pick<Citation, 'outlet' | 'url'>;

export interface NamedOutlet {
  /** As readers know it. */
  readonly name: string;
  /** Null where no address can be made of it, or only something else than an article names it. */
  readonly entry: Name | null;
}

/** `works` are all that articles cite, but for mere links. */
export function gatherOutlets(
  registry: readonly Entry<OutletSummary>[],
  works: Iterable<{ readonly work: Work; readonly shown: boolean }>,
  diagnostics: Diagnostic[],
): Outlets {
  const hosts = gatherHosts(registry, diagnostics);
  const mentions: Mention[] = [];
  for (const { work, shown } of works) {
    const spelling = spellingOf(work, hosts);
    if (spelling !== null) mentions.push({ spelling, shown });
  }
  const names = gatherNames(registry, mentions, nameAsWritten, diagnostics);
  const at = (url: string): Name | null => names.all.get(hosts.at(url) ?? '') ?? null;
  return {
    names,
    hosts,
    at,
    ofSaying(saying) {
      const words = saying.author ?? '';
      const [, first = words, rest = ''] = /^([^,،，]+)[,،，]\s*(.+)$/u.exec(words) ?? [];
      const whole = names.find(words) ?? at(`https://${words}/`);
      if (whole !== null) return { ...saying, outlet: whole.title, author: null };
      const outlet = rest === '' ? null : names.find(first);
      return outlet === null ? null : { ...saying, outlet: outlet.title, author: rest };
    },
    of(work) {
      const spelling = spellingOf(work, hosts);
      if (spelling !== null) {
        const entry = names.find(spelling);
        return { name: entry?.title ?? spelling, entry };
      }
      const entry = at(work.outlet === null ? (work.url ?? '') : `https://${work.outlet}/`);
      return entry === null ? null : { name: entry.title, entry };
    },
  };
}

/** The name a work gives its outlet, else the host; null where the registry has that host, or there is neither. */
function spellingOf({ outlet, url }: Work, hosts: OutletHosts): string | null {
  if (outlet !== null) {
    return /^\S+\.\S+$/.test(outlet) && hosts.at(`https://${outlet}/`) !== null ? null : outlet;
  }
  if (url === null || hosts.at(url) !== null) return null;
  return hostOf(url) || null;
}

/** Which outlet of the registry a URL belongs to. */
import { duplicateHost } from '../diagnostics/catalog/newsroom-links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Entry, OutletSummary } from '../model.ts';

export interface OutletHosts {
  /** The id of the outlet that a web address belongs to, or null. */
  at(url: string): string | null;
  /** The hosts of an outlet, of `hosts:` and of `home:`, without `www.`. */
  of(id: string): readonly string[];
}

/** A part of a host that is an outlet's home: `/arabic/`. */
interface Home {
  readonly path: string;
  readonly id: string;
}

/**
 * A host under `hosts:` is an outlet's with all its subdomains. A `home:` stands for its host alone, and one
 * with a path for what lies below that: two editions of a paper may share a host.
 */
export function gatherHosts(
  registry: readonly Entry<OutletSummary>[],
  diagnostics: Diagnostic[],
): OutletHosts {
  const domains = new Map<string, string>();
  const homes = new Map<string, Home[]>();
  const own = new Map<string, Set<string>>();
  const owners = new Map<string, string>();
  const add = (id: string, host: string): void =>
    void own.set(id, (own.get(id) ?? new Set()).add(host));

  for (const { path, summary } of registry) {
    summary?.hosts.forEach((written, at) => {
      const { host } = placeOf(`https://${written}/`);
      const other = domains.get(host);
      if (other === undefined) domains.set(host, summary.id);
      else if (other !== summary.id) {
        const spot = { field: `hosts.${at}` };
        diagnostics.push(duplicateHost(path, spot, host, owners.get(other) ?? other));
      }
      add(summary.id, host);
      owners.set(summary.id, path);
    });
  }
  for (const { path, summary } of registry) {
    if (summary === null || summary.home === null) continue;
    const { host, path: below } = placeOf(summary.home);
    const home = { path: folderOf(below), id: summary.id };
    const list = homes.get(host) ?? [];
    const other = list.find((it) => it.path === home.path);
    if (other === undefined) homes.set(host, [...list, home]);
    else if (!domains.has(host)) {
      const spot = { field: 'home' };
      diagnostics.push(duplicateHost(path, spot, host, owners.get(other.id) ?? other.id));
    }
    add(summary.id, host);
    owners.set(summary.id, path);
  }

  const known = new Map<string, string | null>();
  const byHost = (host: string): string | null => {
    const before = known.get(host);
    if (before !== undefined) return before;
    const root = homes.get(host)?.find((it) => it.path === '/')?.id;
    const found = domains.get(host) ?? root ?? domainAbove(host, domains);
    known.set(host, found);
    return found;
  };
  return {
    at(url) {
      const { host, path } = placeOf(url);
      const below = homes
        .get(host)
        ?.filter((it) => it.path !== '/' && `${path}/`.startsWith(it.path))
        .sort((a, b) => b.path.length - a.path.length)[0];
      return below?.id ?? byHost(host);
    },
    of: (id) => [...(own.get(id) ?? [])],
  };
}

/** The host of a web address as outlets are known by it: in ASCII, with its port if it has one, without `www.`. */
export function hostOf(url: string): string {
  return placeOf(url).host;
}

/** An address that needs no parsing, which is nearly all: parsing is slow. */
const PLAIN = /^https?:\/\/(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(\/[^?#]*)?(?:[?#]|$)/;

function placeOf(url: string): { readonly host: string; readonly path: string } {
  const [, plain, path = '/'] = PLAIN.exec(url) ?? [];
  if (plain !== undefined) return { host: plain, path };
  if (!URL.canParse(url)) return { host: '', path: '/' };
  const { host, pathname } = new URL(url);
  return { host: host.replace(/^www\./, ''), path: pathname };
}

function domainAbove(host: string, domains: ReadonlyMap<string, string>): string | null {
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const found = domains.get(host.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return null;
}

/** The folder a home lies in: `/en/` of `/en/index.html` and of `/en`. */
function folderOf(path: string): string {
  const folder = path.replace(/\/[^/]*\.[^/]*$/, '/');
  return folder.endsWith('/') ? folder : `${folder}/`;
}

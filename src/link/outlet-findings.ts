/** What is worth knowing about the outlets that articles cite. */
import { slugOf } from '../base/slug.ts';
import { outletDiffers, unknownOutlet } from '../diagnostics/catalog/newsroom-links.ts';
import type { Diagnostic, Spot } from '../diagnostics/diagnostic.ts';
import type { ArticleSummary, Entry, SourcePath } from '../model.ts';
import { reportNearOutlets } from './near-names.ts';
import type { Written } from './near-names.ts';
import { hostOf } from './outlet-hosts.ts';
import type { Outlets } from './outlets.ts';

type Articles = readonly Entry<ArticleSummary>[];

/** A work that an article quotes or lists, with its place there. */
interface Cited {
  readonly outlet: string | null;
  readonly url: string | null;
  readonly spot: Spot;
}

/** So many citations of one host are worth a file of the registry. */
const OFTEN = 3;

/** Every work that an article quotes or lists under `sources:`. */
export function worksOf({ citations, sources }: ArticleSummary): readonly Cited[] {
  if (citations.length + sources.length === 0) return NO_WORKS;
  return [
    ...citations.map(({ outlet, url }, at) => ({ outlet, url, spot: { citation: at } })),
    ...sources.map(({ outlet, url }, at) => ({ outlet, url, spot: { field: `sources.${at}` } })),
  ];
}

/** Reports outlets that are almost another one, and hosts and names that the registry does not know. */
export function checkOutlets(
  articles: Articles,
  outlets: Outlets,
  diagnostics: Diagnostic[],
): void {
  const hosts = hostsOfNames(articles, outlets);
  const areTwo = (a: string, b: string): boolean => {
    const [own = NONE, other = NONE] = [hosts.get(a), hosts.get(b)];
    return own.size > 0 && other.size > 0 && [...own].every((it) => !other.has(it));
  };
  const near = reportNearOutlets(articles, outlets.names, namesWritten, areTwo, diagnostics);
  reportUnknownHosts(articles, outlets, diagnostics);
  reportOtherNames(articles, outlets, near, diagnostics);
}

const NONE: ReadonlySet<string> = new Set();

const NO_WORKS: readonly Cited[] = [];

/** A host that stands for a name is nobody's misspelling. */
function namesWritten(summary: ArticleSummary): Written[] {
  return worksOf(summary).flatMap(({ outlet, spot }) =>
    outlet === null ? [] : [{ spelling: outlet, spot }],
  );
}

/** The hosts at which each outlet is cited, by its id, with those its registry file names. */
function hostsOfNames(articles: Articles, outlets: Outlets): Map<string, Set<string>> {
  const hosts = new Map<string, Set<string>>();
  for (const { id } of outlets.names.all.values()) hosts.set(id, new Set(outlets.hosts.of(id)));
  for (const { summary } of articles) {
    if (summary === null) continue;
    for (const work of worksOf(summary)) {
      const id = outlets.of(work)?.entry?.id;
      if (id !== undefined && work.url !== null) hosts.get(id)?.add(hostOf(work.url));
    }
  }
  return hosts;
}

interface UnknownHost {
  readonly path: SourcePath;
  readonly spot: Spot;
  times: number;
  /** The first name that stands beside it. */
  name: string | null;
}

function reportUnknownHosts(articles: Articles, outlets: Outlets, diagnostics: Diagnostic[]): void {
  const unknown = new Map<string, UnknownHost>();
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    const seen = new Set<string>();
    for (const { url, outlet, spot } of worksOf(summary)) {
      if (url === null || seen.has(url) || outlets.at(url) !== null) continue;
      seen.add(url);
      const host = hostOf(url);
      const known = unknown.get(host) ?? { path, spot, times: 0, name: null };
      known.times++;
      known.name ??= outlet;
      unknown.set(host, known);
    }
  }
  for (const [host, { path, spot, times, name }] of unknown) {
    if (times < OFTEN || host === '') continue;
    const entry = name === null ? null : outlets.names.find(name);
    const title = entry?.title ?? name;
    const id = entry?.id ?? slugOf(title ?? host) ?? 'outlet';
    const outlet = { known: entry?.entry ?? null, id, title };
    diagnostics.push(unknownOutlet(path, spot, host, times, outlet));
  }
}

/** Names that no file has, of works at a host that one has: the first place of each. */
function reportOtherNames(
  articles: Articles,
  outlets: Outlets,
  near: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): void {
  const said = new Set<string>();
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    for (const work of worksOf(summary)) {
      if (work.outlet === null || work.url === null) continue;
      const there = outlets.at(work.url);
      const named = outlets.of(work)?.entry ?? null;
      const file = there?.entry ?? null;
      if (there === null || file === null || named === there) continue;
      if (named !== null && named.entry !== null) continue;
      // A misspelling is reported as one.
      if (named !== null && near.has(named.id)) continue;
      const key = `${named?.id ?? work.outlet}\n${there.id}`;
      if (said.has(key)) continue;
      said.add(key);
      const host = hostOf(work.url);
      diagnostics.push(outletDiffers(path, work.spot, work.outlet, host, there.title, file));
    }
  }
}

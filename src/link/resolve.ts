/** Resolves the references of one entry, in the order NEWSROOM's readers expect: path, slug, headline. */
import { slug as headingId } from 'github-slugger';
import { decode } from '../addresses.ts';
import { nearest } from '../base/nearest.ts';
import type { Fallback } from '../config/config.ts';
import * as say from '../diagnostics/catalog/links.ts';
import type { Diagnostic, Spot } from '../diagnostics/diagnostic.ts';
import type { Address, Reference, Resolution, SourcePath } from '../model.ts';
import { beside } from './article-index.ts';
import type { ArticleIndex, Candidate } from './article-index.ts';
import type { Files } from './files.ts';
import { byPath, suggestArticles } from './suggest.ts';
import type { Urls } from './urls.ts';

/** All that references are resolved against: the same for every entry of an edition. */
export interface Site {
  readonly index: ArticleIndex;
  readonly urls: Urls;
  readonly files: Files;
  readonly fallback: Fallback;
  /** How many more times it is worth looking for what was meant: that reads every name of the site. */
  readonly searches: { left: number };
  /** Paths and slugs of files whose own mistakes leave nothing to link to: already reported. */
  readonly broken: ReadonlySet<string>;
  /** Says when something unpublished goes live: "it goes live 2026-02-01T08:00". */
  readonly stateOf: (candidate: Candidate) => string;
}

/** One reference at work. */
interface Case {
  readonly site: Site;
  readonly path: SourcePath;
  /** The entry's own candidate, for fragments alone; null for what has no page. */
  readonly self: Candidate | null;
  readonly reference: Reference;
  readonly spot: Spot;
  readonly report: (diagnostic: Diagnostic) => void;
}

export function resolveReferences(
  site: Site,
  path: SourcePath,
  references: readonly Reference[],
  diagnostics: Diagnostic[],
): Resolution[] {
  const self = site.index.bySource(path);
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  if (references.length === 0) return [];
  const standIns = standInsAmong(references);
  const resolutions: Resolution[] = references.map((it, at) =>
    standIns.has(at) ? nothing(it.text) : UNSEEN,
  );
  const resolve = (at: number): void => {
    const reference = references[at];
    if (reference === undefined) return;
    const spot = { reference: at };
    const resolution = resolveOne({ site, path, self, reference, spot, report });
    resolutions[at] = resolution;
    if (resolution.to === 'instead') reference.instead.forEach(resolve);
  };
  references.forEach((_, at) => {
    if (!standIns.has(at)) resolve(at);
  });
  return resolutions;
}

/** Stands where a resolution is about to be. */
const UNSEEN: Resolution = { to: 'instead' };

const NONE: ReadonlySet<number> = new Set();

/** The references that are looked at only when another one resolves to nothing. */
function standInsAmong(references: readonly Reference[]): ReadonlySet<number> {
  if (references.every((it) => it.instead.length === 0)) return NONE;
  return new Set(references.flatMap((it) => it.instead));
}

function resolveOne(it: Case): Resolution {
  switch (it.reference.form) {
    case 'image':
      return resolveFile(it, it.reference.text);
    case 'link':
      return resolveUrl(it, it.reference.text);
    case 'wiki':
      return resolveWiki(it);
    case 'field':
      return resolveField(it);
    case 'see-also':
      return isUrl(it.reference.text) ? resolveUrl(it, it.reference.text) : resolveWords(it);
  }
}

/** An entry of `seeAlso:` and the like means an article, however it is written. */
function resolveField(it: Case): Resolution {
  const { text } = it.reference;
  if (!isUrl(text)) return resolveWords(it);
  const found = resolveUrl(it, text);
  if (found.to === 'nothing' || (found.to === 'page' && found.article !== null)) return found;
  return unresolved(it, text, text);
}

function isUrl(text: string): boolean {
  return /^(https?:\/\/|\/[^/])/.test(text) && !text.endsWith('.md') && !/\s/.test(text);
}

/** A headline, slug or path standing alone. */
function resolveWords(it: Case): Resolution {
  const { text, form, instead } = it.reference;
  const found = candidates(it, text);
  if (found.length === 0 && instead.length > 0) return { to: 'instead' };
  if (found.length === 0) return unresolved(it, text, text);
  const one = only(it, text, found);
  if (one === null) return nothing(text);
  if (one.path === it.path) {
    it.report(say.selfReference(it.path, it.spot, text));
    return nothing(text);
  }
  if (form === 'field' && one.of !== 'article') return unresolved(it, text, text);
  return leadTo(it, one, null, one.title, text);
}

/** The inside of `[[…]]`: whole first, then split at the first `|` and the last `#`. */
function resolveWiki(it: Case): Resolution {
  const inside = it.reference.text.trim();
  const whole = candidates(it, inside);
  if (whole.length > 0) return wikiTo(it, whole, inside, null, null);
  const bar = inside.indexOf('|');
  const name = (bar < 0 ? inside : inside.slice(0, bar)).trim();
  const label = bar < 0 ? null : inside.slice(bar + 1).trim() || null;
  const unsplit = bar < 0 ? [] : candidates(it, name);
  if (unsplit.length > 0) return wikiTo(it, unsplit, name, null, label);
  const hash = name.lastIndexOf('#');
  const target = hash < 0 ? name : name.slice(0, hash).trim();
  const fragment = hash < 0 ? null : name.slice(hash + 1).trim();
  if (target === '' && fragment !== null && it.self !== null) {
    return leadTo(it, it.self, fragment, label ?? fragment, label ?? fragment);
  }
  const found = candidates(it, target);
  if (found.length === 0) return unresolved(it, target, label ?? name);
  return wikiTo(it, found, target, fragment, label);
}

function wikiTo(
  it: Case,
  found: readonly Candidate[],
  name: string,
  fragment: string | null,
  label: string | null,
): Resolution {
  const one = only(it, name, found);
  if (one === null) return nothing(label ?? name);
  if (one.path === it.path && fragment === null)
    it.report(say.selfReference(it.path, it.spot, name));
  return leadTo(it, one, fragment, label ?? one.title, label ?? name, name);
}

/** A URL as written: to a file beside this one, to an address of the site, to a heading here. */
function resolveUrl(it: Case, written: string): Resolution {
  const [beforeFragment = '', fragment = null] = splitOnce(written, '#');
  const [path = ''] = splitOnce(beforeFragment, '?');
  if (path === '' && fragment !== null && it.self !== null) {
    return fragment === ''
      ? leadTo(it, it.self, null, '', '')
      : leadTo(it, it.self, fragment, written, written);
  }
  const inside = it.site.urls.inside(path);
  const relative = decode(inside ?? path);
  const source = inside === null ? beside(it.path, relative) : relative.replace(/^\//, '');
  const article = isSource(source) ? bySource(it, source) : null;
  if (article !== null) return linkTo(it, article, fragment, written);
  if (it.site.broken.has(source)) return nothing(written);
  const page = inside === null ? null : it.site.urls.find(inside);
  if (page !== null && 'candidate' in page) return linkTo(it, page.candidate, fragment, written);
  if (page !== null) {
    // What ids a file of public/ has is not ours to know.
    if (it.site.files.find(`public${decode(page.address)}`) !== null) {
      return leadToFile(page.address, fragment, written);
    }
    if (fragment !== null && fragment !== '') {
      it.report(
        say.unknownFragment(it.path, it.spot, fragment, page.address, [], it.site.fallback),
      );
    }
    return { to: 'page', address: page.address, fragment: null, words: written, article: null };
  }
  const file = it.site.files.find(source);
  if (file !== null) {
    const found = resolveFile(it, written);
    return found.to === 'file' ? leadToFile(found.address, fragment, written) : found;
  }
  return unresolvedUrl(it, written, inside);
}

/** Whether a path can be one of a source file. */
function isSource(path: string): boolean {
  return path.endsWith('.md');
}

function bySource({ site }: Case, path: string): Candidate | null {
  return site.index.bySource(path) ?? site.index.bySource(`articles/${path}`);
}

function leadToFile(address: Address, fragment: string | null, words: string): Resolution {
  if (fragment === null || fragment === '') return { to: 'file', address, words };
  return { to: 'page', address, fragment: decode(fragment), words, article: null };
}

function linkTo(it: Case, one: Candidate, fragment: string | null, written: string): Resolution {
  if (one.path === it.path && (fragment ?? '') === '') {
    it.report(say.selfReference(it.path, it.spot, written));
  }
  return leadTo(it, one, fragment, one.title, written);
}

function resolveFile(it: Case, written: string): Resolution {
  const [beforeFragment = ''] = splitOnce(written, '#');
  const [path = ''] = splitOnce(beforeFragment, '?');
  const inside = it.site.urls.inside(path);
  const source =
    inside === null ? beside(it.path, decode(path)) : decode(inside).replace(/^\//, '');
  const found = it.site.files.find(source);
  if (found === null) {
    const alike = maySearch(it) ? it.site.files.paths.filter(sameName(source)) : [];
    const near = nearest(source, alike, 3);
    const suggestions = (near.length > 0 ? near : alike.slice(0, 3)).map((path) => ({
      write: asLink(it, path, inside !== null),
      what: null,
    }));
    it.report(say.missingFile(it.path, it.spot, written, suggestions, it.site.fallback));
    return nothing(written);
  }
  if (found.refused) {
    it.report(say.fileNotAllowed(it.path, it.spot, written));
    return nothing(written);
  }
  return { to: 'file', address: found.file.address, words: written };
}

/** A path as a link to it is written in this file: its name alone where it lies in the same folder. */
function asLink(it: Case, path: string, fromRoot: boolean): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!fromRoot && beside(it.path, name) === path) return name;
  return path.startsWith('/') ? path : `/${path}`;
}

/** Files whose name is the one asked for, or nearly. */
function sameName(source: string): (path: string) => boolean {
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const wanted = nameOf(source);
  return (path) => nearest(wanted, [nameOf(path)]).length > 0 || nameOf(path) === wanted;
}

/**
 * A whole URL may name another part of the host (a shop, an old archive), so it stays as it is; `check`
 * mentions it. A path can only be meant for this site.
 */
function unresolvedUrl(it: Case, written: string, inside: string | null): Resolution {
  const whole = inside === null ? null : wholeUrl(written);
  if (whole !== null) {
    it.report(say.unknownOwnUrl(it.path, it.spot, written));
    return { to: 'elsewhere', url: whole, words: written };
  }
  const looksLikeFile =
    inside === null && /\.[a-z0-9]{2,4}$/i.test(written) && !/\.(md|html?)$/i.test(written);
  if (looksLikeFile) return resolveFile(it, written);
  const known =
    inside === null ? it.site.index.all.flatMap((one) => one.path ?? []) : it.site.urls.known();
  const wanted = inside === null ? beside(it.path, decode(written)) : decode(inside);
  const near = maySearch(it) ? nearest(wanted, known, 3) : [];
  const suggestions = near.map((path) => ({
    write: asLink(it, path, inside !== null),
    what: null,
  }));
  it.report(say.unresolvedUrl(it.path, it.spot, written, suggestions, it.site.fallback));
  return nothing(written);
}

/** A whole URL of this site as browsers write it, or null. Few need parsing, which is slow. */
function wholeUrl(written: string): string | null {
  if (PLAIN_URL.test(written)) return written;
  return URL.canParse(written) ? new URL(written).href : null;
}

/** Letters, digits and hyphens between single slashes, on a host with a name: nothing that parsing would change. */
const PLAIN_URL = /^https?:\/\/(?:[a-z][a-z0-9]*\.)+[a-z]+(?:\/[A-Za-z0-9_-]+)+\/?$/;

/** Nobody reads more than so many suggestions, and an imported archive has thousands of mistakes. */
function maySearch({ site }: Case): boolean {
  return site.searches.left-- > 0;
}

function candidates(it: Case, words: string): readonly Candidate[] {
  return words === '' ? [] : it.site.index.find(words, it.path);
}

/** The one that is meant; null (and reported) when several are. */
function only(it: Case, words: string, found: readonly Candidate[]): Candidate | null {
  const [first, second] = found;
  if (second === undefined) return first ?? null;
  if (first?.address === null) return first;
  it.report(say.ambiguousReference(it.path, it.spot, words, found.map(byPath)));
  return null;
}

function unresolved(it: Case, name: string, words: string): Resolution {
  if (!it.site.broken.has(name)) {
    const suggestions = maySearch(it)
      ? suggestArticles(name, it.reference.form, it.site.index.all)
      : [];
    it.report(say.unresolvedReference(it.path, it.spot, name, suggestions, it.site.fallback));
  }
  return nothing(words);
}

/**
 * The resolution to a candidate. `words` is what the reader sees; `asWritten` stays when it is not
 * published, since its headline must not be seen before it is; `name` is what the message calls it by.
 */
function leadTo(
  it: Case,
  one: Candidate,
  fragment: string | null,
  words: string,
  asWritten: string,
  name: string = asWritten,
): Resolution {
  if (one.address === null) {
    it.report(say.unpublishedTarget(it.path, it.spot, name, it.site.stateOf(one)));
    return nothing(asWritten);
  }
  const article = one.of === 'article' ? one.path : null;
  return {
    to: 'page',
    address: one.address,
    fragment: findAnchor(it, one, fragment),
    words,
    article,
  };
}

function findAnchor(it: Case, one: Candidate, fragment: string | null): string | null {
  if (fragment === null || fragment === '') return null;
  const written = decode(fragment);
  const found = [written, headingId(written)].find((id) => one.anchors.includes(id));
  if (found !== undefined) return found;
  const near = nearest(headingId(written), one.anchors, 3);
  const target = one.path === it.path ? 'this article' : `"${one.title}"`;
  it.report(say.unknownFragment(it.path, it.spot, written, target, near, it.site.fallback));
  return null;
}

function nothing(words: string): Resolution {
  return { to: 'nothing', words };
}

function splitOnce(text: string, at: string): [string, string?] {
  const cut = text.indexOf(at);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

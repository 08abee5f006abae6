/**
 * The files of a theme that are served as they are: style sheets, fonts, pictures. Only those that a template
 * names with `asset`, or a style sheet so named refers to, are published; each with a digest of its bytes in
 * its name, so that a browser may keep it for ever. Addresses in a style sheet are written relative to it,
 * so it holds wherever the site lies. A style sheet is served without its comments and blanks.
 */
import { digestOf } from '../base/digest.ts';
import { nearest } from '../base/nearest.ts';
import { byCodePoint } from '../base/order.ts';
import type { Span } from '../base/span.ts';
import type { SiteLink } from '../config/config.ts';
import * as problems from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Digest, OutputPath } from '../model.ts';
import { minifyStyles } from './theme-minify.ts';

/** A file of `templates/` that is no template, as found. */
export interface ThemeAsset {
  /** Its path inside `templates/`: `fonts/serif.woff2`. */
  readonly name: string;
  /** As shown to the author. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** An asset as it is served. */
export interface PublishedAsset {
  readonly name: string;
  readonly output: OutputPath;
  /** Of the bytes as served. */
  readonly digest: Digest;
  readonly bytes: string | Uint8Array;
}

/** A name that a template gives to `asset`. */
export interface AssetUse {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
}

export interface PublishedAssets {
  readonly assets: readonly PublishedAsset[];
  readonly links: readonly SiteLink[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Decides what is published for these uses, and under what name. */
export function publishAssets(
  all: readonly ThemeAsset[],
  uses: readonly AssetUse[],
): PublishedAssets {
  const publisher = new Publisher(all);
  for (const use of uses) publisher.publish(use);
  return publisher;
}

class Publisher implements PublishedAssets {
  readonly links: SiteLink[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #all: ReadonlyMap<string, ThemeAsset>;
  readonly #published = new Map<string, PublishedAsset>();
  /** Style sheets being read, outermost first. */
  readonly #open: string[] = [];

  constructor(all: readonly ThemeAsset[]) {
    this.#all = new Map(all.map((it) => [it.name, it]));
  }

  get assets(): readonly PublishedAsset[] {
    return [...this.#published.values()].sort((a, b) => byCodePoint(a.name, b.name));
  }

  publish({ name, file, span }: AssetUse): PublishedAsset | null {
    const known = this.#published.get(name);
    if (known !== undefined) return known;
    const asset = this.#all.get(name);
    if (asset === undefined) {
      const near = nearest(name, this.#all.keys());
      this.diagnostics.push(problems.unknownAsset(file, span, name, near));
      return null;
    }
    if (this.#open.includes(name)) {
      this.diagnostics.push(problems.assetLoop(file, span, name));
      return null;
    }
    this.#open.push(name);
    const bytes = name.endsWith('.css') ? this.#styleSheet(asset) : asset.bytes;
    this.#open.pop();
    const digest = typeof bytes === 'string' ? digestOf(bytes) : asset.digest;
    const output = `assets/${withDigest(name, digest)}` as OutputPath;
    const published = { name, output, digest, bytes };
    this.#published.set(name, published);
    return published;
  }

  #styleSheet(asset: ThemeAsset): string {
    const text = new TextDecoder().decode(asset.bytes);
    const addressed = text.replace(
      /(url\(\s*|@import\s+)("[^"\n]*"|'[^'\n]*'|[^\s"'()]+)(?=\s*[);]|\s)/g,
      (whole, before: string, value: string, at: number) => {
        if (before.startsWith('@') && !/^["']/.test(value)) return whole;
        const quote = /^["']/.exec(value)?.[0] ?? '';
        const url = value.slice(quote.length, value.length - quote.length);
        const start = at + before.length + quote.length;
        const rewritten = this.#address(asset, url, { start, end: start + url.length });
        return before + quote + rewritten + quote;
      },
    );
    return minifyStyles(addressed);
  }

  /** An address of a style sheet as it is to be served. */
  #address(asset: ThemeAsset, url: string, span: Span): string {
    if (/^(?:data:|#)/i.test(url) || url === '') return url;
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
      this.diagnostics.push(problems.outsideRequest(asset.path, span, url));
      return url;
    }
    const up = '../'.repeat(asset.name.split('/').length);
    if (url.startsWith('/')) {
      this.links.push({ file: asset.path, span, url });
      return up + url.slice(1);
    }
    const [path = '', suffix = ''] = splitSuffix(url);
    const folder = asset.name.split('/').slice(0, -1);
    const published = this.publish({ name: resolve(folder, path), file: asset.path, span });
    return published === null ? url : up + published.output + suffix;
  }
}

/** `style.css` as `style.1f2e3d4c.css`. */
function withDigest(name: string, digest: Digest): string {
  const dot = name.lastIndexOf('.');
  const end = dot > name.lastIndexOf('/') + 1 ? dot : name.length;
  return `${name.slice(0, end)}.${digest.slice(0, 8)}${name.slice(end)}`;
}

function splitSuffix(url: string): readonly [string, string] {
  const at = url.search(/[?#]/);
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)];
}

function resolve(folder: readonly string[], path: string): string {
  const segments = [...folder];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

import { digestOf } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import { html, joinHtml } from '../base/html.ts';
import type {
  Body,
  Digest,
  FeedItem,
  Html,
  JsonLd,
  OutputFile,
  Page,
  SourcePath,
  Work,
} from '../model.ts';
import { rss } from './feeds/rss.ts';
import { fillForFeed, fillForPage } from './fill.ts';
import type { Fragments } from './fill.ts';
import type { HtmlWork } from './planned.ts';
import { readSheet } from './sheet.ts';
import { sitemap } from './sitemap.ts';
import { scriptOf } from './structured-data/json-ld.ts';
import type { Theme } from './theme.ts';

/** What rendering reads besides the page: all of it is digested in what the page is known by. */
export interface RenderTools {
  readonly theme: Theme;
  /** Gives the body of a source file that the page carries. */
  readonly body: (source: SourcePath) => Body;
  /** Gives what many pages have in common, by digest. */
  readonly part: (digest: Digest) => unknown;
  readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
}

/** Renders one page. It cannot fail: templates were checked when they were loaded. */
export function render(
  { path, text }: Pick<Page, 'path' | 'text'>,
  tools: RenderTools,
): OutputFile {
  const work = readSheet(text, tools.part);
  if (work.make === 'copy') return { path, digest: work.digest, source: work.source };
  const bytes = bytesOf(work, tools);
  return { path, digest: digestOf(bytes), bytes };
}

function bytesOf(
  work: Exclude<Work, { readonly make: 'copy' }>,
  { theme, body, config }: RenderTools,
): string | Uint8Array {
  switch (work.make) {
    case 'html': {
      const fragments: Fragments = {
        seeAlso: (view) => theme.render('see-also', view) as Html,
        embed: (view) => theme.render('embed', view) as Html,
        attribution: (view) => theme.render('attribution', view) as Html,
        continueAt: (view) => theme.render('continue', view) as Html,
      };
      const read = readingOnce(body);
      const filled = work.fills.reduce<HtmlWork['view']>((view, fill) => {
        const value =
          fill.fill === 'body'
            ? fillForPage(read(fill.use.source), fill.use, config, fragments)
            : scriptOf(withWordCount(fill.nodes, read(fill.source).facts.words));
        return withField(view, fill.field.split('.'), value);
      }, work.view);
      return theme.render(work.template, filled);
    }
    case 'feed':
      return rss(work.feed, (item) => {
        const { content } = item;
        if (content === null) return joinHtml(item.notices.map((it) => html`<p>${it}</p>`));
        return itemContent(item, fillForFeed(body(content.source), content, config));
      });
    case 'sitemap':
      return sitemap(work.entries);
    case 'text':
      return work.text;
    case 'asset':
      return theme.asset(work.name);
  }
}

function withWordCount([first, ...others]: readonly JsonLd[], wordCount: number): JsonLd[] {
  return first === undefined ? [] : [{ ...first, wordCount }, ...others];
}

/** Reads each body once, whatever it is wanted for. */
function readingOnce(bodyOf: RenderTools['body']): RenderTools['body'] {
  const read = new Map<SourcePath, Body>();
  return (source) => {
    const body = read.get(source) ?? bodyOf(source);
    read.set(source, body);
    return body;
  };
}

/** A copy of a view with a value at a path. */
function withField(
  view: HtmlWork['view'],
  [name = '', ...rest]: readonly string[],
  value: Html,
): HtmlWork['view'] {
  return { ...view, [name]: rest.length === 0 ? value : withPart(view[name], rest, value) };
}

function withPart(part: unknown, path: readonly string[], value: Html): unknown {
  if (!Array.isArray(part)) {
    return typeof part === 'object' && part !== null ? withField({ ...part }, path, value) : part;
  }
  const [at, ...rest] = path;
  return part.map((it: unknown, index) => {
    if (String(index) !== at) return it;
    return rest.length === 0 ? value : withPart(it, rest, value);
  });
}

/** What was corrected, the picture, and every word of the body. */
function itemContent({ notices, image }: FeedItem, body: Html): Html {
  const picture =
    image === null ? [] : [html`<p><img src="${image.url}" alt="${image.alt}" /></p> `];
  return joinHtml([...notices.map((it) => html`<p><strong>${it}</strong></p> `), ...picture, body]);
}

import { digestOf } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import { html, joinHtml } from '../base/html.ts';
import type {
  Body,
  BodyStore,
  Digest,
  FeedItem,
  Html,
  JsonLd,
  OutputFile,
  Page,
} from '../model.ts';
import { rss } from './feeds/rss.ts';
import { fillForFeed, fillForPage } from './fill.ts';
import type { Fragments } from './fill.ts';
import type { HtmlWork } from './planned.ts';
import { sitemap } from './sitemap.ts';
import { scriptOf } from './structured-data/json-ld.ts';
import type { Theme } from './theme.ts';

/** What rendering reads besides the page: all of it is digested in the page's `inputs`. */
export interface RenderTools {
  readonly theme: Theme;
  readonly bodies: Pick<BodyStore, 'get'>;
  readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
}

/** Renders one page. It cannot fail: templates were checked when they were loaded. */
export function render(page: Page, tools: RenderTools): OutputFile {
  const { path, work } = page;
  if (work.make === 'copy') return { path, digest: work.digest, source: work.source };
  const bytes = bytesOf(work, tools);
  return { path, digest: digestOf(bytes), bytes };
}

function bytesOf(
  work: Exclude<Page['work'], { readonly make: 'copy' }>,
  tools: RenderTools,
): string | Uint8Array {
  const { theme, bodies, config } = tools;
  switch (work.make) {
    case 'html': {
      const fragments: Fragments = {
        seeAlso: (view) => theme.render('see-also', view) as Html,
        embed: (view) => theme.render('embed', view) as Html,
        attribution: (view) => theme.render('attribution', view) as Html,
        continueAt: (view) => theme.render('continue', view) as Html,
      };
      const read = reading(bodies);
      const filled = work.fills.reduce<HtmlWork['view']>((view, fill) => {
        const value =
          fill.fill === 'body'
            ? fillForPage(read(fill.use.body), fill.use, config, fragments)
            : scriptOf(withWordCount(fill.nodes, read(fill.body).facts.words));
        return withField(view, fill.field.split('.'), value);
      }, work.view);
      return theme.render(work.template, filled);
    }
    case 'feed':
      return rss(work.feed, (item) => {
        const { content } = item;
        if (content === null) return joinHtml(item.notices.map((it) => html`<p>${it}</p>`));
        return itemContent(item, fillForFeed(bodies.get(content.body), content, config));
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
function reading(bodies: RenderTools['bodies']): (digest: Digest) => Body {
  const read = new Map<Digest, Body>();
  return (digest) => {
    const body = read.get(digest) ?? bodies.get(digest);
    read.set(digest, body);
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

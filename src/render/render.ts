import { digestOf } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import { html, joinHtml } from '../base/html.ts';
import type { BodyStore, FeedItem, Html, OutputFile, Page } from '../model.ts';
import { rss } from './feeds/rss.ts';
import { fillForFeed, fillForPage } from './fill.ts';
import { sitemap } from './sitemap.ts';
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
      if (work.body === null) return theme.render(work.template, work.view);
      const { field, use } = work.body;
      const content = fillForPage(bodies.get(use.body), use, config, {
        seeAlso: (view) => theme.render('see-also', view) as Html,
        embed: (view) => theme.render('embed', view) as Html,
        continueAt: (view) => theme.render('continue', view) as Html,
      });
      return theme.render(work.template, { ...work.view, [field]: content });
    }
    case 'feed':
      return rss(work.feed, (item) =>
        itemContent(item, fillForFeed(bodies.get(item.content.body), item.content, config)),
      );
    case 'sitemap':
      return sitemap(work.entries);
    case 'text':
      return work.text;
    case 'asset':
      return theme.asset(work.name);
  }
}

/** What was corrected, the picture, and every word of the body. */
function itemContent({ notices, image }: FeedItem, body: Html): Html {
  const picture =
    image === null ? [] : [html`<p><img src="${image.url}" alt="${image.alt}" /></p> `];
  return joinHtml([...notices.map((it) => html`<p><strong>${it}</strong></p> `), ...picture, body]);
}

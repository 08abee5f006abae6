import { FEEDS } from '../../addresses.ts';
import { feedGroups } from '../feeds/every-feed.ts';
import type { PageView } from '../views.ts';
import type { Context } from './context.ts';
import { headOf, href, siteOf, siteTongue } from './views.ts';

/** The page that lists every feed. */
export function feedsView(context: Context): PageView<'feeds'> {
  const tongue = siteTongue(context);
  const title = context.words(tongue.lang).labels.feeds;
  return {
    head: headOf(context, tongue, { title, address: FEEDS }),
    site: siteOf(context, tongue, FEEDS),
    title,
    groups: feedGroups(context).map((it) => ({
      title: it.title,
      feeds: it.feeds.map(({ name, feed }) => ({
        label: name,
        url: href(context, feed),
        current: false,
      })),
    })),
  };
}

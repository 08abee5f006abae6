/** Promos: what the publisher recommends, or somebody pays for, beside an article. */
import type { Address, Fill, PublishedPromo } from '../../model.ts';
import { promoUse } from '../body-use.ts';
import { hrefOf } from '../location.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context } from './context.ts';
import { pictureOf, siteTongue } from './views.ts';
import type { Tongue } from './views.ts';

/** The field of a page for each placement. That of an article stands after its text: a text is never cut. */
const FIELDS = { top: 'promosTop', article: 'promos', foot: 'promosFoot' } as const;

type Placement = PublishedPromo['summary']['placement'];

const PLACEMENTS: readonly Placement[] = ['top', 'article', 'foot'];

/** The promos on the page at an address, without their texts. */
export function promosView(
  context: Context,
  page: Tongue,
  address: Address,
): Pick<PageView<'article'>, (typeof FIELDS)[Placement]> {
  const at = (placement: Placement): ViewOf<'promo'>[] =>
    promosAt(context, placement, address).map((it) => promoView(context, it, page));
  return { promosTop: at('top'), promos: at('article'), promosFoot: at('foot') };
}

/** Gives their texts, which are the bodies of their files, for the page at an address. */
export function promoFiller(context: Context): (address: Address) => Fill[] {
  const uses = new Map(context.edition.promos.map((it) => [it.path, promoUse(context, it)]));
  return (address) =>
    PLACEMENTS.flatMap((placement) =>
      promosAt(context, placement, address).flatMap(({ path }, at): Fill[] => {
        const use = uses.get(path);
        const field = `${FIELDS[placement]}.${at}.text`;
        return use === undefined ? [] : [{ fill: 'body', field, use }];
      }),
    );
}

/** No page recommends itself. */
function promosAt({ edition }: Context, placement: Placement, page: Address): PublishedPromo[] {
  return edition.promos.filter(
    ({ summary, leadsTo }) =>
      summary.placement === placement && !('address' in leadsTo && leadsTo.address === page),
  );
}

/** A promo is in the language of the site; what it is called, in that of the page. */
function promoView(
  context: Context,
  { summary, visibility, leadsTo, resolutions }: PublishedPromo,
  page: Tongue,
): ViewOf<'promo'> {
  const words = context.words(page.lang);
  const site = siteTongue(context);
  const { title, sponsored, image } = summary;
  return {
    label: sponsored ? words.labels.advertisement : words.labels.ownPromo,
    mark: visibility === 'live' ? null : words.mark(visibility),
    title,
    url: 'url' in leadsTo ? leadsTo.url : (hrefOf(context.location, leadsTo) ?? ''),
    sponsored,
    image: pictureOf(context, image, resolutions, page),
    text: null,
    lang: site.lang === page.lang ? null : site.lang,
    dir: site.dir === page.dir ? null : site.dir,
  };
}

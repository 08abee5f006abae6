/** The structured data of pages that are no articles. */
import type { Address, AuthorSummary, JsonLd } from '../../model.ts';
import { absoluteUrl } from '../location.ts';
import type { Context } from '../pages/context.ts';
import type { Tongue } from '../pages/views.ts';
import { breadcrumbs, stepsTo } from './breadcrumbs.ts';
import { node, oneOrMore } from './json-ld.ts';
import { absoluteHref, publicationNode, publisherNode, siteNode } from './publisher.ts';

interface Described extends Tongue {
  readonly title: string;
  readonly address: Address;
  readonly description: string | null;
}

/** The front page says what the publication is, and who publishes it. */
export function frontData({ config }: Context): JsonLd[] {
  return [siteNode(config), publisherNode(config)];
}

/** A list of articles, or a page that stands by itself. */
export function pageData(
  context: Context,
  type: 'CollectionPage' | 'WebPage',
  page: Described,
): JsonLd[] {
  const { title, address, description, lang } = page;
  return [
    node(type, {
      name: title,
      url: absoluteUrl(context.config, address),
      description,
      inLanguage: lang,
      isPartOf: publicationNode(context.config),
    }),
    breadcrumbs(context, stepsTo(context, title, address)),
  ];
}

/** The page of an author: `summary` is what the registry says, `portrait` the href of a picture. */
export function profileData(
  context: Context,
  page: Described,
  summary: AuthorSummary | null,
  portrait: string | null,
): JsonLd[] {
  const { config } = context;
  const { title, address, lang } = page;
  const url = absoluteUrl(config, address);
  const person = node('Person', {
    name: title,
    url,
    jobTitle: summary?.role ?? null,
    image: portrait === null ? null : config.origin + portrait,
    sameAs: oneOrMore(
      (summary?.links ?? [])
        .map((it) => absoluteHref(config, it.url))
        .filter((it) => /^https?:/.test(it)),
    ),
    worksFor: publisherNode(config),
  });
  return [
    node('ProfilePage', {
      name: title,
      url,
      inLanguage: lang,
      isPartOf: publicationNode(config),
      mainEntity: person,
    }),
    breadcrumbs(context, stepsTo(context, title, address)),
  ];
}

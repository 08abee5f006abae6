import { ARCHIVE, AUTHORS, FRONT, KINDS, SERIES, SOURCES, TOPICS } from '../../addresses.ts';
import type { Address, JsonLd } from '../../model.ts';
import { absoluteUrl } from '../location.ts';
import type { Context } from '../pages/context.ts';
import { node } from './json-ld.ts';

interface Step {
  readonly title: string;
  readonly address: Address;
}

/** The way from the front page to a page, which is the last step. */
export function breadcrumbs(context: Context, steps: readonly Step[]): JsonLd {
  const { config } = context;
  const way = [{ title: config.title, address: FRONT }, ...steps];
  const itemListElement = way.map(({ title, address }, at) =>
    node('ListItem', { position: at + 1, name: title, item: absoluteUrl(config, address) }),
  );
  return node('BreadcrumbList', { itemListElement });
}

/** The steps to a page that stands by itself or below an index. */
export function stepsTo(context: Context, title: string, address: Address): Step[] {
  const { labels } = context.words(context.config.language);
  const indexes: readonly Step[] = [
    { title: labels.topics, address: TOPICS },
    { title: labels.authors, address: AUTHORS },
    { title: labels.kinds, address: KINDS },
    { title: labels.series, address: SERIES },
    { title: labels.sourcesPage, address: SOURCES },
    { title: labels.archive, address: ARCHIVE },
  ];
  const above = indexes.filter((it) => address.startsWith(it.address) && address !== it.address);
  return [...above, { title, address }];
}

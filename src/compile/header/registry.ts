/** Headers of the files that are no articles: pages, and the registries of the newsroom. */
import { readFileName, slugOf, slugOfFileName, slugWithoutWords } from '../../base/slug.ts';
import { directionOf } from '../../config/direction.ts';
import {
  fields,
  flag,
  language,
  line,
  listOf,
  moment,
  oneOf,
  pageUrl,
  text,
  webUrl,
} from '../../config/pieces.ts';
import { host } from '../../config/settings.ts';
import type {
  AuthorSummary,
  OutletSummary,
  PageSummary,
  PromoSummary,
  TextFace,
  TopicSummary,
} from '../../model.ts';
import { labelledLink, picture, pictureOf, slug, topic } from './pieces.ts';
import { isWritten, perTimezone, readFields, refer, refuse, type Sheet, titleOf } from './sheet.ts';

type Bare<S> = Omit<S, 'references' | keyof TextFace>;

/** Reads the header of an undated page. */
export function pageHeader(sheet: Sheet): Bare<PageSummary> | null {
  const it = readFields(sheet, pageSchema);
  const title = titleOf(sheet, it.title);
  if (it.deck !== undefined && it.description !== undefined) {
    refuse(
      sheet,
      'description',
      'is another name of "deck", which is here too',
      'Keep one of them.',
    );
  }
  if (title === null) return null;
  const lang = it.lang ?? sheet.options.language;
  return {
    of: 'page',
    title,
    slug: it.slug ?? slugOfFileName(sheet.path),
    deck: it.deck ?? it.description ?? null,
    lang,
    dir: it.dir ?? (lang === sheet.options.language ? sheet.options.dir : directionOf(lang)),
    noindex: it.noindex ?? false,
  };
}

/** Reads the header of `newsroom/authors/ID.md`. */
export function authorHeader(sheet: Sheet): Bare<AuthorSummary> | null {
  const it = readFields(sheet, authorSchema);
  const title = titleOf(sheet, it.title);
  const image = pictureOf(sheet, it.image, 'optional');
  if (title === null) return null;
  return {
    of: 'author',
    id: idOf(sheet),
    title,
    role: it.role ?? null,
    image,
    links: it.links ?? [],
    aliases: it.aliases ?? [],
  };
}

/** Reads the header of `newsroom/topics/ID.md`. */
export function topicHeader(sheet: Sheet): Bare<TopicSummary> | null {
  const it = readFields(sheet, topicSchema);
  const title = titleOf(sheet, it.title);
  const pinned = (it.pinned ?? []).map((text, at) => refer(sheet, 'field', text, `pinned.${at}`));
  if (title === null) return null;
  return {
    of: 'topic',
    id: idOf(sheet),
    title,
    aliases: it.aliases ?? [],
    pinned,
    related: it.related ?? [],
  };
}

/** Reads the header of `newsroom/outlets/ID.md`. */
export function outletHeader(sheet: Sheet): Bare<OutletSummary> | null {
  const it = readFields(sheet, outletSchema);
  const title = titleOf(sheet, it.title);
  if (title === null) return null;
  return {
    of: 'outlet',
    id: idOf(sheet),
    title,
    home: it.home ?? null,
    hosts: it.hosts ?? [],
    aliases: it.aliases ?? [],
    country: it.country ?? null,
    language: it.language ?? null,
    note: it.note ?? null,
  };
}

/** Reads the header of `newsroom/promos/ID.md`. Without a `url` there is nothing to show. */
export function promoHeader(sheet: Sheet): Bare<PromoSummary> | null {
  const it = readFields(sheet, promoSchemaFor(sheet.options));
  const title = titleOf(sheet, it.title);
  const image = pictureOf(sheet, it.image, 'needed');
  if (it.url === undefined && !isWritten(sheet, 'url')) {
    refuse(sheet, 'url', 'is missing', 'Add a line "url: https://…", where the promo leads.');
  }
  if (title === null || it.url === undefined) return null;
  return {
    of: 'promo',
    id: idOf(sheet),
    title,
    url: it.url,
    image,
    from: it.from ?? null,
    until: it.until ?? null,
    sponsored: it.sponsored ?? false,
    placement: it.placement ?? 'article',
  };
}

const pageSchema = fields({
  title: line.optional(),
  deck: line.optional(),
  description: line.optional(),
  slug: slug.optional(),
  lang: language.optional(),
  dir: oneOf(['ltr', 'rtl']).optional(),
  noindex: flag.optional(),
});

const authorSchema = fields({
  title: line.optional(),
  role: line.optional(),
  image: picture.optional(),
  links: listOf(labelledLink).optional(),
  aliases: listOf(line).optional(),
});

const topicSchema = fields({
  title: line.optional(),
  aliases: listOf(line).optional(),
  pinned: listOf(line).optional(),
  related: listOf(topic).optional(),
});

const outletSchema = fields({
  title: line.optional(),
  home: webUrl.optional(),
  hosts: listOf(host).optional(),
  aliases: listOf(line).optional(),
  country: line.optional(),
  language: language.optional(),
  note: text.optional(),
});

const promoSchemaFor = perTimezone((timezone) =>
  fields({
    title: line.optional(),
    url: pageUrl.optional(),
    image: picture.optional(),
    from: moment(timezone).optional(),
    until: moment(timezone).optional(),
    sponsored: flag.optional(),
    placement: oneOf(['top', 'article', 'foot']).optional(),
  }),
);

/** The file's name is the id, spelt so that it can stand in an address. A date is part of it. */
function idOf(sheet: Sheet): string {
  const { day, words } = readFileName(sheet.path);
  const name = day === null ? words : `${day}-${words}`;
  return slugOf(name) ?? slugWithoutWords(null, name);
}

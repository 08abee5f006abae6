/** The fields of broadside.yaml, each with its description: validation and what editors complete from. */
import * as z from 'zod';
import { formatMoment, isMoment, readMoment } from '../base/moment.ts';
import type { LabelledLink } from '../model.ts';
import type { Config } from './config.ts';
import { directionOf } from './direction.ts';
import {
  fields,
  filePath,
  language,
  line,
  linkUrl,
  listOf,
  named,
  oneOf,
  webUrl,
  whole,
  worded,
} from './pieces.ts';
import { front, inPublic, PLAIN_LOOK, theme } from './look.ts';
import { contact, host, permalink, siteUrl, timezone } from './settings.ts';

/** What broadside.yaml alone says, with every default filled in. */
export type Settings = Omit<Config, 'digest' | 'siteLinks'>;

/** Reads the plain data of broadside.yaml. */
export function configSchema(): z.ZodType<Settings> {
  return settings;
}

/** JSON Schema (draft 2020-12) of broadside.yaml, for editors. */
export function configJsonSchema(): object {
  return {
    title: 'broadside.yaml',
    description: 'The settings of a publication made with Broadside.',
    ...z.toJSONSchema(schema, { io: 'input' }),
  };
}

const labelled = (
  url: z.ZodType<string>,
  where: string,
): z.ZodType<{ label: string; url: string }> =>
  fields({
    label: line.describe('The words of the link'),
    url: url.describe(where),
  });

/** Accepted as written; the feature that reads it holds it against its own schema. */
const anything = z.unknown();

const social = listOf(labelled(linkUrl, 'https://… of the account'));
const nav = listOf(labelled(linkUrl, 'https://…, or a path of this site such as /about/'));
const mirrors = listOf(labelled(webUrl, 'https://… of the mirror'));

const publisher = fields({
  name: line.optional().describe('Who publishes; default: the title'),
  logo: filePath.optional().describe('Path of a picture in public/, or its https:// address'),
  policies: named(linkUrl)
    .optional()
    .describe('Name of a policy and the page that states it, as in "Ethics: /ethics/"'),
});

const markers = named(
  fields({
    seeAlso: listOf(line).optional().describe('Words that begin a see-also paragraph'),
    note: listOf(line).optional().describe("Words that begin an editor's note"),
  }),
);

const links = fields({
  unresolved: oneOf(['error', 'warn'])
    .optional()
    .describe('What a reference that leads nowhere is; default: error'),
});

const markdown = fields({
  parser: oneOf(['auto', 'remark', 'native']).optional().describe('Which parser; default: auto'),
  remarkPlugins: z.array(anything).optional().describe('remark plugins'),
  rehypePlugins: z.array(anything).optional().describe('rehype plugins'),
});

const feeds = fields({
  items: whole(1, 500).optional().describe('Articles in a feed; default: 20'),
  hub: webUrl.optional().describe('A WebSub hub'),
  host: host.optional().describe('Host in the permanent ids of articles; default: that of the url'),
});

const listing = fields({
  size: whole(1, 500).optional().describe('Articles on a page of a listing; default: 20'),
});

const robots = fields({
  ai: oneOf(['allow', 'refuse']).optional().describe('Crawlers that feed AI; default: allow'),
});

const security = fields({
  contact: contact.describe('For security.txt (RFC 9116): mailto: or https:'),
  expires: line.describe('When that information is to be renewed: 2027-01-01'),
});

const schema = fields({
  title: line.describe('Name of the publication'),
  url: siteUrl.describe('Where it is published: https://example.org, or with a folder'),
  language: language.describe('Its language (BCP 47): en-GB'),
  timezone: timezone.describe('IANA timezone that dates are meant in: Europe/London'),
  description: line.optional().describe('What it is, in a sentence'),
  dir: oneOf(['ltr', 'rtl']).optional().describe('Direction; default: that of the language'),
  permalink: permalink
    .optional()
    .describe('Addresses of articles, from :year :month :day :slug :kind :topic :lang'),
  social: social.optional().describe('Accounts elsewhere'),
  nav: nav.optional().describe('Links of the navigation'),
  publisher: publisher.optional().describe('Who publishes'),
  license: line.optional().describe('Licence of all articles that name no other'),
  kind: oneOf(['news', 'opinion', 'analysis', 'background', 'interview', 'review', 'satire'])
    .optional()
    .describe('Kind of articles that name none; default: opinion'),
  labels: named(named(line))
    .optional()
    .describe(
      'Words of the theme, by language and key: {en: {latest: Just in}}. A count has a key for each plural of the language, articleCount.one and articleCount.other; {braces} hold what is put in',
    ),
  markers: markers.optional().describe('Words that begin a see-also or a note, by language'),
  links: links.optional().describe('How strict references are'),
  markdown: markdown.optional().describe('How Markdown is read'),
  feeds: feeds.optional().describe('Feeds'),
  listing: listing.optional().describe('Listings'),
  images: anything.optional().describe('Sizes and formats of pictures'),
  cards: anything.optional().describe('Social cards'),
  search: anything.optional().describe('false, or settings of the search'),
  robots: robots.optional().describe('What crawlers may do'),
  security: security.optional().describe('security.txt'),
  mirrors: mirrors.optional().describe('Other addresses of the whole site'),
  trust: named(oneOf(['editors', 'public']))
    .optional()
    .describe('Folder of articles, and who writes there: editors or public'),
  theme: theme.optional().describe('Colours, fonts, nameplate'),
  front: front.optional().describe('Bands of the front page below the lead, in order'),
});

const settings = schema.transform((it, context): Settings => {
  const expires = it.security === undefined ? null : readMoment(it.security.expires, it.timezone);
  if (expires !== null && !isMoment(expires)) {
    const message = worded(expires.message, expires.hint);
    const path = ['security', 'expires'];
    context.issues.push({ code: 'custom', message, path, input: it.security?.expires });
    return z.NEVER;
  }
  return withDefaults(it, expires === null ? null : formatMoment(expires));
});

type Fields = z.output<typeof schema>;

function withDefaults(it: Fields, expires: string | null): Settings {
  const url = new URL(it.url);
  return {
    title: it.title,
    origin: url.origin,
    base: url.pathname.replace(/\/+$/, ''),
    language: it.language,
    dir: it.dir ?? directionOf(it.language),
    timezone: it.timezone,
    description: it.description ?? null,
    permalink: it.permalink ?? '/:year/:month/:slug/',
    social: it.social ?? [],
    nav: it.nav ?? [],
    publisher: {
      name: it.publisher?.name ?? it.title,
      logo: it.publisher?.logo === undefined ? null : inPublic(it.publisher.logo),
      policies: policiesOf(it),
    },
    license: it.license ?? null,
    kind: it.kind ?? 'opinion',
    labels: it.labels ?? {},
    markers: markersOf(it),
    links: { unresolved: it.links?.unresolved ?? 'error' },
    markdown: {
      parser: it.markdown?.parser ?? 'auto',
      remarkPlugins: it.markdown?.remarkPlugins ?? [],
      rehypePlugins: it.markdown?.rehypePlugins ?? [],
    },
    feeds: {
      items: it.feeds?.items ?? 20,
      hub: it.feeds?.hub ?? null,
      host: it.feeds?.host ?? null,
    },
    listing: { size: it.listing?.size ?? 20 },
    robots: { ai: it.robots?.ai ?? 'allow' },
    security:
      it.security === undefined || expires === null
        ? null
        : { contact: it.security.contact, expires },
    mirrors: it.mirrors ?? [],
    trust: it.trust ?? {},
    theme: it.theme ?? PLAIN_LOOK,
    images: it.images ?? null,
    cards: it.cards ?? null,
    search: it.search ?? null,
    front: it.front ?? null,
  };
}

function policiesOf(it: Fields): LabelledLink[] {
  return Object.entries(it.publisher?.policies ?? {}).map(([label, url]) => ({ label, url }));
}

function markersOf(it: Fields): Config['markers'] {
  const entries = Object.entries(it.markers ?? {}).map(([lang, own]) => {
    return [lang, { seeAlso: own.seeAlso ?? [], note: own.note ?? [] }] as const;
  });
  return Object.fromEntries(entries);
}

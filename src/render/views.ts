/**
 * What each template is given: the only list of fields there is. Templates are checked against it when
 * they are loaded, the TypeScript types of the views are derived from it, and so is the documentation.
 *
 * A field is `[type, what it is]`. Types: `text`, `url` (checked where it entered: safe in an href),
 * `html` (trusted markup, for `{{{ }}}` only), `number`, `flag`, `any` (free data, read by `lookup`), or
 * the name of a shape below; `?` behind it: null when absent; `[]` before it: a list. A view carries
 * every field, absent ones as null, so that a misspelt name can never pass for an absent value.
 * A url that leads into the site has the folder the site lies in already before it.
 */
import type { Html } from '../model.ts';

export const shapes = {
  link: {
    label: ['text', 'The words of the link'],
    url: ['url', 'Where it leads'],
    current: ['flag', 'True on the page it leads to'],
  },
  date: {
    iso: ['text', 'Machine-readable, for <time datetime>'],
    day: ['text', 'The day in words: 16 January 2020'],
    time: ['text?', 'The time of day: 09:30; null where the author gave only a day'],
    year: ['text', 'The year: 2020'],
  },
  credit: {
    joint: ['text', 'The words before this name: "By ", ", ", " and "'],
    name: ['text', 'The name as shown'],
    url: ['url', "The author's page"],
  },
  shortDate: {
    iso: ['text', 'Machine-readable, for <time datetime>'],
    day: ['text', 'The day in words: 16 January 2020'],
  },
  picture: {
    url: ['url', 'The picture'],
    alt: ['text', 'Its text alternative; empty for decoration'],
    caption: ['text?', 'Caption'],
    credit: ['text?', 'Who made it'],
    creditUrl: ['url?', 'Where the credit leads'],
    nature: ['text?', 'In words, when it is no plain photograph: "Archive picture"'],
  },
  card: {
    url: ['url', "The article's address"],
    title: ['text', 'Headline'],
    deck: ['text?', 'Standfirst'],
    kind: ['text', 'The kind in words: Opinion; Advertisement for what is paid for'],
    kindId: ['text', 'As a class name: opinion, or sponsored'],
    argues: [
      'flag',
      'True for opinion, interview and review: the author is named with the headline',
    ],
    mark: ['text?', 'What must be said first: Retracted, Draft, Scheduled'],
    markId: ['text?', 'The same as a class name: retracted, draft, scheduled, expired'],
    topic: ['link?', 'The first topic'],
    byline: ['[]credit', 'Authors, in order'],
    date: ['date', 'Date of publication'],
    image: ['picture?', 'The article’s picture'],
    lang: ['text?', 'Language, when it is not the language of the page'],
    dir: ['text?', 'Direction, when it is not the direction of the page'],
  },
  pagination: {
    number: ['number', 'This page, from 1'],
    total: ['number', 'Pages in all'],
    summary: ['text', 'In words: Page 2 of 9'],
    previous: ['url?', 'The page before (newer articles)'],
    next: ['url?', 'The page after (older articles)'],
  },
  month: {
    title: ['text', 'Name of the month'],
    cards: ['[]card', 'Its articles, newest first'],
  },
  entry: {
    title: ['text', 'Name of the topic, author or year'],
    url: ['url', 'Its page'],
    note: ['text?', 'One line about it: a role, an introduction’s first words'],
    count: ['text', 'Articles in words: 12 articles'],
    newest: ['card?', 'Its newest article'],
  },
  correction: {
    id: ['text', 'The id of its own anchor; holds a capital letter, as no id of a body does'],
    kind: ['text', 'In words: Correction'],
    kindId: ['text', 'correction, clarification, update or retraction'],
    date: ['date', 'When it was made'],
    text: ['text', 'What was wrong and what is right'],
    at: ['url?', 'The passage it is about'],
  },
  source: {
    title: ['text', 'Title of the source'],
    url: ['url?', 'Where it is'],
    detail: ['text?', 'Outlet, author and date in one line'],
    archived: ['url?', 'An archived copy'],
  },
  sponsor: {
    name: ['text', 'Who paid'],
    url: ['url?', 'Their site'],
    note: ['text?', 'What else must be said'],
  },
  seriesPart: {
    title: ['text', 'Name of the series'],
    part: ['text?', 'In words: Part 2'],
  },
  head: {
    title: ['text', 'For <title>'],
    name: ['text', 'The same without the name of the publication, for og:title'],
    description: ['text?', 'For the description'],
    canonical: ['url?', 'The canonical address, absolute'],
    type: ['text', 'For og:type: article or website'],
    locale: ['text', 'For og:locale: en_GB'],
    authors: ['[]text', 'Names, for the meta tag author'],
    section: ['text?', 'For article:section: the first topic'],
    image: ['url?', 'For og:image, absolute'],
    imageAlt: ['text?', 'Text alternative of that picture'],
    published: ['text?', 'For article:published_time'],
    modified: ['text?', 'For article:modified_time'],
    noindex: ['flag', 'True when engines must not list the page'],
    feeds: ['[]link', 'Feeds of this page, absolute'],
    previous: ['url?', 'For rel=prev'],
    next: ['url?', 'For rel=next'],
    lang: ['text', 'Language of the page'],
    dir: ['text', 'Direction of the page: ltr or rtl'],
  },
  site: {
    title: ['text', 'Name of the publication'],
    description: ['text?', 'What it is, in a sentence'],
    url: ['url', 'The front page'],
    lang: ['text', 'Language of the site'],
    nav: ['[]link', 'Navigation, as broadside.yaml lists it'],
    social: ['[]link', 'Accounts elsewhere'],
    feed: ['url', 'The feed of the whole site'],
    topics: ['[]link', 'The topics with most articles'],
    topicsUrl: ['url', 'The index of topics'],
    authorsUrl: ['url', 'The index of authors'],
    archiveUrl: ['url', 'The archive'],
    publisher: ['text', 'Who publishes it'],
    policies: ['[]link', 'Policies of the publisher'],
    license: ['text?', 'Terms for the whole site'],
    labels: ['labels', 'Fixed words of the theme in the language of the page'],
  },
  seeAlso: {
    title: ['text', 'Present headline of an article, or the words of a link'],
    url: ['url?', 'Where it leads; null when its target is withheld'],
    date: ['shortDate?', 'Date of the article'],
    byline: ['text?', 'Its authors in one line: By Ines Varrow and Odile Marsh'],
    lang: ['text?', 'Its language, when it is not that of the text round it'],
    dir: ['text?', 'Its direction, when it is not that of the text round it'],
  },
  labels: {
    skip: ['text', 'Skip to the content'],
    home: ['text', 'Front page'],
    sections: ['text', 'Name of the navigation, for screen readers'],
    latest: ['text', 'Latest'],
    more: ['text', 'Label over the articles after the latest'],
    earlier: ['text', 'Earlier articles'],
    later: ['text', 'Later articles'],
    articles: ['text', 'Articles, over a list of them'],
    pages: ['text', 'Name of the pagination, for screen readers'],
    topics: ['text', 'Topics'],
    topic: ['text', 'Topic, over the name of one'],
    authors: ['text', 'Authors'],
    author: ['text', 'Author, over the name of one'],
    archive: ['text', 'Archive'],
    feed: ['text', 'RSS feed'],
    seeAlso: ['text', 'See also'],
    referredToBy: ['text', 'Referred to by'],
    moreOn: ['text', 'More on, before the topics of an article'],
    sources: ['text', 'Sources'],
    corrections: ['text', 'Corrections'],
    correctedPassage: ['text', 'Go to the passage'],
    archived: ['text', 'archived copy'],
    updated: ['text', 'Updated'],
    newer: ['text', 'The next article in time'],
    older: ['text', 'The previous article in time'],
    neighbours: ['text', 'Name of the links to these two, for screen readers'],
    credit: ['text', 'Before the name of who made a picture'],
    license: ['text', 'Terms'],
    firstPublished: ['text', 'First published by'],
    formerly: ['text', 'Formerly'],
    sponsoredBy: ['text', 'Paid for by'],
    listen: ['text', 'Listen'],
    continueAt: ['text', 'Continue reading at'],
    openAt: ['text', 'Open at, before the name of a provider of recordings or films'],
    openNotice: ['text', 'That following such a link contacts that provider'],
    moved: ['text', 'What a page says that has moved'],
    notFound: ['text', 'Page not found'],
    notFoundText: ['text', 'What to do when a page is not there'],
    noArticles: ['text', 'What a list says while it is empty'],
    about: ['text', 'Heading of the links at the foot, for screen readers'],
    follow: ['text', 'Before the accounts elsewhere'],
    publishedBy: ['text', 'Before the name of the publisher'],
  },
} as const;

/** The fields of each page template. `head` and `site` are given to every one. */
export const templates = {
  front: {
    lead: [
      'card?',
      'The story of the day: the newest featured article, else the newest; null on older pages',
    ],
    secondary: ['[]card', 'The stories beside it, at most 2; none on older pages'],
    latest: ['[]card', 'The next ones as lines, at most 8; none on older pages'],
    more: ['[]card', 'The rest of this page'],
    pagination: ['pagination', 'Where this page stands'],
  },
  article: {
    article: ['card', 'The article itself'],
    content: ['html', 'The body'],
    updated: ['date?', 'When it was last updated, where that was declared'],
    place: ['text?', 'Where it was written'],
    topics: ['[]link', 'All its topics'],
    series: ['seriesPart?', 'The series it belongs to'],
    retraction: ['correction?', 'Its retraction, said before anything else'],
    notices: ['[]correction', 'Corrections shown at the head, without the retraction'],
    corrections: ['[]correction', 'Corrections shown at the foot'],
    formerTitles: ['[]text', 'Earlier headlines'],
    sponsor: ['sponsor?', 'Who paid for it'],
    audio: ['url?', 'A recording'],
    sources: ['[]source', 'Further sources'],
    seeAlso: ['[]card', 'From seeAlso: and not already shown in the text'],
    referredToBy: ['[]card', 'Articles that link here'],
    newer: ['card?', 'The next article in time'],
    older: ['card?', 'The one before'],
    republishedFrom: ['link?', 'Where it first appeared'],
    license: ['text?', 'Its terms'],
    extra: ['any', 'Free fields of the front matter'],
  },
  page: {
    title: ['text', 'Title'],
    deck: ['text?', 'Standfirst'],
    content: ['html', 'The body'],
  },
  listing: {
    kicker: ['text?', 'What kind of list: Topic, Author'],
    title: ['text', 'Heading'],
    note: ['text?', 'A line under the heading: a role, a count'],
    introduction: ['html?', 'The registry file’s text; on the first page only'],
    image: ['picture?', 'A portrait'],
    links: ['[]link', 'Links of an author'],
    feed: ['url?', 'Its feed'],
    cards: ['[]card', 'The articles of this page, newest first'],
    pagination: ['pagination', 'Where this page stands'],
  },
  year: {
    title: ['text', 'The year'],
    note: ['text?', 'A line under the heading: a count'],
    months: ['[]month', 'Months with articles, newest first'],
    pagination: ['pagination', 'Where this page stands'],
  },
  index: {
    title: ['text', 'Heading: Topics, Authors, Archive'],
    entries: ['[]entry', 'What there is'],
  },
  'not-found': {
    latest: ['[]card', 'The newest articles'],
  },
  redirect: {
    title: ['text', 'Headline of the page that was meant'],
    url: ['url', 'Where it is now'],
  },
} as const;

/** Templates of what stands inside an article's text. They know nothing of the page round them. */
export const inserts = {
  'see-also': {
    label: ['text', 'The marker as the author wrote it, or "See also"'],
    items: ['[]seeAlso', 'What it names'],
  },
  embed: {
    provider: ['text', 'Who would play it: YouTube'],
    url: ['url', 'Where it is'],
    title: ['text?', 'What it is called'],
    labels: ['labels', 'Fixed words in the language of the article'],
  },
  continue: {
    outlet: ['text', 'Name of the outlet'],
    url: ['url', 'Where the report goes on'],
    title: ['text?', 'Title of the report'],
    labels: ['labels', 'Fixed words in the language of the article'],
  },
} as const;

type Shapes = typeof shapes;
type Value<T> = T extends `[]${infer Item}`
  ? readonly Value<Item>[]
  : T extends `${infer Present}?`
    ? Value<Present> | null
    : T extends 'text' | 'url'
      ? string
      : T extends 'html'
        ? Html
        : T extends 'number'
          ? number
          : T extends 'flag'
            ? boolean
            : T extends keyof Shapes
              ? View<Shapes[T]>
              : unknown;

/** The plain data that fields describe. */
export type View<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends readonly [infer Type, string]
    ? Value<Type>
    : never;
};

export type ViewOf<Name extends keyof Shapes> = View<Shapes[Name]>;

/** Templates that make a page. */
export type PageName = keyof typeof templates;

/** Templates of what stands inside an article's text. */
export type InsertName = keyof typeof inserts;

export type TemplateName = PageName | InsertName;

/** Everything a template sees. */
export type PageView<Name extends TemplateName> = Name extends PageName
  ? View<(typeof templates)[Name]> & {
      readonly head: ViewOf<'head'>;
      readonly site: ViewOf<'site'>;
    }
  : Name extends InsertName
    ? View<(typeof inserts)[Name]>
    : never;

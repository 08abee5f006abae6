/**
 * What each template is given: with `page-fields.ts` (what each page has), `insert-fields.ts` (what stands inside a
 * text) and `label-fields.ts` (fixed words) the only list of fields there is. Templates are checked against it when
 * they are loaded, the TypeScript types of the views are derived from it, and so is the documentation.
 *
 * A field is `[type, what it is]`. Types: `text`, `url` (checked where it entered: safe in an href),
 * `html` (trusted markup, for `{{{ }}}` only), `number`, `flag`, `any` (free data, read by `lookup`), or
 * the name of a shape below; `?` behind it: null when absent; `[]` before it: a list. A view carries
 * every field, absent ones as null, so that a misspelt name can never pass for an absent value.
 * A url that leads into the site has the folder the site lies in already before it.
 */
import type { Html } from '../model.ts';
import { inserts } from './insert-fields.ts';
import { labelFields } from './label-fields.ts';
import { templates } from './page-fields.ts';

export { inserts, templates };

const fields = {
  link: {
    label: ['text', 'The words of the link'],
    url: ['url', 'Where it leads'],
    current: ['flag', 'True on the page it leads to'],
  },
  date: {
    iso: ['text', 'Machine-readable, for <time datetime>'],
    day: ['text', 'The day in words: 16 January 2020'],
    time: ['text?', 'The time of day: 09:30; null where the author gave only a day'],
    text: ['text', 'Both as one: 16 January 2020, 09:30; the day alone where there is no time'],
    year: ['text', 'The year: 2020'],
  },
  credit: {
    joint: ['text', 'The words before this name: "By ", ", ", " and ", ", translated by "'],
    name: ['text', 'The name as shown'],
    url: ['url', "The author's page"],
    after: ['text', 'The words behind this name: " in Beirut", " (economist)"; mostly empty'],
    role: ['text?', 'What this author did, as front matter has it'],
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
    license: ['text?', 'Its terms'],
    nature: ['text?', 'In words, when it is no plain photograph: "Archive picture"'],
  },
  card: {
    url: ['url', "The article's address"],
    title: ['text', 'Headline'],
    long: ['flag', 'True for a headline of so many letters that it is set smaller where it leads'],
    deck: ['text?', 'Standfirst'],
    kind: ['text', 'The kind in words: Opinion; Advertisement for what is paid for'],
    kindId: ['text', 'As a class name: opinion, or sponsored'],
    kindUrl: ['url?', 'The page of its kind; only on the article’s own page'],
    argues: [
      'flag',
      'True for opinion, interview and review: the author is named with the headline',
    ],
    mark: ['text?', 'What must be said first: Retracted, Draft, Scheduled'],
    paid: [
      'text?',
      'Advertisement, for where nothing says its kind; null for all but what is paid for',
    ],
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
    previousLabel: ['text', 'The words of the link to the page before: Later articles'],
    nextLabel: ['text', 'The words of the link to the page after: Earlier articles'],
  },
  month: {
    id: ['text', 'Of its heading: Month-05'],
    title: ['text', 'Name of the month'],
    days: ['[]day', 'Its days with articles, newest first'],
  },
  day: {
    iso: ['text', 'Machine-readable, for <time datetime>'],
    number: ['text', 'The day of the month: 16'],
    cards: ['[]card', 'Its articles, newest first'],
  },
  yearOfCards: {
    title: ['text', 'The year'],
    cards: ['[]card', 'Its articles, newest first'],
  },
  entry: {
    title: ['text', 'Name of the topic, author, year, kind, series or source'],
    url: ['url', 'Its page'],
    note: ['text?', 'One line about it: the role of an author, the country of a source'],
    count: ['text', 'How much there is, in words: 12 articles, 3 parts, Cited 14 times'],
    share: ['number', 'How much that is of the most in its list, in tenths: 1 to 10'],
    parts: ['[]entryPart', 'The months of a year, in their order; none for anything else'],
    newest: ['card?', 'Its newest article'],
  },
  entryPart: {
    title: ['text', 'Name of the month'],
    url: ['url', 'Where its articles begin'],
    count: ['text', 'How many there are, as a figure'],
  },
  band: {
    shape: ['text', 'As a class name: large, thirds, voices, dossier, record, lines'],
    title: ['text', 'Its heading'],
    url: ['url?', 'Where the rest is'],
    rest: ['text', 'The words of that link'],
    first: ['card?', 'The story that is shown large; null in a band of equals'],
    lines: ['[]card', 'Stories shown as lines'],
    cards: ['[]card', 'Stories of equal weight'],
    voices: ['[]card', 'Stories that begin with who argues'],
    events: ['[]event', 'What happened last, in a dossier'],
    corrections: ['[]listedCorrection', 'The latest corrections, in a record'],
    outlets: ['[]entry', 'The outlets cited most, in a record'],
    outletsUrl: ['url?', 'The list of all sources, in a record'],
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
    title: ['text', 'Title of the work; where nobody gave one, its address, or its outlet'],
    url: ['url?', 'Where it is'],
    outlet: ['text?', 'The outlet it appeared in; null where the title says it, or nothing does'],
    outletUrl: ['url?', 'The page of that outlet on this site'],
    author: ['text?', 'Who wrote it'],
    date: ['text?', 'When it appeared, in words'],
    detail: ['text?', 'Both in one line'],
    archived: ['url?', 'An archived copy'],
    lang: ['text?', 'Language of the work, when it is not that of the page'],
    dir: ['text?', 'Direction of its title, likewise'],
  },
  citing: {
    article: ['card', 'An article that cites an outlet'],
    works: ['[]source', 'What it cites of it'],
  },
  formerTitle: {
    sentence: ['text?', 'When it was the headline, in a sentence; null where nobody says'],
    title: ['text', 'The headline itself'],
  },
  yearOfEvents: {
    title: ['text', 'The year'],
    events: ['[]event', 'What happened in it, the earliest first'],
  },
  translation: {
    language: ['text', 'Name of the language in itself; the headline, where it has no name'],
    title: ['text', 'Headline'],
    url: ['url', 'The article in that language'],
    lang: ['text', 'The language'],
    dir: ['text', 'Its direction'],
  },
  recording: {
    url: ['url', 'The recording'],
    type: ['text?', 'Its media type'],
    film: ['flag', 'True when it has pictures'],
    player: ['text', 'For the script that plays what lies elsewhere: audio or video'],
    duration: ['text?', 'How long it is: 25:30'],
    elsewhere: ['facade?', 'What is said before it, where it lies on another site'],
  },
  facade: {
    provider: ['text', 'Who would play it: the name or the host'],
    play: ['text', 'The words of the link: Play at YouTube'],
    load: ['text', 'The words of a button that would load it into the page'],
    notice: ['text', 'That nothing is loaded from the provider before the click'],
  },
  promo: {
    label: ['text', 'What it is: Advertisement, From the publisher'],
    mark: ['text?', 'What must be said first: Scheduled'],
    title: ['text', 'Title'],
    url: ['url', 'Where it leads'],
    sponsored: ['flag', 'True when somebody paid for it: its links are rel="sponsored noopener"'],
    image: ['picture?', 'A picture'],
    text: ['html?', 'The text of its file; always there when a page is rendered'],
    lang: ['text?', 'Its language, when it is not that of the page'],
    dir: ['text?', 'Its direction, likewise'],
  },
  sponsor: {
    name: ['text', 'Who paid'],
    url: ['url?', 'Their site'],
    note: ['text?', 'What else must be said'],
  },
  seriesPart: {
    title: ['text', 'Name of the series'],
    url: ['url', 'Its page'],
    part: ['text?', 'In words: Part 2 of 5'],
    previous: ['card?', 'The part before'],
    next: ['card?', 'The part after'],
  },
  part: {
    number: ['text?', 'In words: Part 2; null where the author gave none'],
    article: ['card', 'The article'],
  },
  readMore: {
    label: ['text', 'The words before the link: Read more Iraq news:'],
    title: ['text', 'The words of the link: The Dispatch Iraq Files'],
    url: ['url', 'The page of the topic'],
  },
  event: {
    date: ['shortDate', 'A day, a month or a year'],
    text: ['text', 'What happened'],
    title: ['text', 'Headline of the article that tells it; says so if it is retracted'],
    url: ['url', 'That article'],
    lang: ['text?', 'Its language, when it is not that of the page'],
    dir: ['text?', 'Its direction, likewise'],
  },
  listedCorrection: {
    kind: ['text', 'In words: Correction'],
    kindId: ['text', 'correction, clarification, update or retraction'],
    date: ['date', 'When it was made'],
    text: ['text', 'What was wrong and what is right'],
    url: ['url', 'The notice on the page of the article'],
    article: ['card', 'The article'],
  },
  yearOfCorrections: {
    title: ['text', 'The year'],
    corrections: ['[]listedCorrection', 'Its corrections: retractions, then the newest first'],
  },
  feedGroup: {
    title: ['text', 'What these are feeds of: Topics, Authors'],
    feeds: ['[]link', 'The feeds'],
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
    tags: ['[]text', 'For article:tag: the topics'],
    authorUrls: ['[]url', 'For article:author: the pages of the authors, absolute'],
    versions: ['[]version', 'For hreflang: the page in each of its languages, itself among them'],
    structuredData: ['html?', 'A <script> element with what the page says to engines (JSON-LD)'],
    feeds: ['[]link', 'Feeds of this page, absolute'],
    previous: ['url?', 'For rel=prev'],
    next: ['url?', 'For rel=next'],
    lang: ['text', 'Language of the page'],
    dir: ['text', 'Direction of the page: ltr or rtl'],
    arabic: ['flag', 'True where the page is in Arabic script'],
    cyrillic: ['flag', 'True where the page is in Cyrillic script'],
  },
  version: {
    lang: ['text', 'Language, or x-default for readers of any other'],
    url: ['url', 'The page in that language, absolute'],
  },
  site: {
    title: ['text', 'Name of the publication'],
    nameplate: ['text', 'The same as it stands at the head of each page'],
    nameplateLong: ['flag', 'True for a name of so many letters that it is set smaller'],
    nameplateImage: ['url?', 'A picture of it, in its place'],
    description: ['text?', 'What it is, in a sentence'],
    url: ['url', 'The front page'],
    lang: ['text?', 'Language of the site, when it is not the language of the page'],
    dir: ['text?', 'Direction of the site, when it is not the direction of the page'],
    nav: ['[]link', 'Navigation, as broadside.yaml lists it'],
    social: ['[]link', 'Accounts elsewhere'],
    feed: ['url', 'The feed of the whole site'],
    topics: ['[]link', 'The topics with most articles'],
    topicsUrl: ['url', 'The index of topics'],
    authorsUrl: ['url', 'The index of authors'],
    archiveUrl: ['url', 'The archive'],
    kindsUrl: ['url?', 'The index of kinds; null while there are no articles'],
    seriesUrl: ['url?', 'The list of series; null while there are none'],
    sourcesUrl: ['url?', 'The list of sources; null while there are none'],
    correctionsUrl: ['url?', 'The list of corrections; null while there are none'],
    feedsUrl: ['url', 'The list of feeds'],
    publisher: ['text', 'Who publishes it'],
    policies: ['[]link', 'Policies of the publisher'],
    license: ['text?', 'Terms for the whole site'],
    labels: ['labels', 'Fixed words of the theme in the language of the site'],
  },
  seeAlso: {
    title: ['text', 'Present headline of an article, or the words of a link'],
    url: ['url?', 'Where it leads; null when its target is withheld'],
    date: ['shortDate?', 'Date of the article'],
    byline: ['text?', 'Its authors in one line: By Ines Varrow and Odile Marsh'],
    lang: ['text?', 'Its language, when it is not that of the text round it'],
    dir: ['text?', 'Its direction, when it is not that of the text round it'],
  },
} as const;

export const shapes: typeof fields & { readonly labels: typeof labelFields } = {
  ...fields,
  labels: labelFields,
};

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

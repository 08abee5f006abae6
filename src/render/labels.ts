/**
 * The fixed words of the theme, by language; `labels` in broadside.yaml overrides any of them. A language is
 * added as one more row: no sentence is put together from parts that a language might order otherwise.
 */
import { nearest } from '../base/nearest.ts';
import type { Config } from '../config/config.ts';
import { unknownLabel } from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ArticleKind, Correction, Moment, Picture } from '../model.ts';
import type { ViewOf } from './views.ts';

/** Words of one language, and what views say in them. */
export interface Words {
  readonly labels: ViewOf<'labels'>;
  kind(kind: ArticleKind): string;
  /** What must be said of an article first: `retracted`, `draft`, `scheduled`, `expired`, `sponsored`. */
  mark(id: string): string;
  correction(kind: Correction['kind']): string;
  /** Null for a plain photograph, which needs no words. */
  nature(nature: NonNullable<Picture['nature']>): string | null;
  date(moment: Moment): ViewOf<'date'>;
  /** A day, month or year (`2020-01-16`, `2020-01`, `2020`) in words. */
  partialDate(date: string): string;
  /** The name of a month, from 1 to 12. */
  month(number: number): string;
  /** The words before a name of a byline: at 0 `By `, before the last of several ` and `. */
  joint(at: number, names: number): string;
  pageOf(number: number, total: number): string;
  articles(count: number): string;
  part(number: number): string;
}

/** The words of a language (`en-GB` falls back on `en`, any other on English), with the site's own. */
export function wordsOf(lang: string, overrides: Config['labels']): Words {
  const row = rowOf(lang);
  const own = [overrides[primaryOf(lang)], overrides[lang]];
  const say = (key: Key): string =>
    own.reduce(
      (words, it) => (it !== undefined && Object.hasOwn(it, key) ? (it[key] ?? words) : words),
      row.words[key],
    );
  const fill = (key: Key, values: Readonly<Record<string, string | number>>): string =>
    say(key).replace(/\{([a-z]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  const months = say('months').split(/\s*\|\s*/);
  const month = (number: number): string => months[number - 1] ?? String(number);
  return {
    labels: labelsFrom(say),
    kind: (kind) => say(KINDS[kind]),
    mark: (id) => say(MARKS[id] ?? 'markDraft'),
    correction: (kind) => say(CORRECTIONS[kind]),
    nature: (nature) => (nature === 'photograph' ? null : say(NATURES[nature])),
    date: (moment) => {
      const [year = '', number = '', day = ''] = moment.day.split('-');
      const time = moment.time?.slice(0, 5) ?? null;
      return {
        iso: time === null ? moment.day : `${moment.day}T${time}${moment.offset}`,
        day: fill('date', { day: Number(day), month: month(Number(number)), year: Number(year) }),
        time,
        year: String(Number(year)),
      };
    },
    partialDate: (date) => {
      const [year = '', number, day] = date.split('-');
      if (number === undefined) return year;
      const name = month(Number(number));
      if (day === undefined) return fill('month', { month: name, year: Number(year) });
      return fill('date', { day: Number(day), month: name, year: Number(year) });
    },
    month,
    joint: (at, names) => say(at === 0 ? 'by' : at === names - 1 ? 'and' : 'comma'),
    pageOf: (number, total) => fill('pageOf', { number, total }),
    articles: (count) =>
      fill(row.plural(count) === 'one' ? 'articlesOne' : 'articlesOther', { count }),
    part: (number) => fill('part', { number }),
  };
}

/** A warning for each key of `labels` that no template and no view says. */
export function checkLabels(overrides: Config['labels']): Diagnostic[] {
  const keys = Object.keys(ENGLISH);
  return Object.entries(overrides).flatMap(([lang, words]) =>
    Object.keys(words)
      .filter((key) => !keys.includes(key))
      .map((key) => unknownLabel(lang, key, nearest(key, keys))),
  );
}

const ENGLISH = {
  skip: 'Skip to the content',
  home: 'Front page',
  sections: 'Sections',
  latest: 'Latest',
  more: 'Earlier',
  earlier: 'Earlier articles',
  later: 'Later articles',
  articles: 'Articles',
  pages: 'Pages',
  topics: 'Topics',
  topic: 'Topic',
  authors: 'Authors',
  author: 'Author',
  archive: 'Archive',
  feed: 'RSS feed',
  seeAlso: 'See also',
  referredToBy: 'Referred to by',
  moreOn: 'More on',
  sources: 'Sources',
  corrections: 'Corrections',
  correctedPassage: 'Go to the passage',
  archived: 'archived copy',
  updated: 'Updated',
  newer: 'Next',
  older: 'Previous',
  neighbours: 'Next and previous articles',
  credit: 'Picture:',
  license: 'Terms:',
  firstPublished: 'First published by',
  formerly: 'Formerly:',
  sponsoredBy: 'Paid for by',
  listen: 'Listen to this article',
  continueAt: 'Continue reading at',
  openAt: 'Open at',
  openNotice: 'Following the link contacts the provider, which then learns of your visit.',
  moved: 'This page has moved:',
  notFound: 'Page not found',
  notFoundText:
    'There is no page at this address. It may have been moved, or the address may be misspelt.',
  noArticles: 'There are no articles here yet.',
  about: 'About this site',
  follow: 'Elsewhere:',
  publishedBy: 'Published by',
  by: 'By ',
  comma: ', ',
  and: ' and ',
  date: '{day} {month} {year}',
  month: '{month} {year}',
  months:
    'January | February | March | April | May | June | July | August | September | October | November | December',
  pageOf: 'Page {number} of {total}',
  articlesOne: '{count} article',
  articlesOther: '{count} articles',
  part: 'Part {number}',
  kindNews: 'News',
  kindOpinion: 'Opinion',
  kindAnalysis: 'Analysis',
  kindBackground: 'Background',
  kindInterview: 'Interview',
  kindReview: 'Review',
  kindSatire: 'Satire',
  markRetracted: 'Retracted',
  markSponsored: 'Advertisement',
  markDraft: 'Draft',
  markScheduled: 'Scheduled',
  markExpired: 'Expired',
  correction: 'Correction',
  clarification: 'Clarification',
  update: 'Update',
  retraction: 'Retracted',
  natureArchive: 'Archive picture',
  natureIllustration: 'Illustration',
  natureGenerated: 'Picture generated by software',
} as const;

type Key = keyof typeof ENGLISH;

interface Row {
  readonly words: Readonly<Record<Key, string>>;
  /** The plural of a count (Unicode CLDR). */
  readonly plural: (count: number) => 'one' | 'other';
}

const IN_ENGLISH: Row = {
  words: ENGLISH,
  plural: (count) => (count === 1 ? 'one' : 'other'),
};

const ROWS: Readonly<Record<string, Row>> = { en: IN_ENGLISH };

const KINDS: Readonly<Record<ArticleKind, Key>> = {
  news: 'kindNews',
  opinion: 'kindOpinion',
  analysis: 'kindAnalysis',
  background: 'kindBackground',
  interview: 'kindInterview',
  review: 'kindReview',
  satire: 'kindSatire',
};

const MARKS: Readonly<Record<string, Key>> = {
  retracted: 'markRetracted',
  sponsored: 'markSponsored',
  draft: 'markDraft',
  scheduled: 'markScheduled',
  expired: 'markExpired',
};

const CORRECTIONS: Readonly<Record<Correction['kind'], Key>> = {
  correction: 'correction',
  clarification: 'clarification',
  update: 'update',
  retraction: 'retraction',
};

const NATURES: Readonly<Record<'archive' | 'illustration' | 'generated', Key>> = {
  archive: 'natureArchive',
  illustration: 'natureIllustration',
  generated: 'natureGenerated',
};

function rowOf(lang: string): Row {
  return ROWS[lang] ?? ROWS[primaryOf(lang)] ?? IN_ENGLISH;
}

function primaryOf(lang: string): string {
  return lang.split('-')[0] ?? lang;
}

function labelsFrom(say: (key: Key) => string): ViewOf<'labels'> {
  return {
    skip: say('skip'),
    home: say('home'),
    sections: say('sections'),
    latest: say('latest'),
    more: say('more'),
    earlier: say('earlier'),
    later: say('later'),
    articles: say('articles'),
    pages: say('pages'),
    topics: say('topics'),
    topic: say('topic'),
    authors: say('authors'),
    author: say('author'),
    archive: say('archive'),
    feed: say('feed'),
    seeAlso: say('seeAlso'),
    referredToBy: say('referredToBy'),
    moreOn: say('moreOn'),
    sources: say('sources'),
    corrections: say('corrections'),
    correctedPassage: say('correctedPassage'),
    archived: say('archived'),
    updated: say('updated'),
    newer: say('newer'),
    older: say('older'),
    neighbours: say('neighbours'),
    credit: say('credit'),
    license: say('license'),
    firstPublished: say('firstPublished'),
    formerly: say('formerly'),
    sponsoredBy: say('sponsoredBy'),
    listen: say('listen'),
    continueAt: say('continueAt'),
    openAt: say('openAt'),
    openNotice: say('openNotice'),
    moved: say('moved'),
    notFound: say('notFound'),
    notFoundText: say('notFoundText'),
    noArticles: say('noArticles'),
    about: say('about'),
    follow: say('follow'),
    publishedBy: say('publishedBy'),
  };
}

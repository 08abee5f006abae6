import * as z from 'zod';
import { isMoment, readMoment } from '../../base/moment.ts';
import { readFileName, slugOf, slugWithoutWords } from '../../base/slug.ts';
import { placeOf } from '../../config/check-fields.ts';
import { directionOf } from '../../config/direction.ts';
import {
  fields,
  flag,
  language,
  line,
  listOf,
  moment,
  named,
  oneOf,
  orJust,
  pageUrl,
  partialDate,
  scalar,
  shown,
  text,
  webUrl,
  whole,
  worded,
} from '../../config/pieces.ts';
import { dateDiffers, dateMissing } from '../../diagnostics/catalog/front-matter.ts';
import type { ArticleSummary, Correction, FormerTitle, Moment, TextFace } from '../../model.ts';
import { formerAddress, labelledLink, picture, pictureOf, slug, topic } from './pieces.ts';
import {
  isWritten,
  perTimezone,
  readFields,
  refer,
  refuse,
  type Sheet,
  titleOf,
  TOP,
} from './sheet.ts';

/** Reads the header of an article (NEWSROOM.md, "Front matter of an article"). */
export function articleHeader(
  sheet: Sheet,
): Omit<ArticleSummary, 'references' | keyof TextFace> | null {
  const topics = sheet.plain.data['topics'];
  if (typeof topics === 'string' && /[,;]/.test(topics)) {
    const hint = `Write topics: [${topics
      .split(/[,;]/)
      .map((it) => it.trim())
      .join(', ')}].`;
    refuse(sheet, 'topics', `${shown(topics)} is one topic with a comma in it`, hint);
  }
  const typedDate = sheet.plain.data['date'];
  const it = readFields(sheet, schemaFor(sheet.options));
  const title = titleOf(sheet, it.title);
  const date = dateOf(sheet, it.date, typeof typedDate === 'string' ? typedDate : '');
  if (it.deck !== undefined && it.description !== undefined) {
    refuse(
      sheet,
      'description',
      'is another name of "deck", which is here too',
      'Keep one of them.',
    );
  }
  const seeAlso = (it.seeAlso ?? []).map((text, at) =>
    refer(sheet, 'field', text, `seeAlso.${at}`),
  );
  const translationOf =
    it.translationOf === undefined
      ? null
      : refer(sheet, 'field', it.translationOf, 'translationOf');
  const from = it.publish ?? date;
  if (it.expires !== undefined && from !== null && it.expires.instant <= from.instant) {
    const hint = 'Let it expire after its `publish` (or `date`), or take one of them out.';
    refuse(sheet, 'expires', 'lies before the article goes live', hint);
  }
  const image = pictureOf(sheet, it.image, 'needed');
  const recording =
    it.audio?.url.startsWith('/') === true ? refer(sheet, 'link', it.audio.url, 'audio.url') : null;
  if (title === null || date === null) return null;
  const { words } = readFileName(sheet.path);
  const lang = it.lang ?? sheet.options.language;
  return {
    of: 'article',
    title,
    slug: it.slug ?? slugOf(words) ?? slugWithoutWords(date.day, words),
    deck: it.deck ?? it.description ?? null,
    date,
    updated: it.updated ?? null,
    id: it.id ?? null,
    aliases: it.aliases ?? [],
    authors: it.authors ?? [],
    place: it.place ?? null,
    formerTitles: it.formerTitles ?? [],
    kind: it.kind ?? sheet.options.kind,
    topics: it.topics ?? [],
    image,
    seeAlso,
    sources: it.sources ?? [],
    corrections: it.corrections ?? [],
    sponsor: it.sponsor ?? null,
    draft: it.draft ?? false,
    publish: it.publish ?? null,
    expires: it.expires ?? null,
    series: it.series ?? null,
    lang,
    dir: it.dir ?? (lang === sheet.options.language ? sheet.options.dir : directionOf(lang)),
    translationOf,
    canonical: it.canonical ?? null,
    republishedFrom: it.republishedFrom ?? null,
    license: it.license ?? null,
    events: it.events ?? [],
    featured: it.featured ?? false,
    noindex: it.noindex ?? false,
    audio: it.audio === undefined ? null : { reference: recording, ...it.audio },
    extra: it.extra ?? {},
  };
}

const credit = orJust(
  'name',
  fields({ id: line.optional(), name: line.optional(), role: line.optional() }).transform(
    ({ id, name, role = null }, context) => {
      const who = id ?? name;
      if (who !== undefined && (id === undefined || name === undefined)) return { who, role };
      const message = worded('an author has either an id or a name', 'Write one of the two.');
      context.issues.push({ code: 'custom', message, input: who });
      return { who: '', role };
    },
  ),
);

const source = fields({
  title: line,
  url: webUrl.optional(),
  outlet: line.optional(),
  date: partialDate.optional(),
  author: line.optional(),
  archived: webUrl.optional(),
}).transform(({ title, url, outlet, date, author, archived }) => ({
  title,
  url: url ?? null,
  outlet: outlet ?? null,
  date: date ?? null,
  author: author ?? null,
  archived: archived ?? null,
}));

const sponsor = orJust(
  'name',
  fields({ name: line, url: webUrl.optional(), note: text.optional() }).transform(
    ({ name, url, note }) => ({ name, url: url ?? null, note: note ?? null }),
  ),
);

const series = orJust(
  'id',
  fields({ id: topic, part: whole(1, 9999).optional() }).transform(({ id, part }) => ({
    id,
    part: part ?? null,
  })),
);

const audio = orJust(
  'url',
  fields({
    url: pageUrl,
    length: whole(0, Number.MAX_SAFE_INTEGER).optional(),
    type: scalar('a media type', (it) => {
      const value = it.trim().toLowerCase();
      if (/^(?:audio|video)\/[a-z0-9.+-]+$/.test(value)) return { value };
      return { wrong: `${shown(it)} is no media type`, hint: 'Write audio/mpeg for an MP3.' };
    }).optional(),
    duration: scalar('a duration', (it) => {
      const value = it.trim();
      if (/^(?:\d+|(?:\d+:)?\d{1,2}:[0-5]\d)$/.test(value)) return { value };
      return { wrong: `${shown(it)} is no duration`, hint: 'Write 25:30, 1:05:00, or seconds.' };
    }).optional(),
  }).transform(({ url, length, type, duration }) => ({
    url,
    length: length ?? null,
    type: type ?? null,
    duration: duration ?? null,
  })),
);

const anchor = scalar('an anchor', (it) => {
  const value = it.trim().replace(/^#/, '');
  if (/^\S+$/.test(value)) return { value };
  return {
    wrong: `${shown(it)} is no anchor`,
    hint: 'Write the id of a heading: "#the-second-reading".',
  };
});

const correction = (when: z.ZodType<Moment>): z.ZodType<Correction> =>
  fields({
    date: when,
    kind: oneOf(['correction', 'clarification', 'update', 'retraction']).optional(),
    text,
    prominence: oneOf(['head', 'foot']).optional(),
    at: anchor.optional(),
  }).transform(({ date, kind = 'correction', text, prominence, at }): Correction => {
    const head = kind === 'correction' || kind === 'retraction';
    return { date, kind, text, prominence: prominence ?? (head ? 'head' : 'foot'), at: at ?? null };
  });

const formerTitle = (when: z.ZodType<Moment>): z.ZodType<FormerTitle> =>
  orJust(
    'title',
    fields({ title: line, until: when.optional() }).transform(({ title, until }) => ({
      title,
      until: until ?? null,
    })),
  );

const schemaFor = perTimezone((timezone) => {
  const when = moment(timezone);
  return fields({
    title: line.optional(),
    deck: line.optional(),
    description: line.optional(),
    date: when.optional(),
    updated: when.optional(),
    id: line.optional(),
    slug: slug.optional(),
    aliases: listOf(formerAddress).optional(),
    authors: listOf(credit).optional(),
    place: line.optional(),
    formerTitles: listOf(formerTitle(when)).optional(),
    kind: oneOf([
      'news',
      'opinion',
      'analysis',
      'background',
      'interview',
      'review',
      'satire',
    ]).optional(),
    topics: listOf(topic).optional(),
    image: picture.optional(),
    seeAlso: listOf(line).optional(),
    sources: listOf(source).optional(),
    corrections: listOf(correction(when)).optional(),
    sponsor: sponsor.optional(),
    draft: flag.optional(),
    publish: when.optional(),
    expires: when.optional(),
    series: series.optional(),
    lang: language.optional(),
    dir: oneOf(['ltr', 'rtl']).optional(),
    translationOf: line.optional(),
    canonical: webUrl.optional(),
    republishedFrom: labelledLink.optional(),
    license: line.optional(),
    events: listOf(fields({ date: partialDate, text })).optional(),
    featured: flag.optional(),
    noindex: flag.optional(),
    audio: audio.optional(),
    extra: named(z.unknown()).optional(),
  });
});

/** The article's date: `date:`, or the day in the file's name. Reports when there is neither. */
function dateOf(sheet: Sheet, date: Moment | undefined, typed: string): Moment | null {
  const { day } = readFileName(sheet.path);
  const place = placeOf(sheet.plain, 'date') ?? TOP;
  if (date !== undefined) {
    // With an offset, the day as typed and the day in the site's timezone may be two.
    const written = typed.trim().slice(0, 10);
    if (day !== null && day !== date.day && day !== written) {
      sheet.diagnostics.push(dateDiffers(sheet.path, place, day, date.day));
    }
    return date;
  }
  if (day !== null) {
    const found = readMoment(day, sheet.options.timezone);
    if (isMoment(found)) return found;
    refuse(sheet, 'date', `${found.message} (it is the day in the file name)`, found.hint);
  } else if (!isWritten(sheet, 'date')) {
    sheet.diagnostics.push(dateMissing(sheet.path, place));
  }
  return null;
}

/**
 * The bands of the front page below the lead: those that `front:` names, or else such as the edition has enough
 * for. No article stands on the front twice, and no two bands beside each other have the same shape.
 */
import { CORRECTIONS, kindAddress, SOURCES } from '../../addresses.ts';
import type { FrontBand } from '../../config/config.ts';
import type { Address, ArticleKind, SourcePath, Topic } from '../../model.ts';
import type { ViewOf } from '../views.ts';
import type { Context } from './context.ts';
import { listedCorrection } from './corrections.ts';
import { entryOf } from './listing.ts';
import { dossierTitle, timelineOf } from './topic.ts';
import { cardOf, href, siteTongue } from './views.ts';

type Band = ViewOf<'band'>;

/** What bands take their stories from. */
interface Pool {
  readonly context: Context;
  /** In reading order. */
  readonly candidates: readonly SourcePath[];
  /** What the page shows already; what a band takes is added. */
  readonly shown: Set<SourcePath>;
  /** Pictures that the page shows already, by URL. */
  readonly pictures: Set<string>;
}

type Test = (path: SourcePath) => boolean;

const MOST_BANDS = 6;
/** A band of its own is worth so many things where nobody asked for it. */
const LEAST = 2;
const LARGE = 4;
const THIRDS = 3;
const VOICES = 4;
const LINES = 9;
const EVENTS = 3;
const CORRECTED = 3;
const OUTLETS = 6;

/** The bands in their order. What they show is added to `shown` and to `pictures`. */
export function bandsOf(pool: Pool): Band[] {
  const { front } = pool.context.config;
  const wanted = front ?? automatic(pool.context);
  const made: Band[] = [];
  for (const it of wanted) {
    if (front === null && made.length === MOST_BANDS) break;
    const before = made.findLast(({ shape }) => shape === 'large' || shape === 'thirds');
    const band = bandOf(pool, it, front === null ? LEAST : 1, before?.shape ?? null);
    if (band !== null) made.push(withOwnPicture(band, pool.pictures));
  }
  return made;
}

/** What an edition may have: its largest topics, with what argues, a dossier and the record between them. */
function automatic({ edition }: Context): FrontBand[] {
  const told = new Set(
    edition.articles.flatMap(({ summary, topics }) =>
      summary.events.length === 0 ? [] : topics.map((it) => it.id),
    ),
  );
  const topics = [...edition.topics].sort((a, b) => b.articles.length - a.articles.length);
  const dossier = topics.find((it) => it.entry !== null && told.has(it.id));
  const [first, second, third] = topics.filter((it) => it !== dossier);
  const topic = (it: Topic | undefined): FrontBand[] =>
    it === undefined ? [] : [{ band: 'topic', id: it.id }];
  return [
    ...topic(first),
    { band: 'opinion' },
    ...(dossier === undefined ? [] : [{ band: 'dossier', id: dossier.id } as const]),
    ...topic(second),
    { band: 'record' },
    ...topic(third),
  ];
}

/** A band; null where there are fewer than `least` things for it, or no topic or kind of that id. */
function bandOf(pool: Pool, it: FrontBand, least: number, before: string | null): Band | null {
  const { edition } = pool.context;
  switch (it.band) {
    case 'topic': {
      const topic = edition.topics.find(({ id }) => id === it.id);
      return topic === undefined ? null : stories(pool, topic, least, before);
    }
    case 'kind': {
      const kind = edition.kinds.find(({ id }) => id === it.id);
      if (kind === undefined) return null;
      return stories(pool, { ...kind, title: kindName(pool, it.id) }, least, before);
    }
    case 'opinion':
      return voices(pool, least);
    case 'dossier': {
      const topic = edition.topics.find(({ id }) => id === it.id);
      return topic === undefined ? null : dossierBand(pool, topic, least);
    }
    case 'record':
      return record(pool, least);
    case 'latest': {
      const lines = take(pool, () => true, LINES);
      const { latest } = labelsOf(pool);
      return lines.length < least ? null : made(pool, 'lines', latest, null, { lines });
    }
  }
}

/** Stories of equal weight, or one over the others: what the last such band was not. Two after one are lines. */
function stories(
  pool: Pool,
  list: Pick<Topic, 'title' | 'address' | 'articles'>,
  least: number,
  before: string | null,
): Band | null {
  const own = new Set(list.articles);
  const from: Test = (it) => own.has(it);
  const enough = left(pool, from);
  if (enough < least) return null;
  if (before === 'large') {
    const cards = take(pool, from, THIRDS);
    if (enough < THIRDS) return made(pool, 'lines', list.title, list.address, { lines: cards });
    return made(pool, 'thirds', list.title, list.address, { cards });
  }
  const [first = null, ...lines] = take(pool, from, LARGE);
  return made(pool, 'large', list.title, list.address, { first, lines });
}

function voices(pool: Pool, least: number): Band | null {
  const { context } = pool;
  const argues: Test = (it) => cardOf(context, it, siteTongue(context))[0]?.argues === true;
  if (left(pool, argues) < least) return null;
  const hasPage = context.edition.kinds.some(({ id }) => id === 'opinion');
  const address = hasPage ? kindAddress('opinion') : null;
  const more = { voices: take(pool, argues, VOICES) };
  return made(pool, 'voices', kindName(pool, 'opinion'), address, more);
}

function dossierBand(pool: Pool, topic: Topic, least: number): Band | null {
  const { context } = pool;
  const events = timelineOf(context, topic.articles, siteTongue(context)).slice(-EVENTS);
  const own = new Set(topic.articles);
  const [first = null] = take(pool, (it) => own.has(it), 1);
  if (events.length + (first === null ? 0 : 1) < least) return null;
  const more = { first, events, rest: labelsOf(pool).wholeDossier };
  return made(pool, 'dossier', dossierTitle(context, topic.title), topic.address, more);
}

function record(pool: Pool, least: number): Band | null {
  const { context } = pool;
  const { corrections: all, sources } = context.edition;
  const { correctionsPage, allCorrections } = labelsOf(pool);
  const corrections = all.notices
    .slice(0, CORRECTED)
    .flatMap((it) => listedCorrection(context, it, siteTongue(context)));
  const most = sources[0]?.citations ?? 1;
  const outlets = sources.slice(0, OUTLETS).map((it) => entryOf(context, it, it.citations, most));
  if (corrections.length + outlets.length < least) return null;
  const more = { corrections, outlets, outletsUrl: href(context, SOURCES), rest: allCorrections };
  return made(pool, 'record', correctionsPage, CORRECTIONS, more);
}

function made(
  pool: Pool,
  shape: string,
  title: string,
  address: Address | null,
  more: Partial<Band>,
): Band {
  return {
    ...{ shape, title, url: address === null ? null : href(pool.context, address) },
    ...{ rest: labelsOf(pool).allArticles, first: null, lines: [], cards: [], voices: [] },
    ...{ events: [], corrections: [], outlets: [], outletsUrl: null, ...more },
  };
}

function left({ candidates, shown }: Pool, from: Test): number {
  return candidates.filter((it) => !shown.has(it) && from(it)).length;
}

function take({ context, candidates, shown }: Pool, from: Test, most: number): ViewOf<'card'>[] {
  const paths = candidates.filter((it) => !shown.has(it) && from(it)).slice(0, most);
  for (const it of paths) shown.add(it);
  return paths.flatMap((it) => cardOf(context, it, siteTongue(context)));
}

/** A picture that the page shows already is not shown again. */
function withOwnPicture(band: Band, pictures: Set<string>): Band {
  const { first } = band;
  if (first === null || first.image === null) return band;
  if (pictures.has(first.image.url)) return { ...band, first: { ...first, image: null } };
  pictures.add(first.image.url);
  return band;
}

function labelsOf({ context }: Pool): ViewOf<'labels'> {
  return context.words(context.config.language).labels;
}

function kindName({ context }: Pool, kind: ArticleKind): string {
  return context.words(context.config.language).kind(kind);
}

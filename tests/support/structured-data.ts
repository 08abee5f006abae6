/** Structured data as an engine reads it: found in a page by an HTML parser, held against schema.org's words. */
import { parse } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';

export type Data = Readonly<Record<string, unknown>>;

/** The nodes of all JSON-LD in a page, in the order it has them. Throws where one is no JSON. */
export function dataIn(html: string): Data[] {
  return scriptsIn(parse(html)).flatMap((text) => {
    const document: Data = JSON.parse(text);
    if (document['@context'] !== 'https://schema.org') throw new Error('no context of schema.org');
    return recordsIn(document['@graph']);
  });
}

/** The node of a type; of an article with several types, any of them. */
export function nodeOf(html: string, type: string): Data {
  const found = dataIn(html).find((it) => typesOf(it).includes(type));
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found;
}

type Node = DefaultTreeAdapterMap['node'];

function scriptsIn(node: Node): string[] {
  if (!('childNodes' in node)) return [];
  const own =
    node.nodeName === 'script' &&
    'attrs' in node &&
    node.attrs.some((it) => it.name === 'type' && it.value === 'application/ld+json');
  if (own) return [node.childNodes.map((it) => ('value' in it ? it.value : '')).join('')];
  return node.childNodes.flatMap(scriptsIn);
}

function recordsIn(value: unknown): Data[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((it): it is Data => typeof it === 'object' && it !== null);
}

function typesOf(node: Data): string[] {
  const type = node['@type'];
  return [type].flat().filter((it) => typeof it === 'string');
}

/** What a value may be: text, a number, a web address, a day (and time), or a node of a type. */
type Range = 'text' | 'number' | 'url' | 'date' | 'duration' | TypeName;

/** A part of schema.org's vocabulary: each type with what it is a kind of, and its own properties. */
const TYPES = {
  Thing: {
    is: [],
    has: {
      name: ['text'],
      description: ['text'],
      url: ['url'],
      image: ['url', 'ImageObject'],
      sameAs: ['url'],
      mainEntityOfPage: ['url', 'CreativeWork'],
    },
  },
  CreativeWork: {
    is: ['Thing'],
    has: {
      headline: ['text'],
      text: ['text'],
      author: ['Person', 'Organization'],
      publisher: ['Person', 'Organization'],
      sponsor: ['Person', 'Organization'],
      datePublished: ['date'],
      dateModified: ['date'],
      inLanguage: ['text'],
      keywords: ['text'],
      isPartOf: ['url', 'CreativeWork'],
      position: ['number', 'text'],
      citation: ['text', 'CreativeWork'],
      isBasedOn: ['url', 'CreativeWork'],
      archivedAt: ['url', 'WebPage'],
      translationOfWork: ['CreativeWork'],
      workTranslation: ['CreativeWork'],
      correction: ['text', 'url', 'CorrectionComment'],
      creativeWorkStatus: ['text'],
      creditText: ['text'],
      license: ['url', 'CreativeWork'],
      audio: ['AudioObject', 'text'],
      video: ['VideoObject'],
      mainEntity: ['Thing'],
    },
  },
  Article: { is: ['CreativeWork'], has: { articleSection: ['text'], wordCount: ['number'] } },
  NewsArticle: { is: ['Article'], has: { dateline: ['text'] } },
  ReportageNewsArticle: { is: ['NewsArticle'], has: {} },
  OpinionNewsArticle: { is: ['NewsArticle'], has: {} },
  AnalysisNewsArticle: { is: ['NewsArticle'], has: {} },
  BackgroundNewsArticle: { is: ['NewsArticle'], has: {} },
  ReviewNewsArticle: { is: ['NewsArticle'], has: {} },
  SatiricalArticle: { is: ['Article'], has: {} },
  AdvertiserContentArticle: { is: ['Article'], has: {} },
  CorrectionComment: { is: ['CreativeWork'], has: {} },
  CreativeWorkSeries: { is: ['CreativeWork'], has: {} },
  MediaObject: {
    is: ['CreativeWork'],
    has: { contentUrl: ['url'], encodingFormat: ['text'], duration: ['duration'] },
  },
  ImageObject: { is: ['MediaObject'], has: { caption: ['text'] } },
  AudioObject: { is: ['MediaObject'], has: {} },
  VideoObject: { is: ['MediaObject'], has: {} },
  WebSite: { is: ['CreativeWork'], has: {} },
  WebPage: { is: ['CreativeWork'], has: {} },
  CollectionPage: { is: ['WebPage'], has: {} },
  ProfilePage: { is: ['WebPage'], has: {} },
  Person: {
    is: ['Thing'],
    has: { jobTitle: ['text'], worksFor: ['Organization'] },
  },
  Organization: {
    is: ['Thing'],
    has: {
      logo: ['url', 'ImageObject'],
      publishingPrinciples: ['url', 'CreativeWork'],
      correctionsPolicy: ['url', 'CreativeWork'],
      ethicsPolicy: ['url', 'CreativeWork'],
      diversityPolicy: ['url', 'CreativeWork'],
      unnamedSourcesPolicy: ['url', 'CreativeWork'],
      actionableFeedbackPolicy: ['url', 'CreativeWork'],
      ownershipFundingInfo: ['url', 'text'],
    },
  },
  NewsMediaOrganization: {
    is: ['Organization'],
    has: {
      masthead: ['url', 'CreativeWork'],
      missionCoveragePrioritiesPolicy: ['url', 'CreativeWork'],
      verificationFactCheckingPolicy: ['url', 'CreativeWork'],
    },
  },
  ItemList: { is: ['Thing'], has: { itemListElement: ['ListItem'] } },
  BreadcrumbList: { is: ['ItemList'], has: {} },
  ListItem: { is: ['Thing'], has: { position: ['number'], item: ['url', 'Thing'] } },
} as const satisfies Readonly<
  Record<
    string,
    { readonly is: readonly string[]; readonly has: Readonly<Record<string, readonly string[]>> }
  >
>;

type TypeName = keyof typeof TYPES;

/** What is wrong with a page's structured data: types and properties that there are not, values of the wrong kind. */
export function faultsIn(html: string): string[] {
  return dataIn(html).flatMap((it) => faultsOf(it, typesOf(it).join()));
}

function faultsOf(node: Data, at: string): string[] {
  const own = Object.entries(node).filter(([name]) => !name.startsWith('@'));
  // A node that is described elsewhere on the page has its name alone.
  if (own.length === 0 && typeof node['@id'] === 'string') return [];
  const types = typesOf(node);
  const unknown = types.filter((it) => !isType(it)).map((it) => `${at}: there is no type ${it}`);
  if (types.length === 0 || unknown.length > 0)
    return types.length === 0 ? [`${at}: no type`] : unknown;
  const known = new Map(types.filter(isType).flatMap((it) => Object.entries(propertiesOf(it))));
  return own.flatMap(([name, value]) => {
    const ranges = known.get(name);
    if (ranges === undefined) return [`${at}: ${types.join()} has no property ${name}`];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0) return [`${at}.${name}: an empty list`];
    return values.flatMap((one) => faultsOfValue(one, ranges, `${at}.${name}`));
  });
}

function faultsOfValue(value: unknown, ranges: readonly string[], at: string): string[] {
  if (typeof value !== 'object' || value === null) {
    return ranges.some((it) => isOf(value, it))
      ? []
      : [`${at}: ${String(value)} is no ${ranges.join()}`];
  }
  const node: Data = { ...value };
  const types = typesOf(node).filter(isType);
  const fits = types.some((it) => [it, ...ancestorsOf(it)].some((one) => ranges.includes(one)));
  const wrong = fits || typeof node['@id'] === 'string' ? [] : [`${at}: a ${types.join()}`];
  return [...wrong, ...faultsOf(node, at)];
}

function isOf(value: unknown, range: string): boolean {
  if (range === 'number') return typeof value === 'number' && Number.isInteger(value);
  if (typeof value !== 'string' || value.trim() === '') return false;
  switch (range) {
    case 'text':
      return true;
    case 'url':
      return /^https?:\/\/[^\s]+$/.test(value) && URL.canParse(value);
    case 'date':
      return /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?)?$/.test(value);
    case 'duration':
      return /^PT(?:\d+H)?(?:\d+M)?\d+S$/.test(value);
    default:
      return false;
  }
}

function isType(name: string): name is TypeName {
  return Object.hasOwn(TYPES, name);
}

function ancestorsOf(type: TypeName): TypeName[] {
  return TYPES[type].is.flatMap((it) => [it, ...ancestorsOf(it)]);
}

function propertiesOf(type: TypeName): Readonly<Record<string, readonly Range[]>> {
  return [...ancestorsOf(type).reverse(), type].reduce(
    (all, it) => ({ ...all, ...TYPES[it].has }),
    {},
  );
}

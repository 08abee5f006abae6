/**
 * What the W3C feed validator finds wrong in an RSS 2.0 feed, as far as it can be true of ours; written from
 * what it says, and stricter where our own promise goes further (ids, forms, relative addresses).
 */
import { parseFragment } from 'parse5';
import { readFragment } from './markup.ts';
import type { MarkupElement } from './markup.ts';
import { readXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

const ATOM_LINK = 'http://www.w3.org/2005/Atom link';
const CREATOR = 'http://purl.org/dc/elements/1.1/ creator';
const ENCODED = 'http://purl.org/rss/1.0/modules/content/ encoded';

/** Elements of a channel and of an item: whether there must be one, and whether there may be several. */
const CHANNEL: Rules = {
  title: 'one',
  link: 'one',
  description: 'one',
  language: 'one',
  copyright: 'may be',
  lastBuildDate: 'may be',
  [ATOM_LINK]: 'several',
  item: 'several',
};
const ITEM: Rules = {
  title: 'one',
  link: 'one',
  description: 'one',
  guid: 'one',
  pubDate: 'one',
  [CREATOR]: 'several',
  category: 'several',
  [ENCODED]: 'one',
  enclosure: 'may be',
};

type Rules = Readonly<Record<string, 'one' | 'may be' | 'several'>>;

/** Everything that is wrong with a feed; `self` is the address it is published at. */
export function feedFindings(xml: string, self: string): string[] {
  const found: string[] = [];
  const report = (where: string, what: string): void => void found.push(`${where}: ${what}`);
  for (const it of new Set(xml.match(/(?![\t\n])[\p{Cc}\uFFFD]/gu))) {
    report('feed', `the character U+${it.charCodeAt(0).toString(16)}`);
  }
  const rss = readXml(xml);
  const [channel] = rss.children;
  if (rss.name !== 'rss' || rss.attributes['version'] !== '2.0' || channel?.name !== 'channel') {
    report('feed', 'it is no RSS 2.0');
    return found;
  }
  checkChildren(channel, CHANNEL, 'channel', report);
  checkChannel(channel, self, report);
  const items = channel.children.filter((it) => it.name === 'item');
  const guids = items.map((it) => textOf(it, 'guid'));
  items.forEach((item, at) => {
    const where = `item ${at + 1} (${textOf(item, 'title')})`;
    checkChildren(item, ITEM, where, report);
    checkItem(item, where, report);
    if (guids.indexOf(guids[at] ?? '') !== at) report(where, 'its guid is another one’s');
  });
  const after = channel.children.slice(channel.children.findIndex((it) => it.name === 'item'));
  if (items.length > 0 && after.some((it) => it.name !== 'item')) {
    report('channel', 'something of the channel comes after an item');
  }
  return [...found, ...plainTextFindings(channel, xml)];
}

type Report = (where: string, what: string) => void;

function checkChildren(element: XmlElement, rules: Rules, where: string, report: Report): void {
  for (const it of element.children) {
    if (!(it.qualified in rules)) report(where, `the element ${it.name} is unknown there`);
  }
  for (const [name, rule] of Object.entries(rules)) {
    const count = element.children.filter((it) => it.qualified === name).length;
    if (rule === 'one' && count !== 1) report(where, `${name} is there ${count} times`);
    if (rule === 'may be' && count > 1) report(where, `${name} is there ${count} times`);
  }
  if (element.text.trim() !== '') report(where, `the text ${element.text.trim()}`);
}

function checkChannel(channel: XmlElement, self: string, report: Report): void {
  for (const name of ['title', 'description']) {
    if (textOf(channel, name).trim() === '') report('channel', `its ${name} is blank`);
  }
  if (!isAbsolute(textOf(channel, 'link'))) report('channel', 'its link is not absolute');
  if (!isLanguage(textOf(channel, 'language'))) report('channel', 'its language is none');
  const date = channel.children.find((it) => it.name === 'lastBuildDate');
  if (date !== undefined) checkDate(date.text, 'channel', report);
  const links = channel.children.filter((it) => it.qualified === ATOM_LINK);
  for (const { attributes } of links) {
    if (!isAbsolute(attributes['href'] ?? '')) report('channel', 'an atom:link is not absolute');
  }
  const own = links.filter((it) => it.attributes['rel'] === 'self');
  if (own.length !== 1 || own[0]?.attributes['href'] !== self) {
    report('channel', `its own address is not ${self}`);
  }
  if (own[0]?.attributes['type'] !== 'application/rss+xml') report('channel', 'its type is wrong');
}

function checkItem(item: XmlElement, where: string, report: Report): void {
  for (const [key, value] of Object.entries(item.attributes)) {
    if (key !== 'xml:lang' || !isLanguage(value)) report(where, `the attribute ${key}="${value}"`);
  }
  for (const it of item.children) {
    if (it.children.length > 0) report(where, `${it.name} has elements in it`);
    if (it.text.trim() === '' && it.name !== 'enclosure') report(where, `${it.name} is blank`);
  }
  if (!isAbsolute(textOf(item, 'link'))) report(where, 'its link is not absolute');
  checkDate(textOf(item, 'pubDate'), where, report);
  const guid = item.children.find((it) => it.name === 'guid');
  if (guid?.attributes['isPermaLink'] !== 'false') report(where, 'its guid is a link');
  if (/^\d{1,8}$/.test(guid?.text ?? '')) report(where, 'its guid is too short to be unique');
  const order = item.children.map((it) => it.qualified);
  if (order.indexOf('description') > order.indexOf(ENCODED)) {
    report(where, 'its description comes after the content');
  }
  const enclosure = item.children.find((it) => it.name === 'enclosure');
  if (enclosure !== undefined) checkEnclosure(enclosure, where, report);
  const content = item.children.find((it) => it.qualified === ENCODED)?.text ?? '';
  for (const [what, html] of [
    ['content', content],
    ['description', textOf(item, 'description')],
  ]) {
    for (const it of markupFindings(html ?? '')) report(where, `${what}: ${it}`);
  }
}

function checkEnclosure({ attributes }: XmlElement, where: string, report: Report): void {
  const { url = '', length = '', type = '', ...others } = attributes;
  if (!/^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/|$)/i.test(url) || !isAbsolute(url)) {
    report(where, `the enclosure ${url}`);
  }
  if (!/^\d+$/.test(length)) report(where, `an enclosure of the length ${length}`);
  if (!/^[^\s/;]+\/[^\s/;]+$/.test(type)) report(where, `an enclosure of the type ${type}`);
  if (Object.keys(others).length > 0) report(where, 'an enclosure with other attributes');
}

/**
 * Titles and the like are plain text. Readers may take them for HTML, so the markup characters in them
 * have to be written as numbers; an end tag is refused however it is written.
 */
function plainTextFindings(channel: XmlElement, xml: string): string[] {
  const names = /^(?:title|category|copyright|description)$/;
  const plain = (element: XmlElement): XmlElement[] =>
    element.children.flatMap((it) => {
      if (it.name === 'item') return plain(it).filter((inside) => inside.name !== 'description');
      return names.test(it.name) ? [it] : [];
    });
  return plain(channel).flatMap(({ name, text }) => {
    if (!/&#?\w|<[/a-z]/i.test(text)) return [];
    const lines = xml.split('\n').filter((it) => it.startsWith(`<${name}>`));
    const asNumbers = lines.some((it) => readXml(it).text === text && it.includes('&#x'));
    return asNumbers ? [] : [`${name}: markup in "${text}"`];
  });
}

const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const DATE = new RegExp(
  String.raw`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (${MONTH}) (\d{4}) \d\d:\d\d:\d\d ([+-]\d\d[03]0|GMT)$`,
);

function checkDate(text: string, where: string, report: Report): void {
  const [, weekday, day, month, year] = DATE.exec(text) ?? [];
  if (weekday === undefined || Number.isNaN(Date.parse(text))) {
    report(where, `"${text}" is no date of RFC 822`);
    return;
  }
  const there = new Date(`${day} ${month} ${year} 00:00:00 GMT`).toUTCString();
  if (!there.startsWith(`${weekday}, ${day}`)) report(where, `"${text}" is not a ${weekday}`);
}

/** What the validator takes for harmless in an item. `input`, `form` and their like it accepts; we do not. */
const ELEMENTS = new Set(
  (
    'a abbr address article aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl ' +
    'dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s ' +
    'samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
);

/** Likewise; `role`, `aria-*` and handlers of events are findings there, an `id` is one of ours. */
const ATTRIBUTES = new Set(
  (
    'abbr align alt cite class colspan datetime decoding dir headers height href hreflang lang loading open ' +
    'rel reversed rowspan scope span src srcset start title type value width'
  ).split(' '),
);

const ADDRESSES = ['href', 'src', 'poster', 'cite', 'data', 'action', 'background', 'longdesc'];

/** What is wrong with the HTML of an item. */
export function markupFindings(html: string): string[] {
  const found: string[] = [];
  parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => {
      const near = html.slice(Math.max(0, error.startOffset - 20), error.endOffset + 20);
      found.push(`${error.code} near ${near}`);
    },
  });
  for (const element of readFragment(html).elements) found.push(...elementFindings(element));
  return found;
}

function elementFindings({ name, attributes, foreign }: MarkupElement): string[] {
  const found = foreign || !ELEMENTS.has(name) ? [`the element ${name}`] : [];
  for (const [key, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.has(key) && !key.startsWith('data-'))
      found.push(`the attribute ${key} of ${name}`);
    if (ADDRESSES.includes(key) && !isAbsolute(value)) found.push(`${name} ${key}="${value}"`);
    if (key !== 'srcset') continue;
    for (const it of value.split(',')) {
      const [url = ''] = it.trim().split(/\s+/);
      if (!isAbsolute(url)) found.push(`${name} srcset="${value}"`);
    }
  }
  return found;
}

/** An absolute URI of RFC 2396, in which nothing has to be encoded. */
function isAbsolute(url: string): boolean {
  return (
    /^(?:https?:\/\/[^/]|mailto:|tel:)[\w;/?:@&=+$.\-!~*'()%,#]*$/.test(url) && URL.canParse(url)
  );
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function isLanguage(code: string): boolean {
  const [primary = ''] = code.split('-');
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) && LANGUAGES.of(primary) !== undefined;
}

function textOf(element: XmlElement, name: string): string {
  return element.children.find((it) => it.name === name)?.text ?? '';
}

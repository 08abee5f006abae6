/** Fields that other generators know, and what to write here in their place. */

/**
 * The hint for a key of another generator, or null. `typed` is its value where that is one text; a hint
 * is only given when the field it names is among the `known` ones.
 */
export function foreignHint(
  key: string,
  typed: string | null,
  known: readonly string[],
): string | null {
  const found = FOREIGN.get(key.toLowerCase().replace(/[-_ ]/g, ''));
  if (found === undefined) return null;
  if (found.use !== null && !known.includes(found.use)) return null;
  if (found.use !== 'draft') return found.hint;
  return typed?.trim().toLowerCase() === 'false'
    ? 'Write "draft: true".'
    : 'An article is published unless it says "draft: true"; remove this line.';
}

interface Foreign {
  /** The field to use, or null where nothing is to be written at all. */
  readonly use: string | null;
  readonly hint: string;
}

/** By the field of ours that says the same. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  topics: ['tag', 'tags', 'category', 'categories', 'keyword', 'keywords', 'subject', 'subjects'],
  authors: ['author', 'byline', 'by', 'writer', 'writers', 'contributors'],
  deck: ['excerpt', 'summary', 'subtitle', 'standfirst', 'dek', 'lede', 'abstract', 'lead'],
  title: ['headline', 'heading', 'name'],
  updated: ['modified', 'lastmod', 'lastmodified', 'lastmodifiedat', 'dateupdated', 'datemodified'],
  date: ['pubdate', 'publishdate', 'datepublished', 'created', 'posted'],
  image: ['thumbnail', 'cover', 'featuredimage', 'hero', 'heroimage', 'imagefeature', 'banner'],
  aliases: ['redirectfrom', 'alias', 'redirects', 'oldurls'],
  lang: ['language', 'locale'],
  expires: ['expirydate', 'expiry', 'expirationdate', 'unpublishdate'],
  canonical: ['canonicalurl'],
  seeAlso: ['related', 'relatedposts', 'relatedarticles'],
  featured: ['pinned', 'sticky'],
  noindex: ['robots'],
  kind: ['type', 'posttype', 'genre'],
};

const PLACED = 'Broadside chooses the template by the folder a file lies in; remove this line.';
const ADDRESSED =
  'Addresses follow "permalink:" of broadside.yaml; "slug:" sets the last part, "aliases:" keeps old ones.';

const FOREIGN: ReadonlyMap<string, Foreign> = new Map([
  ...Object.entries(SYNONYMS).flatMap(([use, keys]) =>
    keys.map((key): [string, Foreign] => [key, { use, hint: `Write "${use}:" for it.` }]),
  ),
  ...['imagealt', 'imagecaption', 'imagefigcaption', 'imagecredit'].map(
    (key): [string, Foreign] => [
      key,
      { use: 'image', hint: 'It belongs to the picture: image: {src: …, alt: …, caption: …}.' },
    ],
  ),
  ['published', { use: 'draft', hint: '' }],
  ['layout', { use: null, hint: PLACED }],
  ['template', { use: null, hint: PLACED }],
  ['permalink', { use: 'slug', hint: ADDRESSED }],
  ['url', { use: 'slug', hint: ADDRESSED }],
  ['comments', { use: null, hint: 'Broadside has no comments; remove this line.' }],
]);

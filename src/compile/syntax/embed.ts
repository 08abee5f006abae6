import type { Element } from 'hast';
import { holeNode, type Reading } from '../reading.ts';
import { onlyChild, textOf } from '../tree.ts';

/** By host; the path must name one recording, film or post. */
const PROVIDERS: readonly (readonly [name: string, address: RegExp])[] = [
  [
    'YouTube',
    /^https?:\/\/(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:.*&)?v=|live\/|shorts\/)[\w-]+/i,
  ],
  ['YouTube', /^https?:\/\/youtu\.be\/[\w-]+/i],
  ['Vimeo', /^https?:\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/|channels\/[\w-]+\/)?\d+/i],
  ['SoundCloud', /^https?:\/\/(?:www\.|m\.)?soundcloud\.com\/[\w-]+\/[\w-]+/i],
  ['X', /^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/\w+\/status\/\d+/i],
  ['Telegram', /^https?:\/\/t\.me\/(?:s\/)?\w+\/\d+/i],
];

/**
 * Makes a hole of a paragraph that is nothing but the bare address of something to watch, hear or read at
 * a provider we know. Says whether it did.
 */
export function readEmbed(reading: Reading, paragraph: Element): boolean {
  const link = onlyChild(paragraph);
  const url = link?.properties['href'];
  if (link?.tagName !== 'a' || typeof url !== 'string') return false;
  if (textOf(link) !== url && `http://${textOf(link)}` !== url) return false;
  const provider = PROVIDERS.find(([, address]) => address.test(url))?.[0];
  if (provider === undefined) return false;
  paragraph.children = [];
  const finish = (): Element['children'] => [
    holeNode(reading, { hole: 'embed', provider, url, title: null }),
  ];
  Object.assign(paragraph.properties, reading.carry({ finish }));
  return true;
}

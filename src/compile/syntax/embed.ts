import type { Element } from 'hast';
import { holeNode, type Reading } from '../reading.ts';
import { onlyChild, textOf } from '../tree.ts';
import { destinationOf } from '../urls.ts';
import { noteOutward } from './link.ts';

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

/** A file to hear or to watch, wherever it lies. */
const MEDIA =
  /^https?:\/\/[^?#]+\.(?:aac|flac|m4a|m4v|mov|mp3|mp4|oga|ogg|ogv|opus|wav|webm)(?:[?#]|$)/i;

/**
 * Makes a hole of a paragraph that is nothing but the bare address of something to watch, hear or read at
 * a provider we know, or of a recording or film on another site. Says whether it did.
 */
export function readEmbed(reading: Reading, paragraph: Element): boolean {
  const link = onlyChild(paragraph);
  const url = link?.properties['href'];
  if (link?.tagName !== 'a' || typeof url !== 'string') return false;
  if (textOf(link) !== url && `http://${textOf(link)}` !== url) return false;
  const provider = providerOf(url);
  const destination = destinationOf(url, reading.options);
  if (provider === null || destination.to !== 'elsewhere') return false;
  noteOutward(reading, destination.href);
  paragraph.children = [];
  const finish = (): Element['children'] => [
    holeNode(reading, { hole: 'embed', provider, url: destination.href, title: null }),
  ];
  Object.assign(paragraph.properties, reading.carry({ finish }));
  return true;
}

function providerOf(url: string): string | null {
  const known = PROVIDERS.find(([, address]) => address.test(url))?.[0];
  if (known !== undefined) return known;
  return MEDIA.test(url) && URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : null;
}

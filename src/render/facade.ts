/**
 * What stands in the place of a recording or film of another site: words and a link. A small script may turn
 * it into a player once a reader asks for that; before, nothing is requested from anywhere.
 */
import type { Words } from './labels.ts';
import { shortened } from './short-url.ts';
import type { ViewOf } from './views.ts';

/** What the script may load. */
export interface Player {
  readonly player: 'frame' | 'audio' | 'video';
  readonly playerUrl: string;
}

/** An address as people know it: for one film among many, its id. */
export function placeOf(url: string): string {
  const id = URL.canParse(url) ? new URL(url).searchParams.get('v') : null;
  return shortened(id === null ? url : new URL(`/${id}`, url).href);
}

/** What is said in place of something that another site would play. */
export function facadeOf(provider: string, words: Words): ViewOf<'facade'> {
  return {
    provider,
    play: words.say('playAt', { provider }),
    load: words.say('loadFrom', { provider }),
    notice: words.say('loadNotice', { provider }),
  };
}

/** The player for an address; null where its provider has none that works without a script of theirs in our page. */
export function playerOf(url: string): Player | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  const host = hostname.replace(/^(?:www|m|player)\./, '');
  const segments = pathname.split('/').filter((it) => it !== '');
  const frame = (playerUrl: string): Player => ({ player: 'frame', playerUrl });
  switch (host) {
    case 'youtube.com':
    case 'youtu.be': {
      const id = searchParams.get('v') ?? segments.at(-1) ?? '';
      return /^[\w-]+$/.test(id) ? frame(`https://www.youtube-nocookie.com/embed/${id}`) : null;
    }
    case 'vimeo.com': {
      const id = segments.at(-1) ?? '';
      return /^\d+$/.test(id) ? frame(`https://player.vimeo.com/video/${id}?dnt=1`) : null;
    }
    case 'soundcloud.com':
      return frame(`https://w.soundcloud.com/player/?url=${encodeURIComponent(url)}`);
    case 'x.com':
    case 'twitter.com':
    case 't.me':
      return null;
    default:
      if (SOUND.test(pathname)) return { player: 'audio', playerUrl: url };
      return FILM.test(pathname) ? { player: 'video', playerUrl: url } : null;
  }
}

const SOUND = /\.(?:aac|flac|m4a|mp3|oga|ogg|opus|wav)$/i;
const FILM = /\.(?:m4v|mov|mp4|ogv|webm)$/i;

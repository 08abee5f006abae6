import type { Published } from '../../model.ts';
import { facadeOf } from '../facade.ts';
import type { Words } from '../labels.ts';
import { hrefOf } from '../location.ts';
import type { ViewOf } from '../views.ts';
import type { Context } from './context.ts';

type Recorded = Pick<Published, 'summary' | 'resolutions'>;

/** Where the recording of an article is; null without one, or where its file is not there. */
export function recordingUrl(
  { location }: Pick<Context, 'location'>,
  { summary: { audio }, resolutions }: Recorded,
): string | null {
  if (audio === null) return null;
  if (audio.reference === null) return audio.url;
  const found = resolutions[audio.reference];
  switch (found?.to) {
    case 'file':
      return hrefOf(location, { address: found.address, fragment: null });
    case 'page':
      return hrefOf(location, found);
    case 'elsewhere':
      return found.url;
    case 'nothing':
    case 'instead':
    case undefined:
      return null;
  }
}

/** The recording as a page plays it. */
export function recordingView(
  context: Context,
  article: Recorded,
  words: Words,
): ViewOf<'recording'> | null {
  const url = recordingUrl(context, article);
  const { audio } = article.summary;
  if (url === null || audio === null) return null;
  const { type, duration } = audio;
  const film = type?.startsWith('video/') === true;
  return {
    url,
    type,
    film,
    player: film ? 'video' : 'audio',
    duration: clock(duration),
    elsewhere: URL.canParse(url) ? facadeOf(hostOf(url), words) : null,
  };
}

function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}

/** Seconds as minutes and seconds; anything else as it is. */
function clock(duration: string | null): string | null {
  if (duration === null || duration.includes(':')) return duration;
  const seconds = Number(duration);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

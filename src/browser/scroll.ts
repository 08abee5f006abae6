/**
 * Reloading without losing one's place. Browsers do this too, but not when the server was away for a moment,
 * and some give up when the page's height has changed.
 */
import { recall, remember } from './memory.ts';

const NAME = 'place';

interface Place {
  readonly page: string;
  readonly x: number;
  readonly y: number;
  /** What the page itself wants of the browser. */
  readonly restoration: ScrollRestoration;
}

/** Where this page is going back to, until it is there or the reader has moved on. */
let returning: Place | null = null;
let listening = new AbortController();

/** Reloads the page; `restoreScroll` of the new one goes back to where this one was. */
export function reloadInPlace(): void {
  listening.abort();
  returning ??= {
    page: location.pathname + location.search,
    x: scrollX,
    y: scrollY,
    restoration: history.scrollRestoration,
  };
  remember(NAME, JSON.stringify(returning));
  // Else the browser does the same a moment later, to where it thinks the page was.
  history.scrollRestoration = 'manual';
  location.reload();
}

/**
 * Goes where the page was before `reloadInPlace`, and again when everything has loaded and the page has its
 * full height, unless the reader has moved in the meantime.
 */
export function restoreScroll(): void {
  const place = rememberedPlace();
  if (place === null) return;
  returning = place;
  listening = new AbortController();
  const { signal } = listening;
  const go = (): void => {
    scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
  };
  const finish = (): void => {
    listening.abort();
    returning = null;
    history.scrollRestoration = place.restoration;
  };
  go();
  addEventListener('DOMContentLoaded', go, { signal });
  addEventListener('load', go, { signal });
  for (const it of ['load', 'pagehide', 'wheel', 'touchmove', 'keydown', 'pointerdown']) {
    addEventListener(it, finish, { passive: true, signal });
  }
}

function rememberedPlace(): Place | null {
  const text = recall(NAME);
  remember(NAME, null);
  if (text === null) return null;
  const place: Place = JSON.parse(text);
  return place.page === location.pathname + location.search ? place : null;
}

/**
 * Tells open pages what became of them: each browser tab holds one stream of events. What a tab has is known
 * from its own words, so that one which was away catches up as soon as it is back.
 */
import type { EventStream } from './reply.ts';

/** What a page is now. */
export interface PageState {
  /** Changes when what the page shows does, its style sheets aside. */
  readonly version: string;
  /** The addresses of the style sheets of the edition, by their names in the theme. */
  readonly styles: ReadonlyMap<string, string>;
}

/** A tab as it says itself: the page it shows, and of what edition. */
export interface Tab {
  readonly page: string;
  readonly version: string;
  /** The addresses of the style sheets it uses. */
  readonly styles: readonly string[];
}

export interface Live {
  /** Takes a tab in, and tells it at once what it has missed. */
  join(tab: Tab, stream: EventStream): void;
  /** Tells every tab what is new for it. `files` are addresses whose bytes are others now. */
  tell(files: readonly string[]): void;
  /** How many tabs are open. */
  readonly size: number;
}

/** `stateOf` gives a page's present state, `messageFor` what the preview says beside it. */
export function createLive(
  stateOf: (page: string) => PageState,
  messageFor: (page: string) => object,
): Live {
  const tabs = new Set<Connected>();
  return {
    join(tab, stream) {
      const connected: Connected = { ...tab, stream, said: '' };
      tabs.add(connected);
      stream.onEnd(() => tabs.delete(connected));
      bringUpToDate(connected);
    },
    tell(files) {
      for (const tab of tabs) {
        const reloads = bringUpToDate(tab);
        if (!reloads && files.length > 0) tab.stream.send('files', files);
      }
    },
    get size() {
      return tabs.size;
    },
  };

  function bringUpToDate(tab: Connected): boolean {
    const message = messageFor(tab.page);
    const said = JSON.stringify(message);
    if (said !== tab.said) tab.stream.send('state', message);
    tab.said = said;
    const state = stateOf(tab.page);
    if (state.version !== tab.version) {
      tab.version = state.version;
      tab.stream.send('reload', {});
      return true;
    }
    const swaps = swapsFor(tab.styles, state.styles);
    if (swaps.size > 0) {
      tab.styles = tab.styles.map((it) => swaps.get(it) ?? it);
      tab.stream.send('style', Object.fromEntries(swaps));
    }
    return false;
  }
}

/** A page without the digests in the names of its style sheets: two that differ in these alone look the same. */
export function withoutStyleDigests(page: string, styles: ReadonlyMap<string, string>): string {
  let result = page;
  for (const [name, address] of styles) result = result.replaceAll(address, name);
  return result;
}

interface Connected {
  readonly page: string;
  readonly stream: EventStream;
  version: string;
  styles: readonly string[];
  /** The last message, so that it is not said again. */
  said: string;
}

/** What each style sheet that is out of date is to be replaced with. */
function swapsFor(
  used: readonly string[],
  present: ReadonlyMap<string, string>,
): Map<string, string> {
  const swaps = new Map<string, string>();
  for (const [, address] of present) {
    for (const old of used) {
      if (old !== address && undated(old) === undated(address)) swaps.set(old, address);
    }
  }
  return swaps;
}

/** The address of a published style sheet without its digest (`render/theme-assets.ts`). */
function undated(address: string): string {
  return address.replace(/\.[0-9a-f]{8}\.css$/, '.css');
}

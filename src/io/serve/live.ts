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
      const connected: Connected = {
        ...tab,
        stream,
        said: '',
        files: new Set(),
        isBusy: false,
        isBehind: false,
      };
      tabs.add(connected);
      stream.onEnd(() => tabs.delete(connected));
      catchUp(connected);
    },
    tell(files) {
      for (const tab of tabs) {
        for (const file of files) tab.files.add(file);
        catchUp(tab);
      }
    },
    get size() {
      return tabs.size;
    },
  };

  /** At once, or when the tab has taken what it was told before: then it is told what is so by then. */
  function catchUp(tab: Connected): void {
    tab.isBehind = tab.isBusy;
    if (tab.isBusy) return;
    tab.isBusy = true;
    bringUpToDate(tab);
    tab.stream.onTaken(() => {
      tab.isBusy = false;
      if (tab.isBehind) catchUp(tab);
    });
  }

  function bringUpToDate(tab: Connected): void {
    const state = stateOf(tab.page);
    const reloads = state.version !== tab.version;
    // First, for a page that is loaded again asks for all the rest again too.
    if (reloads) tab.stream.send('reload', {});
    tab.version = state.version;
    const message = messageFor(tab.page);
    const said = JSON.stringify(message);
    if (said !== tab.said) tab.stream.send('state', message);
    tab.said = said;
    const files = [...tab.files];
    tab.files.clear();
    if (reloads) return;
    const swaps = swapsFor(tab.styles, state.styles);
    if (swaps.size > 0) {
      tab.styles = tab.styles.map((it) => swaps.get(it) ?? it);
      tab.stream.send('style', Object.fromEntries(swaps));
    }
    if (files.length > 0) tab.stream.send('files', files);
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
  /** Files that are others now and of which it has not been told yet. */
  readonly files: Set<string>;
  /** Whether it has not taken yet what it was told last. */
  isBusy: boolean;
  /** Whether something has happened since. */
  isBehind: boolean;
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

/**
 * The stream of events from the preview server. A tab nobody sees keeps none, since browsers allow six
 * connections to a host: the version in the request makes the server say at once what was missed.
 */
import { stylesheets } from './assets.ts';
import type { FileChanges, PreviewState, StyleChanges } from './protocol.ts';

/** What the server wrote into the page. */
export interface PageIdentity {
  readonly token: string;
  readonly page: string;
  readonly version: string;
}

export interface Listener {
  state(state: PreviewState): void;
  reload(): void;
  style(changes: StyleChanges): void;
  files(changes: FileChanges): void;
  /** The server no longer answers, or does again. */
  away(isAway: boolean): void;
}

/** Listens for as long as the page lives. */
export function listen(identity: PageIdentity, listener: Listener): void {
  let source: EventSource | null = null;
  let search: AbortController | null = null;

  function open(hasAnswered = false): void {
    close();
    const opened = new EventSource(addressOf(identity));
    source = opened;
    opened.addEventListener('open', () => listener.away(false));
    opened.addEventListener('error', () => {
      // An answer that is no stream: another server, which knows nothing of this page.
      const isRefused = opened.readyState === EventSource.CLOSED;
      close();
      if (isRefused && hasAnswered) listener.reload();
      else seek(isRefused ? listener.reload : () => open(true));
    });
    on(opened, 'state', listener.state);
    on(opened, 'reload', () => {
      close();
      listener.reload();
    });
    on(opened, 'style', listener.style);
    on(opened, 'files', listener.files);
  }

  function close(): void {
    source?.close();
    source = null;
    search?.abort();
    search = null;
  }

  function seek(found: () => void): void {
    search = new AbortController();
    void whenAnswering(search.signal, listener.away).then((isAnswering) => {
      if (isAnswering) found();
    });
  }

  function follow(): void {
    if (document.visibilityState === 'hidden') close();
    else open();
  }

  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', close);
  // A page that comes back from the history has lost its stream.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) follow();
  });
  follow();
}

const PAUSE = 1000;

/** Asks for this page every second until there is any answer; false when that was given up. */
async function whenAnswering(
  signal: AbortSignal,
  away: (isAway: boolean) => void,
): Promise<boolean> {
  for (;;) {
    // First a pause: a server that is there but refuses must not be asked in a tight loop.
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (signal.aborted) return false;
    try {
      await fetch(location.href, { method: 'HEAD', cache: 'no-store', signal });
      return !signal.aborted;
    } catch {
      if (signal.aborted) return false;
      away(true);
    }
  }
}

function addressOf({ token, page, version }: PageIdentity): string {
  const styles = stylesheets().join(',');
  return `/.broadside/events?${new URLSearchParams({ token, page, version, styles })}`;
}

function on<T>(source: EventSource, name: string, hear: (data: T) => void): void {
  source.addEventListener(name, ({ data }: MessageEvent<string>) => {
    const parsed: T = JSON.parse(data);
    hear(parsed);
  });
}

/** The program's `dev` as a real process, and its pages as an open tab sees them. */
import { get } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { start, type Running } from './program.ts';
import { ask, type Asking, type RawReply } from './raw-http.ts';

export interface Previewing {
  readonly running: Running;
  /** `http://127.0.0.1:4000/` */
  readonly url: string;
  readonly port: number;
  /** A request as it is, with its reply. */
  ask(target: string, asking?: Asking): Promise<RawReply>;
  /** A page's text, whatever its status. */
  text(address: string): Promise<string>;
  /** Opens an address as a browser does, with its stream of events. */
  tab(address: string): Promise<Tab>;
}

/** An open page that hears what is said to it and does nothing about it. */
export interface Tab {
  readonly token: string;
  readonly html: string;
  /** The data of the next event of this name; what comes before it is passed over. */
  next(event: string): Promise<unknown>;
  /** The next `state` that is as wanted. */
  state(isWanted: (state: State) => boolean): Promise<State>;
  /** The names of the events that came and were not asked for yet. */
  unheard(): string[];
  close(): void;
}

/** What the preview says beside a page. */
export interface State {
  readonly problems: readonly { readonly severity: string; readonly text: string }[];
  readonly summary: string;
  readonly isStale: boolean;
  readonly drafts: boolean;
  readonly page: { readonly visibility: string; readonly when: string | null } | null;
  readonly withheld: readonly {
    readonly title: string;
    readonly visibility: string;
    readonly address: string | null;
  }[];
}

/** Starts `dev` in a folder. `said` is a text to wait for, by default the line of the first edition. */
export async function startPreview(
  root: string,
  args: readonly string[] = [],
  said: string = ').',
): Promise<Previewing> {
  const running = start(['dev', ...args], { cwd: root });
  const first = await running.waitFor(said);
  const url = /http:\/\/\S+/.exec(first)?.[0] ?? '';
  const port = Number(new URL(url).port);
  return {
    running,
    url,
    port,
    ask: async (target, asking) => await ask(port, target, asking),
    text: async (address) => await (await fetch(new URL(address, url))).text(),
    tab: async (address) => await openTab(url, address),
  };
}

/** The attributes of the script at the end of a page. */
export function badgeOf(html: string): Readonly<Record<'token' | 'page' | 'version', string>> {
  const value = (name: string): string =>
    new RegExp(` data-${name}="([^"]*)"`).exec(html)?.[1] ?? '';
  return { token: value('token'), page: value('page'), version: value('version') };
}

interface Event {
  readonly name: string;
  readonly data: unknown;
}

async function openTab(url: string, address: string): Promise<Tab> {
  const html = await (await fetch(new URL(address, url))).text();
  const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((it) => it[1]);
  const query = new URLSearchParams({ ...badgeOf(html), styles: styles.join(',') });
  let connection: ClientRequest | null = null;
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    connection = get(new URL(`/.broadside/events?${query.toString()}`, url), resolve);
    connection.on('error', reject);
  });
  const close = (): void => {
    connection?.destroy();
  };
  onTestFinished(close);
  let unread = '';
  let over = false;
  const events: Event[] = [];
  let heard = (): void => {};
  // A stream that the program ends, or that is closed here.
  stream.on('error', () => {});
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = `${unread}${chunk}`.split('\n\n');
    unread = parts.pop() ?? '';
    events.push(...parts.flatMap(eventOf));
    heard();
  });
  stream.on('close', () => {
    over = true;
    heard();
  });
  const next = async (event: string): Promise<unknown> => {
    for (;;) {
      for (let it = events.shift(); it !== undefined; it = events.shift()) {
        if (it.name === event) return it.data;
      }
      if (over) throw new Error(`the stream of ${address} ended without "${event}"`);
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  return {
    token: badgeOf(html).token,
    html,
    next,
    state: async (isWanted) => {
      for (;;) {
        const state = (await next('state')) as State;
        if (isWanted(state)) return state;
      }
    },
    unheard: () => events.map((it) => it.name),
    close,
  };
}

function eventOf(text: string): Event[] {
  const name = /^event: (.*)$/m.exec(text)?.[1];
  const data = /^data: (.*)$/m.exec(text)?.[1];
  if (name === undefined || data === undefined) return [];
  return [{ name, data: JSON.parse(data) as unknown }];
}

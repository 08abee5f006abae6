/**
 * A server that speaks to the script in the browser as `dev` does, and says only what a test tells it to: so
 * that a test can hold an answer back, or send what real editing seldom brings about.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HOME } from './home.ts';
import { isCompiled } from './tools.ts';

export type ServedFiles = Record<string, string | Uint8Array>;

/** A stream of events that a page keeps open. */
export interface OpenStream {
  /** What the page asked with: `token`, `page`, `version`, `styles`. */
  readonly asked: Readonly<Record<string, string>>;
  send(event: string, data: unknown): void;
  /** Ends it, while the server stays. */
  end(): void;
}

export interface StandIn {
  readonly url: string;
  /** What is served, by path. Pages, whose paths end in a slash, get the script. */
  readonly files: ServedFiles;
  /** Streams that are open now, in the order they came. */
  readonly streams: readonly OpenStream[];
  /** Every request so far, without those for the script: `GET /2024/rates/`. */
  readonly requests: readonly string[];
  /** The next stream that is opened, or the one that is. */
  stream(): Promise<OpenStream>;
  /** Sends an event on every open stream. */
  send(event: string, data: unknown): void;
  /** Changes fields of the state and sends it; streams opened later begin with it. */
  state(changes: Readonly<Record<string, unknown>>): void;
  /** Answers no request for this path until the returned function is called. */
  hold(path: string): () => void;
  /** Ends every stream and listens no more. */
  stop(): Promise<void>;
  /** Listens again at the same port; it knows nothing of the pages served before. */
  startAgain(): Promise<void>;
}

export interface StandInOptions {
  readonly state?: Readonly<Record<string, unknown>>;
  /** Sent with every page. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further attributes of the script. */
  readonly attributes?: string;
  /** Status of the answer to the switch "Drafts". */
  readonly drafts?: number;
}

/** The state of a publication in which everything is live and right. */
export const QUIET = {
  problems: [],
  summary: 'no errors',
  isStale: false,
  drafts: false,
  page: null,
  withheld: [],
} as const;

/** Starts a server; it is stopped when the test has finished. */
export async function serve(files: ServedFiles, options: StandInOptions = {}): Promise<StandIn> {
  const script = clientScript();
  const streams = new Set<OpenStream>();
  const requests: string[] = [];
  const held = new Map<string, Promise<void>>();
  let state: object = { ...QUIET, ...options.state };
  let starts = 0;
  let server: Server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand.in/');
    const asked = Object.fromEntries(searchParams);
    if (pathname === '/.broadside/client.js') {
      return send(response, 200, 'text/javascript; charset=utf-8', script);
    }
    requests.push(`${request.method} ${request.url}`);
    if (pathname.startsWith('/.broadside/') && asked['token'] !== `token-${starts}`) {
      return send(response, 403, 'text/plain', 'another token\n');
    }
    if (pathname === '/.broadside/events') return open(response, asked);
    if (pathname === '/.broadside/drafts') {
      response.writeHead(options.drafts ?? 204).end();
      return;
    }
    await held.get(pathname);
    const content = files[pathname];
    if (content === undefined) return send(response, 404, 'text/plain', 'nothing\n');
    if (!pathname.endsWith('/')) return send(response, 200, typeOf(pathname), content);
    const page = `${String(content)}<script src="/.broadside/client.js" data-token="token-${starts}" data-page="${pathname}" data-version="${starts}" ${options.attributes ?? ''} defer></script>`;
    send(response, 200, 'text/html; charset=utf-8', page, options.headers);
  }

  function open(response: ServerResponse, asked: OpenStream['asked']): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const stream: OpenStream = {
      asked,
      send: (event, data) => {
        response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      },
      end: () => {
        response.end();
      },
    };
    stream.send('state', state);
    streams.add(stream);
    response.on('close', () => streams.delete(stream));
    for (const it of opened.splice(0)) it(stream);
  }
  const opened: ((stream: OpenStream) => void)[] = [];

  async function listen(port: number): Promise<number> {
    starts++;
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  async function stop(): Promise<void> {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  const port = await listen(0);
  onTestFinished(stop);
  const tell: StandIn['send'] = (event, data) => {
    for (const it of streams) it.send(event, data);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    files,
    requests,
    get streams() {
      return [...streams];
    },
    stream: async () => {
      const [first] = streams;
      return first ?? (await new Promise((resolve) => opened.push(resolve)));
    },
    send: tell,
    state: (changes) => {
      state = { ...state, ...changes };
      tell('state', state);
    },
    hold: (path) => {
      let release = (): void => {};
      held.set(path, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(path);
        release();
      };
    },
    stop,
    startAgain: async () => {
      await listen(port);
    },
  };
}

/** The script as it is packed. Throws when it is not compiled from the present sources. */
export function clientScript(): string {
  if (!isCompiled()) throw new Error('lib/ is older than src/: run "node tools/run.mjs compile"');
  return readFileSync(join(HOME, 'lib', 'browser', 'client.js'), 'utf8');
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  content: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache', ...headers });
  response.end(content);
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
};

function typeOf(path: string): string {
  return TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

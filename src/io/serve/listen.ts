/**
 * A server of HTTP for one person at this machine. Whatever arrives, from whichever page or program, is
 * answered within a moment or ended: see TIMES.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { addressRefused, portTaken } from '../../diagnostics/catalog/serve.ts';
import { codeOf, Failure } from '../failure.ts';
import { openEvents } from './events.ts';
import type { Gate } from './gate.ts';
import { createGate, hostNameOf } from './gate.ts';
import type { Refusal } from './refusal.ts';
import { BROKEN, rawRefusal, refusalOfParser, refusing, UNEXPECTED } from './refusal.ts';
import type { Asked, Reply } from './reply.ts';
import { send } from './send.ts';

export interface ListenOptions {
  /** Address to bind: 127.0.0.1 by default. A name is looked up by the system. */
  readonly host: string;
  /** Null: 4000, or the next free one; 0: any. A given one that is taken throws a `Failure` (exit 4). */
  readonly port: number | null;
  /** Paths that take POST; anywhere else POST is 405. Default: none. What is posted is not read. */
  readonly posts?: readonly string[];
  /** Gets what `answer` throws, and the disk's refusals; the client gets a plain 500. */
  readonly onError?: (error: unknown) => void;
}

export interface Listening {
  /** `http://127.0.0.1:4000/` */
  readonly url: string;
  /**
   * Whether an `Origin` header is the server's own under one of its names. `host` is the `Host` of the same
   * request: with it, an origin counts that has the request's own port, which may be a forwarded one.
   */
  isOwnOrigin(origin: string, host?: string): boolean;
  /** Ends every connection, event streams included. */
  close(): Promise<void>;
}

/** Answers requests until it is closed. Throws a `Failure` when the address or port cannot be had. */
export async function listen(
  options: ListenOptions,
  answer: (asked: Asked) => Promise<Reply>,
): Promise<Listening> {
  const { host, port, posts = [], onError = () => {} } = options;
  const gate = createGate(host, posts);
  const pending = new WeakMap<Socket, ServerResponse>();
  const server: HalfOpenServer = createServer(TIMES, (request, response) => {
    pending.set(request.socket, response);
    void respond(gate, request, response, answer, onError);
  });
  // Some clients say that they are done asking before they read: they get their reply, and then the end.
  server.httpAllowHalfOpen = true;
  // A head of 16 kB bounds them already; past this number Node would drop some without a word.
  server.maxHeadersCount = 0;
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    void send({ method: 'GET', headers: {} }, response, refusing(UNEXPECTED));
  });
  server.on('connect', (_request, socket: Socket) => {
    const refusal = { status: 405, sentence: 'This server is no proxy.', allow: 'GET, HEAD' };
    refuse(socket, refusal, undefined);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const last = pending.get(socket);
    // What comes after a reply, or in place of the rest of a body, is not to be answered once more.
    const silent = socket.bytesRead === 0 || error.code === 'ECONNRESET' || !isComplete(last);
    refuse(socket, silent ? null : refusalOfParser(error.code), last);
  });
  const bound = await bind(server, host, port);
  return {
    url: `http://${reachableName(host)}:${bound}/`,
    isOwnOrigin(origin, asked) {
      const authority = /^http:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase() ?? '';
      if (!gate.isOwnName(authority)) return false;
      if (asked !== undefined) return authority === asked.toLowerCase();
      return (/:(\d+)$/.exec(authority)?.[1] ?? '80') === String(bound);
    },
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Node documents this nowhere but in its source. */
interface HalfOpenServer extends Server {
  httpAllowHalfOpen?: boolean;
}

/** In milliseconds. A request that is not here by then is ended, as is a connection that asks nothing. */
const TIMES = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  // The gate refuses these: with the headers of every reply, which Node's own refusal lacks.
  requireHostHeader: false,
} as const;

async function respond(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Reply>,
  onError: (error: unknown) => void,
): Promise<void> {
  // Writing to a client that went away is no fault of anyone's.
  response.on('error', () => {});
  // Node stops reading a connection that asks for another protocol, which we do not change to.
  if (request.headers.upgrade !== undefined) response.setHeader('Connection', 'close');
  const asked = { method: request.method ?? '', headers: request.headers };
  try {
    const admitted = gate.admit(request);
    const reply = 'status' in admitted ? refusing(admitted) : await answer(admitted);
    if (response.destroyed) return;
    if ('events' in reply) openEvents(response, asked.method === 'HEAD', reply.events);
    else await send(asked, response, reply);
  } catch (error) {
    onError(error);
    if (response.headersSent) response.destroy();
    else await send(asked, response, refusing(BROKEN));
  }
}

function isComplete(response: ServerResponse | undefined): boolean {
  return response?.req.complete ?? true;
}

/** Milliseconds for a client to finish sending, so that it can read why it was refused. */
const LINGER = 1000;

/**
 * Ends a connection on which Node can read no further, after the reply that is still `pending` on it. Null
 * ends it without a word.
 */
function refuse(
  socket: Socket,
  refusal: Refusal | null,
  pending: ServerResponse | undefined,
): void {
  socket.on('error', () => {});
  const isOpen = pending !== undefined && !pending.writableFinished && !pending.destroyed;
  if (isOpen && (pending.writableEnded || !pending.headersSent)) {
    pending.once('finish', () => {
      refuse(socket, refusal, undefined);
    });
    return;
  }
  if (refusal === null || isOpen || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(rawRefusal(refusal));
  // Closing with bytes unread would take the reply away again on its way.
  const timer = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => {
    clearTimeout(timer);
  });
  socket.resume();
}

const FIRST_PORT = 4000;
const PORTS_TRIED = 100;

/** Gives the port. */
async function bind(server: Server, host: string, port: number | null): Promise<number> {
  const name = hostNameOf(host);
  if (name === null) throw refused(host, port, 'EINVAL');
  const address = name.replace(/^\[(.*)\]$/, '$1');
  const first = port ?? FIRST_PORT;
  const last = port ?? FIRST_PORT + PORTS_TRIED - 1;
  for (let next = first; ; next++) {
    try {
      return await listenAt(server, address, next);
    } catch (error) {
      const code = codeOf(error);
      if (code === null) throw error;
      // On Windows, ports that another program has set aside are refused like this.
      const isTaken = code === 'EADDRINUSE' || (code === 'EACCES' && next >= 1024);
      if (!isTaken) throw refused(host, next, code, error);
      if (next === last) throw new Failure(portTaken(next, port === null ? first : null), error);
    }
  }
}

function refused(host: string, port: number | null, code: string, cause?: unknown): Failure {
  return new Failure(addressRefused(host, port ?? FIRST_PORT, code), cause);
}

async function listenAt(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A server that listens to TCP has an address of this kind.
  const { port: bound } = server.address() as AddressInfo;
  return bound;
}

/** What to type into a browser on this machine; null was refused before. */
function reachableName(host: string): string {
  const name = hostNameOf(host) ?? host;
  return name === '0.0.0.0' ? '127.0.0.1' : name === '[::]' ? '[::1]' : name;
}

/** HTTP over a plain socket: what is sent is sent as it is, and what comes back is read by the rules of RFC 9112. */
import { connect, type Socket } from 'node:net';

export interface RawReply {
  readonly status: number;
  /** By name in lower case; several values are joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly text: string;
  /** Head and body as they came. */
  readonly raw: string;
}

/** The server said nothing for too long. */
export class Hung extends Error {}

export interface RawConnection {
  readonly socket: Socket;
  send(bytes: string | Uint8Array): void;
  /**
   * The next reply, or null when the connection ended without one. `method` is that of the request. Throws
   * `Hung`.
   */
  reply(method?: string): Promise<RawReply | null>;
  /** The bytes after the last reply, once there are any; '' when the connection ended. */
  rest(): Promise<string>;
  /** Settles when the server has ended the connection. */
  ended(): Promise<void>;
  close(): void;
}

/** Milliseconds. A reply within a second is promised; a slow machine gets more. */
const PATIENCE = 15_000;

export async function connectTo(port: number, host: string = '127.0.0.1'): Promise<RawConnection> {
  const socket = connect({ port, host, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let bytes = Buffer.alloc(0);
  let over = false;
  let heard = (): void => {};
  // A connection that is reset has ended.
  socket.on('error', () => {});
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, Buffer.from(more)]);
    heard();
  });
  socket.on('close', () => {
    over = true;
    heard();
  });
  const next = async (): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Hung(`nothing came for ${PATIENCE} ms`));
      }, PATIENCE);
      heard = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  return {
    socket,
    send: (it) => void socket.write(it),
    async reply(method = 'GET') {
      for (;;) {
        const found = readReply(bytes, method, over);
        if (found !== null) {
          bytes = bytes.subarray(found.length);
          if (found.reply.status >= 200) return found.reply;
        } else if (over) return null;
        else await next();
      }
    },
    async rest() {
      while (bytes.length === 0 && !over) await next();
      const text = bytes.toString('latin1');
      bytes = Buffer.alloc(0);
      return text;
    },
    async ended() {
      while (!over) await next();
    },
    close: () => void socket.destroy(),
  };
}

/** Sends a text on a connection of its own, and gives the first reply. */
export async function exchange(
  port: number,
  text: string | Uint8Array,
  method: string = 'GET',
): Promise<RawReply> {
  const connection = await connectTo(port);
  try {
    connection.send(text);
    const reply = await connection.reply(method);
    if (reply === null) throw new Error('the connection ended without a reply');
    return reply;
  } finally {
    connection.close();
  }
}

export interface Asking {
  readonly method?: string;
  /** Null: no Host header. */
  readonly host?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a text, for one reply. */
export function requestText(
  target: string,
  { method = 'GET', host, headers = {} }: Asking = {},
): string {
  const fields = Object.entries({ ...headers });
  if (host !== null) fields.unshift(['Host', host ?? 'localhost']);
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Asks for one target, on a connection of its own. */
export async function ask(port: number, target: string, asking: Asking = {}): Promise<RawReply> {
  return await exchange(port, requestText(target, asking), asking.method);
}

function readReply(
  bytes: Buffer,
  method: string,
  over: boolean,
): { readonly reply: RawReply; readonly length: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  if (Number.isNaN(status)) throw new Error(`this is no reply: ${first}`);
  const headers = new Map<string, string>();
  for (const field of fields) {
    const cut = field.indexOf(':');
    const name = field.slice(0, cut).toLowerCase();
    const value = field.slice(cut + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  const start = end + 4;
  const found = readBody(bytes.subarray(start), method, status, headers, over);
  if (found === null) return null;
  const length = start + found.length;
  const { body } = found;
  const raw = bytes.toString('latin1', 0, length);
  return { reply: { status, headers, body, text: body.toString('utf8'), raw }, length };
}

/** Null while it has not come whole; RFC 9112, 6.3. */
function readBody(
  bytes: Buffer,
  method: string,
  status: number,
  headers: ReadonlyMap<string, string>,
  over: boolean,
): { readonly body: Buffer; readonly length: number } | null {
  const none = method === 'HEAD' || status < 200 || status === 204 || status === 304;
  if (none) return { body: Buffer.alloc(0), length: 0 };
  const given = headers.get('content-length');
  if (given !== undefined) {
    const length = Number(given);
    return bytes.length < length ? null : { body: bytes.subarray(0, length), length };
  }
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes);
  return over ? { body: bytes, length: bytes.length } : null;
}

function readChunks(bytes: Buffer): { readonly body: Buffer; readonly length: number } | null {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    const start = end + 2;
    if (bytes.length < start + size + 2) return null;
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
    if (size === 0) return { body: Buffer.concat(chunks), length: at };
  }
}

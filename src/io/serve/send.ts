/** Puts a reply on the wire: whole, in part, or only the news that nothing has changed. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, DiskError } from '../failure.ts';
import type { Selection } from './conditions.ts';
import { select } from './conditions.ts';
import type { OpenFile } from './open-file.ts';
import { openFile } from './open-file.ts';
import { CHANGED, NOT_FOUND, refusing } from './refusal.ts';
import type { Content, PlainReply } from './reply.ts';
import { headersWith } from './reply-headers.ts';

/** What of a request matters to how a reply is sent. */
export interface Request {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Sends a reply and ends it; a client that went away meanwhile is no error. Throws `DiskError`, and nothing
 * has been sent then unless the response says so.
 */
export async function send(
  request: Request,
  response: ServerResponse,
  reply: PlainReply,
): Promise<void> {
  const { content } = reply;
  if (content === null) {
    sendBytes(request, response, reply, { type: '', etag: null }, new Uint8Array());
  } else if ('bytes' in content.from) {
    sendBytes(request, response, reply, content, Buffer.from(content.from.bytes));
  } else {
    await sendFile(request, response, reply, content, content.from.file);
  }
}

/** Milliseconds a client may take none of a file before it is given up. */
const STALLED = 120_000;

/** Milliseconds. */
const BETWEEN_RENAMES = 50;

type Described = Pick<Content, 'type' | 'etag'>;

function sendBytes(
  request: Request,
  response: ServerResponse,
  reply: PlainReply,
  content: Described,
  bytes: Uint8Array,
): void {
  const selection = selectionOf(request, reply, bytes.length, content.etag);
  const part = writeHead(response, reply, content, bytes.length, selection);
  if (part === null || request.method === 'HEAD') response.end();
  else response.end(bytes.subarray(part.start, part.end + 1));
}

async function sendFile(
  request: Request,
  response: ServerResponse,
  reply: PlainReply,
  content: Described,
  path: string,
): Promise<void> {
  let file = await openFile(path);
  if (file === null) {
    // Between the two renames by which a build puts an edition in place, none of its files is there.
    await delay(BETWEEN_RENAMES);
    file = await openFile(path);
  }
  if (file === null) {
    await send(request, response, refusing(NOT_FOUND));
    return;
  }
  try {
    const { type, etag } = content;
    const described = { type, etag: etag ?? file.stamp };
    const selection = selectionOf(request, reply, file.size, described.etag);
    const part = writeHead(response, reply, described, file.size, selection);
    if (part === null || request.method === 'HEAD' || part.end < part.start) response.end();
    else await stream(file, part, response, path);
  } finally {
    await file.handle.close();
  }
}

async function stream(
  { handle }: OpenFile,
  { start, end }: Part,
  response: ServerResponse,
  path: string,
): Promise<void> {
  response.setTimeout(STALLED, () => response.destroy());
  const source = handle.createReadStream({ start, end, autoClose: false });
  try {
    await pipeline(source, response, { end: false });
    // The client was promised more bytes than a file that shrank has: it must not wait for them.
    if (source.bytesRead === end - start + 1) response.end();
    else response.destroy();
  } catch (error) {
    response.destroy();
    const code = codeOf(error);
    if (code !== null && error === source.errored) throw new DiskError(path, 'read', code, error);
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function selectionOf(
  { method, headers }: Request,
  { status }: PlainReply,
  size: number,
  etag: string | null,
): Selection {
  const isConditional = status === 200 && (method === 'GET' || method === 'HEAD');
  return isConditional ? select(method, headers, size, etag) : { send: 'all' };
}

/** Writes status and headers, and gives the bytes to be sent after them; null for none. */
function writeHead(
  response: ServerResponse,
  reply: PlainReply,
  { type, etag }: Described,
  size: number,
  selection: Selection,
): Part | null {
  const own = headersWith({ 'Content-Type': type, ...reply.headers });
  const tagged: Record<string, string> = {
    ...own,
    ...(etag === null || reply.status !== 200 ? {} : { ETag: `"${etag}"` }),
  };
  switch (selection.send) {
    case 'not-modified':
      response.writeHead(304, withoutType(tagged));
      return null;
    case 'changed': {
      response.writeHead(CHANGED.status, { ...withoutType(own), 'Content-Length': '0' });
      return null;
    }
    case 'out-of-range': {
      const range = `bytes */${size}`;
      response.writeHead(416, {
        ...withoutType(own),
        'Content-Range': range,
        'Content-Length': '0',
      });
      return null;
    }
    case 'part': {
      const { start, end } = selection;
      response.writeHead(206, {
        ...tagged,
        'Accept-Ranges': 'bytes',
        'Content-Range': `bytes ${start}-${end}/${size}`,
        'Content-Length': String(end - start + 1),
      });
      return { start, end };
    }
    case 'all': {
      const hasNone = reply.status === 204 || reply.status === 304;
      response.writeHead(reply.status, {
        ...tagged,
        ...(reply.status === 200 ? { 'Accept-Ranges': 'bytes' } : {}),
        ...(hasNone ? {} : { 'Content-Length': String(size) }),
      });
      return hasNone ? null : { start: 0, end: size - 1 };
    }
  }
}

function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
}

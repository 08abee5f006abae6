/** What is sent: whole, in part, or not again; bytes, files and events. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEvents } from '../src/io/serve/events.ts';
import { createLive } from '../src/io/serve/live.ts';
import type { EventStream, Reply } from '../src/io/serve/reply.ts';
import { folderOf, temporaryFolder } from './support/folder.ts';
import {
  ask,
  connectTo,
  type RawConnection,
  type RawReply,
  requestText,
} from './support/raw-http.ts';
import { served, textReply } from './support/served.ts';

const DIGITS = '0123456789';

/** A server of ten bytes, from memory or from a file, and how to ask it. */
async function digits(
  from: 'bytes' | 'file',
  etag: string | null = 'v1',
): Promise<(headers: Record<string, string>, method?: string) => Promise<RawReply>> {
  const root = folderOf({ 'digits.txt': DIGITS });
  const source = from === 'bytes' ? { bytes: DIGITS } : { file: join(root, 'digits.txt') };
  const { port } = await served(() => ({
    status: 200,
    content: { type: 'text/plain', etag, from: source },
  }));
  return async (headers, method = 'GET') => await ask(port, '/', { headers, method });
}

describe.each(['bytes', 'file'] as const)('ten %s', (from) => {
  it.each([
    ['"v1"', 304],
    ['W/"v1"', 304],
    ['"a", W/"v1", "b"', 304],
    ['"a,b","v1"', 304],
    ['*', 304],
    ['"v2"', 200],
    ['"v1', 200],
    ['v1', 200],
    ['', 200],
  ])('that a client has as %s are sent with %d', async (known, status) => {
    const get = await digits(from);
    for (const method of ['GET', 'HEAD']) {
      const reply = await get({ 'If-None-Match': known }, method);
      expect(reply.status).toBe(status);
      expect(reply.headers.get('etag')).toBe('"v1"');
      expect(reply.headers.get('cache-control')).toBe('no-cache');
      expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(reply.text).toBe(status === 200 && method === 'GET' ? DIGITS : '');
    }
  });

  it.each([
    ['"v1"', 200],
    ['*', 200],
    ['"a", "v1"', 200],
    ['W/"v1"', 412],
    ['"v2"', 412],
  ])('that must be %s are sent with %d', async (wanted, status) => {
    const get = await digits(from);
    expect((await get({ 'If-Match': wanted })).status).toBe(status);
  });

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=0-', DIGITS, 'bytes 0-9/10'],
    ['bytes=3-5', '345', 'bytes 3-5/10'],
    ['bytes=9-', '9', 'bytes 9-9/10'],
    ['bytes=8-99999999999999999999', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', DIGITS, 'bytes 0-9/10'],
    ['BYTES = 1 - 2', '12', 'bytes 1-2/10'],
  ])('are sent in part for %s', async (range, text, shown) => {
    const get = await digits(from);
    const reply = await get({ Range: range });
    expect({ status: reply.status, text: reply.text }).toEqual({ status: 206, text });
    expect(reply.headers.get('content-range')).toBe(shown);
    expect(reply.headers.get('content-length')).toBe(String(text.length));
    expect(reply.headers.get('content-type')).toBe('text/plain');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('have no %s', async (range) => {
    const get = await digits(from);
    const reply = await get({ Range: range });
    expect({ status: reply.status, text: reply.text }).toEqual({ status: 416, text: '' });
    expect(reply.headers.get('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=5-3', 'bytes=0-1,3-4', 'bytes=a-b', 'bytes=-', 'bytes', 'lines=0-1', ''])(
    'are sent whole for %s',
    async (range) => {
      const get = await digits(from);
      const reply = await get({ Range: range });
      expect({ status: reply.status, text: reply.text }).toEqual({ status: 200, text: DIGITS });
      expect(reply.headers.get('accept-ranges')).toBe('bytes');
    },
  );

  it.each([
    ['"v1"', 206],
    ['"v2"', 200],
    ['W/"v1"', 200],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 200],
  ])('are sent in part if they are %s: %d', async (known, status) => {
    const get = await digits(from);
    expect((await get({ Range: 'bytes=0-1', 'If-Range': known })).status).toBe(status);
  });

  it('are not sent in part for HEAD', async () => {
    const get = await digits(from);
    const reply = await get({ Range: 'bytes=0-1' }, 'HEAD');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-length')).toBe('10');
  });
});

describe('a reply of another status', () => {
  it('is neither conditional nor partial', async () => {
    const { port } = await served(() => textReply('Nothing.', 'v1', 404));
    const headers = { 'If-None-Match': '*', 'If-Match': '"x"', Range: 'bytes=0-1' };
    const reply = await ask(port, '/', { headers });
    expect({ status: reply.status, text: reply.text }).toEqual({ status: 404, text: 'Nothing.' });
    expect(reply.headers.has('etag')).toBe(false);
  });

  it('may have no content', async () => {
    const { port } = await served(() => ({
      status: 301,
      headers: { Location: '/a/' },
      content: null,
    }));
    const reply = await ask(port, '/');
    expect({ status: reply.status, text: reply.text }).toEqual({ status: 301, text: '' });
    expect(reply.headers.get('location')).toBe('/a/');
    expect(reply.headers.get('content-length')).toBe('0');
  });
});

describe('a file', () => {
  const reply = (file: string): Reply => ({
    status: 200,
    content: { type: 'application/octet-stream', etag: null, from: { file } },
  });

  it('has a tag of its own that changes when it does', async () => {
    const file = join(temporaryFolder(), 'a');
    const { port } = await served(() => reply(file));
    const tags = new Set<string | undefined>();
    for (const text of ['one', 'two', 'three']) {
      writeFileSync(file, text);
      const { headers, text: sent } = await ask(port, '/');
      expect(sent).toBe(text);
      tags.add(headers.get('etag'));
      const again = await ask(port, '/', {
        headers: { 'If-None-Match': headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
    }
    expect(tags.size).toBe(3);
  });

  it('may be empty', async () => {
    const root = folderOf({ empty: '' });
    const { port } = await served(() => reply(join(root, 'empty')));
    const { status, headers, text } = await ask(port, '/');
    expect({ status, text, length: headers.get('content-length') }).toEqual({
      status: 200,
      text: '',
      length: '0',
    });
    expect((await ask(port, '/', { headers: { Range: 'bytes=0-' } })).status).toBe(416);
  });

  it('that went away, or is a folder, a link or a pipe, is not found', async () => {
    const root = folderOf({ 'secret.txt': 'the secret', 'gone.txt': 'x' });
    mkdirSync(join(root, 'folder'));
    const names = ['gone.txt', 'folder', 'no/such', 'secret.txt/x'];
    rmSync(join(root, 'gone.txt'));
    if (process.platform !== 'win32') {
      symlinkSync('secret.txt', join(root, 'link'));
      execFileSync('mkfifo', [join(root, 'pipe')]);
      names.push('link', 'pipe');
    }
    const { port, errors } = await served((asked) => reply(join(root, asked.path.slice(1))));
    for (const name of names) {
      const { status, raw } = await ask(port, `/${name}`);
      expect({ name, status }).toEqual({ name, status: 404 });
      expect(raw).not.toContain('the secret');
      expect(raw).not.toContain(root);
    }
    expect(errors).toEqual([]);
  });

  it('is streamed: megabytes arrive as they are, on a connection that is kept', async () => {
    const bytes = Buffer.alloc(9_000_000, 'abcdefghijk');
    const root = folderOf({ big: bytes });
    const { port } = await served(() => reply(join(root, 'big')));
    const connection = await connectTo(port);
    onTestFinished(connection.close);
    connection.send(requestText('/') + requestText('/', { headers: { Range: 'bytes=-11' } }));
    expect((await connection.reply())?.body.equals(bytes)).toBe(true);
    expect((await connection.reply())?.text).toBe(bytes.toString('latin1', bytes.length - 11));
  });

  it('that shrinks meanwhile ends the connection, so that nobody waits for the rest', async () => {
    const size = 64 * 1024 * 1024;
    const file = join(temporaryFolder(), 'big');
    writeFileSync(file, '');
    truncateSync(file, size);
    const { port } = await served(() => reply(file));
    const connection = await connectTo(port);
    // The system takes only so much for a client that does not read.
    connection.socket.pause();
    connection.send(requestText('/'));
    await ask(port, '/', { method: 'HEAD' });
    truncateSync(file, 1024);
    connection.socket.resume();
    await connection.ended();
    expect(await connection.rest()).toMatch(
      new RegExp(`^HTTP/1.1 200.*Content-Length: ${size}`, 's'),
    );
  });

  it('is let go when its reader goes away', async () => {
    const file = join(temporaryFolder(), 'big');
    writeFileSync(file, '');
    truncateSync(file, 64 * 1024 * 1024);
    const { port, errors } = await served(() => reply(file));
    const connection = await connectTo(port);
    connection.send(requestText('/'));
    await connection.rest();
    connection.close();
    expect((await ask(port, '/', { headers: { Range: 'bytes=0-0' } })).status).toBe(206);
    expect(errors).toEqual([]);
  });
});

describe('a stream of events', () => {
  /** A server of one stream, and the server's end of it. */
  async function eventful(): Promise<{ port: number; stream: Promise<EventStream> }> {
    let begin = (_stream: EventStream): void => {};
    const stream = new Promise<EventStream>((resolve) => {
      begin = resolve;
    });
    const { port } = await served(() => ({ events: begin }));
    return { port, stream };
  }

  /** All that is sent up to and with a text. */
  async function heardUntil(connection: RawConnection, text: string): Promise<string> {
    const parts: string[] = [];
    for (let end = ''; !end.includes(text);) {
      const part = await connection.rest();
      if (part === '') throw new Error(`the stream ended without "${text}"`);
      parts.push(part);
      end = end.slice(-text.length) + part;
    }
    return parts.join('');
  }

  it('sends each event at once, on one line, and ends when the server does', async () => {
    const { port, stream } = await eventful();
    const connection = await connectTo(port);
    connection.send(requestText('/'));
    const server = await stream;
    expect(await connection.rest()).toMatch(
      /^HTTP\/1.1 200 OK\r\n.*Content-Type: text\/event-stream; charset=utf-8\r\n/s,
    );
    server.send('reload', { why: 'two\nlines' });
    expect(await connection.rest()).toContain('event: reload\ndata: {"why":"two\\nlines"}\n\n');
    server.send('a\nb\r', undefined);
    expect(await connection.rest()).toContain('event: ab\ndata: null\n\n');
    let ends = 0;
    const ended = new Promise<void>((resolve) => {
      server.onEnd(() => {
        ends++;
        resolve();
      });
    });
    server.end();
    await ended;
    server.send('late', 1);
    server.end();
    expect(ends).toBe(1);
    server.onEnd(() => ends++);
    expect(ends).toBe(2);
  });

  it('may not be kept by anyone, and is as guarded as the rest', async () => {
    const { port } = await eventful();
    const { status, headers, text } = await ask(port, '/', { method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('ends for the server when its reader goes away', async () => {
    const { port, stream } = await eventful();
    const connection = await connectTo(port);
    connection.send(requestText('/'));
    const server = await stream;
    const ended = new Promise<void>((resolve) => {
      server.onEnd(resolve);
    });
    connection.close();
    await ended;
  });

  it('ends when its reader takes nothing, and not before', async () => {
    const streams: EventStream[] = [];
    const server = createServer((_request, response) => {
      openEvents(response, false, (it) => streams.push(it), 500);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const [idle, reader] = [await connectTo(port), await connectTo(port)];
    for (const it of [reader, idle]) {
      it.send(requestText('/'));
      await it.rest();
    }
    idle.socket.pause();
    // More than the system itself holds for a reader.
    const much = 'x'.repeat(16 * 1024 * 1024);
    const [read, unread] = streams;
    read?.send('news', much);
    read?.send('last', 1);
    unread?.send('news', much);
    const ended = new Promise<void>((resolve) => unread?.onEnd(resolve));
    await heardUntil(reader, 'event: last');
    await ended;
    // It stays open, though there is nothing to say, for longer than the other was waited for.
    for (let beats = 0; beats < 3; beats++) await heardUntil(reader, ':\n\n');
    reader.close();
  });

  it('tells a tab first that it is out of date, however much there is to say besides', async () => {
    const live = createLive(
      () => ({ version: 'now', styles: new Map() }),
      () => ({ much: 'x'.repeat(4 * 1024 * 1024), end: 'of it' }),
    );
    const { port } = await served(() => ({
      events: (stream) => {
        live.join({ page: '/', version: 'before', styles: [] }, stream);
      },
    }));
    const connection = await connectTo(port);
    connection.send(requestText('/'));
    const heard = await heardUntil(connection, '"of it"');
    expect(heard.match(/^event: .*$/gm)).toEqual(['event: reload', 'event: state']);
    connection.close();
  });

  it('tells a tab that takes its time no more than what is so in the end', async () => {
    let version = 0;
    const much = 'x'.repeat(16 * 1024 * 1024);
    const live = createLive(
      () => ({ version: '', styles: new Map() }),
      () => ({ version, much }),
    );
    let joins = (): void => {};
    const joined = new Promise<void>((resolve) => {
      joins = resolve;
    });
    const { port } = await served(() => ({
      events: (stream) => {
        live.join({ page: '/', version: '', styles: [] }, stream);
        joins();
      },
    }));
    const connection = await connectTo(port);
    connection.socket.pause();
    connection.send(requestText('/'));
    await joined;
    for (version = 1; version < 100; version++) live.tell([`/file-${version % 3}`]);
    live.tell([]);
    connection.socket.resume();
    const heard = await heardUntil(connection, 'event: files\n');
    const versions = [...heard.matchAll(/"version":(\d+),/g)].map((it) => it[1]);
    expect(versions).toEqual(['0', '100']);
    connection.close();
  });
});

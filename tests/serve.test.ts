/** Who is answered by the servers of `dev` and `preview`, and how, whatever is sent to them. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../src/io/failure.ts';
import { contentTypeOf } from '../src/io/serve/content-type.ts';
import { listen } from '../src/io/serve/listen.ts';
import type { Asked, Reply } from '../src/io/serve/reply.ts';
import { ask, connectTo, exchange, type RawReply, requestText } from './support/raw-http.ts';
import { served, textReply } from './support/served.ts';

const hello = (): Reply => textReply('Hello.\n', 'v1');

/** What every reply has to carry, whoever made it. */
function expectGuarded({ headers }: RawReply): void {
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect([...headers.keys()].filter((it) => it.startsWith('access-control-'))).toEqual([]);
}

describe('the Host of a request', () => {
  it.each([
    ['localhost', 200],
    ['LocalHost:4000', 200],
    ['localhost:', 200],
    ['127.0.0.1', 200],
    ['127.0.0.1:8080', 200],
    ['[::1]', 200],
    ['[::1]:4000', 200],
    ['evil.example', 403],
    ['evil.example:4000', 403],
    ['localhost.evil.example', 403],
    ['localhost.', 403],
    ['127.0.0.1.evil.example', 403],
    ['127.0.0.2', 403],
    ['0.0.0.0', 403],
    ['2130706433', 403],
    ['[::]', 403],
    ['::1', 403],
    ['user@localhost', 403],
    ['localhost:4000:80', 403],
    ['localhost:http', 403],
    ['localhost:123456', 403],
    ['localhost, evil.example', 403],
    ['localhost/x', 403],
    ['', 403],
    [null, 403],
  ])('%s is answered with %d', async (host, status) => {
    const { port } = await served(hello);
    const reply = await ask(port, '/', { host });
    expect(reply.status).toBe(status);
    expectGuarded(reply);
    if (status === 403) {
      expect(reply.text).toMatch(/--host/);
      expect(reply.raw).not.toContain('evil');
    }
  });

  it('counts once: two are refused, the same or not, the second far down or not', async () => {
    const { port } = await served(hello);
    const flood = 'a:b\r\n'.repeat(2500);
    for (const more of [
      'Host: localhost\r\n',
      'host: evil.example\r\n',
      `${flood}Host: evil\r\n`,
    ]) {
      const text = `GET / HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
      expect((await exchange(port, text)).status).toBe(403);
    }
  });

  it('may be the name that was given, written in any way', async () => {
    const { port } = await served(hello, { host: 'LOCALHOST' });
    expect((await ask(port, '/', { host: 'localhost' })).status).toBe(200);
    const six = await served(hello, { host: '0:0:0:0:0:0:0:1' }).catch(() => null);
    // A machine without IPv6 cannot say.
    if (six === null) return;
    expect(six.listening.url).toMatch(/^http:\/\/\[::1\]:\d+\/$/);
  });

  it('may be an address of this machine where it listens on all', async () => {
    const { port, listening } = await served(hello, { host: '0.0.0.0' });
    expect(listening.url).toBe(`http://127.0.0.1:${port}/`);
    expect((await ask(port, '/', { host: '127.0.0.1' })).status).toBe(200);
    expect((await ask(port, '/', { host: '0.0.0.0' })).status).toBe(200);
    expect((await ask(port, '/', { host: 'evil.example' })).status).toBe(403);
    expect((await ask(port, '/', { host: '192.0.2.1' })).status).toBe(403);
  });
});

describe('the target of a request', () => {
  it.each([
    ['/', '/', ''],
    ['/a/b%20c?x=%zz&y', '/a/b c', '?x=%zz&y'],
    ['/?a?b', '/', '?a?b'],
    ['/%E6%BC%A2', '/漢', ''],
    ['/a//b/', '/a//b/', ''],
    ['/...', '/...', ''],
    ['/..a', '/..a', ''],
    ['/%2525', '/%25', ''],
    ['http://localhost/x?y', '/x', '?y'],
    ['HTTP://LOCALHOST:99', '/', ''],
    ['http://[::1]?q', '/', '?q'],
  ])('%s is the path %s with the query "%s"', async (target, path, search) => {
    let asked: Asked | null = null;
    const { port } = await served((it) => {
      asked = it;
      return hello();
    });
    expect((await ask(port, target)).status).toBe(200);
    expect(asked).toMatchObject({ path, search });
  });

  it.each([
    ['/%zz', 400],
    ['/%', 400],
    ['/%c0%ae', 400],
    ['/%ff', 400],
    ['/%ed%a0%80', 400],
    ['/a%2fb', 400],
    ['/a%5Cb', 400],
    ['/a\\b', 400],
    ['/%00', 400],
    ['/%0d%0aX: y', 400],
    ['/%0D%0AX:y', 400],
    ['/%7f', 400],
    ['/%c2%85', 400],
    ['/../x', 400],
    ['/a/..', 400],
    ['/%2e%2E/x', 400],
    ['/./x', 400],
    ['//evil.example/x', 400],
    ['http://localhost//evil.example/x', 400],
    ['/a#b', 400],
    ['*', 400],
    ['localhost:80', 400],
    ['', 400],
    ['a', 400],
    ['/a b', 400],
    ['/a\tb', 400],
    ['/a\0b', 400],
    ['/é', 400],
    ['https://localhost/', 400],
    ['file:///etc/passwd', 400],
    ['http://evil.example/', 403],
    ['http://localhost@evil.example/', 403],
    ['http://user:word@localhost/', 403],
    ['http:///x', 403],
  ])('%s is refused with %d, and nothing of it comes back', async (target, status) => {
    await expectRefused(target, status);
  });

  it.each([
    ['/', 9000, 414],
    ['/?', 9000, 414],
    ['/', 64 * 1024, 431],
    ['/', 1024 * 1024, 431],
  ])('%s with %d more characters is refused with %d', async (start, length, status) => {
    await expectRefused(start + 'a'.repeat(length), status);
  });
});

async function expectRefused(target: string, status: number): Promise<void> {
  const { port, errors } = await served(hello);
  const reply = await ask(port, target);
  expect(reply.status).toBe(status);
  expectGuarded(reply);
  expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(reply.headers.get('cache-control')).toBe('no-cache');
  expect(reply.text).toMatch(/^[A-Z][^\n]*\.\n$/);
  expect(reply.text).not.toContain('evil');
  expect(errors).toEqual([]);
}

describe('a method', () => {
  it('HEAD gets the headers of GET and no body', async () => {
    const { port } = await served(hello);
    const connection = await connectTo(port);
    onTestFinished(connection.close);
    connection.send(requestText('/', { method: 'HEAD' }) + requestText('/'));
    const head = await connection.reply('HEAD');
    const get = await connection.reply('GET');
    const plain = (it: RawReply | null): unknown =>
      [...(it?.headers ?? [])].filter(([name]) => name !== 'date');
    expect(plain(head)).toEqual(plain(get));
    expect(get?.text).toBe('Hello.\n');
    expect(get?.headers.get('content-length')).toBe('7');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST'])(
    '%s is 405 with what is allowed',
    async (method) => {
      const { port } = await served(hello, { posts: ['/only'] });
      const reply = await ask(port, '/', { method });
      expect({ status: reply.status, allow: reply.headers.get('allow') }).toEqual({
        status: 405,
        allow: 'GET, HEAD',
      });
      expectGuarded(reply);
    },
  );

  it('POST is taken where it was said, and its body is let go by', async () => {
    const { port } = await served((asked) => textReply(asked.method), { posts: ['/only'] });
    const connection = await connectTo(port);
    onTestFinished(connection.close);
    const body = 'x'.repeat(200_000);
    connection.send(
      `${requestText('/only', { method: 'POST', headers: { 'Content-Length': '200000' } })}${body}`,
    );
    expect((await connection.reply())?.text).toBe('POST');
    connection.send(requestText('/only'));
    expect((await connection.reply())?.text).toBe('GET');
    const put = await ask(port, '/only', { method: 'PUT' });
    expect(put.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('OPTIONS with a star, and CONNECT, get an answer too', async () => {
    const { port } = await served(hello);
    expect((await ask(port, '*', { method: 'OPTIONS' })).status).toBe(405);
    const connect = await ask(port, 'localhost:80', { method: 'CONNECT' });
    expect(connect.status).toBe(405);
    expectGuarded(connect);
  });
});

describe('a message that is no proper one', () => {
  const host = 'Host: localhost\r\n';

  it.each([
    [
      'two lengths',
      `POST / HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`,
      400,
    ],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['an unknown coding', `GET / HTTP/1.1\r\n${host}Transfer-Encoding: x\r\n\r\n`, 400],
    ['a negative length', `GET / HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, 400],
    ['a folded header', `GET / HTTP/1.1\r\n${host}A: b\r\n c\r\n\r\n`, 400],
    ['a blank before the colon', `GET / HTTP/1.1\r\nHost : localhost\r\n\r\n`, 400],
    ['a bare line end', `GET / HTTP/1.1\n${host}\n`, 400],
    ['a method nobody knows', `FOO / HTTP/1.1\r\n${host}\r\n`, 400],
    ['no version', `GET /\r\n\r\n`, 403],
    ['HTTP/2', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, 400],
    ['the hello of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0x0a, 0x0a]), 400],
    ['too many headers', `GET / HTTP/1.1\r\n${host}${'a: b\r\n'.repeat(100_000)}\r\n`, 431],
    [
      'a header that is too long',
      `GET / HTTP/1.1\r\n${host}A: ${'b'.repeat(100_000)}\r\n\r\n`,
      431,
    ],
    ['an expectation', `GET / HTTP/1.1\r\n${host}Expect: a-miracle\r\n\r\n`, 417],
  ])('with %s gets an answer', async (_what, text, status) => {
    const { port } = await served(hello);
    const reply = await exchange(port, text);
    expect(reply.status).toBe(status);
    expectGuarded(reply);
  });

  it('asks for another protocol and gets this one', async () => {
    const { port } = await served(hello);
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'a' };
    const reply = await ask(port, '/', { headers });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('connection')).toBe('close');
  });

  it('after a good one is refused after the answer to that', async () => {
    let go = (): void => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { port } = await served(async () => {
      await gone;
      return hello();
    });
    const connection = await connectTo(port);
    connection.send(`${requestText('/')}no request\r\n\r\n`);
    // Until the server has read on, this connection gets nothing.
    await ask(port, '/%zz');
    go();
    expect((await connection.reply())?.status).toBe(200);
    expect((await connection.reply())?.status).toBe(400);
    await connection.ended();
  });

  it('whose client has finished sending is answered, and ended with it', async () => {
    const { port } = await served(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return hello();
    });
    const [asking, silent] = [await connectTo(port), await connectTo(port)];
    asking.socket.end(requestText('/'));
    expect((await asking.reply())?.status).toBe(200);
    silent.socket.end();
    await Promise.all([asking.ended(), silent.ended()]);
  });

  it('that never becomes whole is ended, and one that never begins', async () => {
    const { port } = await served(hello, { posts: ['/'] });
    const [half, silent, body] = await Promise.all(
      [1, 2, 3].map(async () => await connectTo(port)),
    );
    half?.send(`GET / HTTP/1.1\r\n${host}`);
    body?.send(requestText('/', { method: 'POST', headers: { 'Content-Length': '9' } }));
    expect((await half?.reply())?.status).toBe(408);
    expect((await body?.reply())?.status).toBe(200);
    await Promise.all([half?.ended(), silent?.ended(), body?.ended()]);
    expect(await silent?.rest()).toBe('');
    expect(await body?.rest()).toBe('');
  });
});

describe('an answer', () => {
  it('that throws is a plain 500, and the terminal learns why', async () => {
    const { port, errors } = await served(() => {
      throw new Error('the secret of the house');
    });
    const reply = await ask(port, '/');
    expect(reply.status).toBe(500);
    expect(reply.raw).not.toContain('secret');
    expectGuarded(reply);
    expect(errors).toEqual([new Error('the secret of the house')]);
    expect((await ask(port, '/')).status).toBe(500);
  });

  it('may change headers, but not those that keep other sites out or say where it ends', async () => {
    const { port } = await served(() => ({
      status: 200,
      headers: {
        'access-control-allow-origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-CONTENT-TYPE-OPTIONS': '',
        'Content-Length': '1',
        'Transfer-Encoding': 'chunked',
        'cache-control': 'no-store',
        'X-Frame-Options': '',
        'Content-Type': 'text/css',
      },
      content: { type: 'text/html', etag: null, from: { bytes: 'abc' } },
    }));
    const { headers, text } = await ask(port, '/');
    expect(text).toBe('abc');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'content-length': '3',
      'cache-control': 'no-store',
      'content-type': 'text/css',
    });
    expect(headers.has('x-frame-options')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.has('transfer-encoding')).toBe(false);
  });
});

describe('an origin', () => {
  it('is our own under one of our names, with our port or that of the request', async () => {
    const { listening, port } = await served(hello);
    const own = (origin: string, host?: string): boolean => listening.isOwnOrigin(origin, host);
    expect(own(`http://localhost:${port}`)).toBe(true);
    expect(own(`http://127.0.0.1:${port}`)).toBe(true);
    expect(own('http://localhost:1')).toBe(false);
    expect(own('http://localhost')).toBe(false);
    expect(own(`https://localhost:${port}`)).toBe(false);
    expect(own(`http://evil.example:${port}`)).toBe(false);
    expect(own(`http://localhost:${port}/`)).toBe(false);
    expect(own('null')).toBe(false);
    expect(own('')).toBe(false);
    expect(own('http://localhost:1', 'localhost:1')).toBe(true);
    expect(own('http://localhost:1', 'localhost:2')).toBe(false);
    expect(own('http://evil.example', 'evil.example')).toBe(false);
  });
});

describe('listening', () => {
  it('takes the next port when its own is taken, and not when one was asked for', async () => {
    const close: (() => Promise<void>)[] = [];
    onTestFinished(async () => {
      await Promise.all(close.map(async (it) => await it()));
    });
    const ports: number[] = [];
    for (let count = 0; count < 2; count++) {
      const { url, close: end } = await listen({ host: '127.0.0.1', port: null }, async () =>
        hello(),
      );
      close.push(end);
      ports.push(Number(new URL(url).port));
    }
    const [first = 0, second = 0] = ports;
    expect(first).toBeGreaterThanOrEqual(4000);
    expect(second).toBeGreaterThan(first);
    const refused = await listen({ host: '127.0.0.1', port: first }, async () => hello()).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Failure);
    expect(refused).toMatchObject({
      diagnostic: { code: 'port-taken', message: `another program listens on port ${first}` },
    });
  });

  it.each([
    ['192.0.2.1', 'this machine does not have that address'],
    ['no.such.host.invalid', 'no machine is known by that name'],
    ['http://localhost', 'that is neither an address nor a name'],
    ['local host', 'that is neither an address nor a name'],
    ['', 'that is neither an address nor a name'],
  ])('on "%s" says that %s', async (host, why) => {
    const refused = await listen({ host, port: 0 }, async () => hello()).catch((it: unknown) => it);
    expect(refused).toMatchObject({
      diagnostic: {
        code: 'address-refused',
        message: `Broadside cannot listen on "${host}": ${why}`,
      },
    });
  });

  it('can be ended while requests are waiting, and frees its port', async () => {
    const { listening, port } = await served(async () => await new Promise<Reply>(() => {}));
    const waiting = await connectTo(port);
    const idle = await connectTo(port);
    waiting.send(requestText('/'));
    await ask(port, '/%zz');
    await listening.close();
    await Promise.all([waiting.ended(), idle.ended()]);
    const again = createServer();
    await new Promise<void>((resolve, reject) => {
      again.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    again.close();
  });
});

describe('the type of a file', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['a/feed.xml', 'application/xml; charset=utf-8'],
    ['a/feed.json', 'application/json; charset=utf-8'],
    ['a.rss', 'application/rss+xml; charset=utf-8'],
    ['a.svg', 'image/svg+xml; charset=utf-8'],
    ['site.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['a.CSS', 'text/css; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['robots.txt', 'text/plain; charset=utf-8'],
    ['a.woff2', 'font/woff2'],
    ['a.jpg', 'image/jpeg'],
    ['a.avif', 'image/avif'],
    ['favicon.ico', 'image/x-icon'],
    ['a.mp3', 'audio/mpeg'],
    ['a.mp4', 'video/mp4'],
    ['a.pdf', 'application/pdf'],
    ['a.wasm', 'application/wasm'],
    ['CNAME', 'application/octet-stream'],
    ['html', 'application/octet-stream'],
    ['.html', 'application/octet-stream'],
    ['html/a', 'application/octet-stream'],
    ['a.unheard', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
    ['a.__proto__', 'application/octet-stream'],
    ['a.toString', 'application/octet-stream'],
  ])('%s is %s', (path, type) => {
    expect(contentTypeOf(path)).toBe(type);
  });
});

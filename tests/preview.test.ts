/** The program's `preview`: a built site as a static host will serve it. */
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildFolder } from './support/built.ts';
import {
  articleFile,
  CONFIG_FILE,
  folderOf,
  SMALL_SITE,
  temporaryFolder,
  writeFiles,
} from './support/folder.ts';
import { run, type Running, start } from './support/program.ts';
import { ask, connectTo, type RawReply, requestText } from './support/raw-http.ts';

const SITE = {
  ...SMALL_SITE,
  'articles/2024-06-01-rates.md': articleFile(
    'Rates again',
    'The rates rose.\n',
    'aliases: [/old/]\n',
  ),
  'public/CNAME': 'test.example\n',
  'public/plain.html': '<!doctype html><title>Plain</title>',
  'public/clip.mp3': 'ID3 and then a sound',
  'public/.well-known/security.txt': 'Contact: mailto:a@test.example\n',
};

interface Previewing {
  readonly running: Running;
  readonly url: string;
  readonly port: number;
  /** Path of the reply's Location, status, or the text. */
  get(target: string, headers?: Record<string, string>): Promise<RawReply>;
}

/** Starts `preview` in a folder that holds a built site. */
async function previewing(root: string, ...args: readonly string[]): Promise<Previewing> {
  const running = start(['preview', ...args], { cwd: root });
  const said = await running.waitFor('Ctrl-C ends it.');
  const url =
    /^Serving \S+ at (http:\/\/127\.0\.0\.1:\d+\/\S*) as a static host would\./m.exec(said)?.[1] ??
    '';
  const port = Number(new URL(url).port);
  return {
    running,
    url,
    port,
    get: async (target, headers = {}) => await ask(port, target, { headers }),
  };
}

async function builtSite(files: Record<string, string> = SITE): Promise<string> {
  const root = folderOf(files);
  await buildFolder(root);
  return root;
}

function shown({ status, headers }: RawReply): string {
  const location = headers.get('location');
  return location === undefined ? String(status) : `${status} ${location}`;
}

describe('preview', () => {
  it('serves what lies in dist as hosts do, and ends with status 0', async () => {
    const root = await builtSite();
    const { running, get, port } = await previewing(root);
    const front = await get('/');
    expect(front.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(front.text).toContain('Rates again');
    expect((await get('/2024/06/rates/')).text).toContain('The rates rose.');
    expect((await get('/2024/06/rates/index.html')).text).toContain('The rates rose.');
    expect((await get('/feed.xml')).headers.get('content-type')).toBe(
      'application/xml; charset=utf-8',
    );
    expect((await get('/plain.html')).text).toContain('Plain');
    expect((await get('/CNAME')).text).toBe('test.example\n');
    expect((await get('/.well-known/security.txt')).status).toBe(200);
    expect((await get('/clip.mp3', { Range: 'bytes=0-2' })).text).toBe('ID3');
    expect(shown(await get('/2024/06/rates?x=1&y'))).toBe('301 /2024/06/rates/?x=1&y');
    expect(shown(await get('/2024'))).toBe('404');
    expect(shown(await get('/plain'))).toBe('404');
    expect(shown(await get('/plain.html/'))).toBe('404');
    expect(shown(await get('/2024/06/rates//'))).toBe('404');
    for (const hidden of ['.broadside-manifest', '_redirects', '_headers']) {
      expect(shown(await get(`/${hidden}`))).toBe('404');
    }
    const nothing = await get('/nothing/here/');
    expect(nothing.status).toBe(404);
    expect(nothing.text).toContain('<!DOCTYPE html>');
    expect((await ask(port, '/', { host: 'evil.example' })).status).toBe(403);

    const idle = await connectTo(port);
    onTestFinished(idle.close);
    running.child.kill('SIGINT');
    const { status, signal, stdout, stderr } = await running.ended;
    if (process.platform === 'win32') return;
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('follows the redirects, though a page that leads on lies at the same address', async () => {
    const root = await builtSite();
    const { get } = await previewing(root);
    expect(shown(await get('/old/'))).toBe('301 /2024/06/rates/');
    expect(shown(await get('/old/?from=mail'))).toBe('301 /2024/06/rates/?from=mail');
    expect(shown(await get('/old'))).toBe('301 /old/');
    expect((await get('/old/index.html')).text).toContain('/2024/06/rates/');
  });

  it('says each line that hosts cannot read, once, and passes it over', async () => {
    const root = await builtSite();
    const rules = '/a /plain.html 200\n/b nowhere\n/c https://other.example/x 302\n';
    writeFiles(root, {
      'dist/_redirects': rules,
      'dist/_headers':
        '/plain.html\n  Content-Type: text/plain\n  Cache-Control: max-age=60\n  Access-Control-Allow-Origin: *\noops\n',
    });
    const { running, get } = await previewing(root);
    const plain = await get('/plain.html');
    expect(plain.headers.get('content-type')).toBe('text/plain');
    expect(plain.headers.get('cache-control')).toBe('max-age=60');
    expect(plain.headers.has('access-control-allow-origin')).toBe(false);
    expect((await get('/a')).text).toContain('Plain');
    expect(shown(await get('/b'))).toBe('404');
    expect(shown(await get('/c?x=1'))).toBe('302 https://other.example/x?x=1');
    writeFiles(root, { 'dist/_redirects': `${rules}/d /plain.html 200\n` });
    expect((await get('/d')).text).toContain('Plain');
    running.child.kill('SIGTERM');
    const { stderr } = await running.ended;
    expect(stderr.match(/\[redirect-line\]/g)).toHaveLength(1);
    expect(stderr.match(/\[header-line\]/g)).toHaveLength(1);
    expect(stderr).toContain('dist/_redirects:2:1: warning: a redirect leads to a path');
    expect(stderr).toContain(' > 2 | /b nowhere');
    expect(stderr).toContain('dist/_headers:5:1: warning: this is no header');
  });

  it('shows the new edition once there is one, and what others put there', async () => {
    const root = await builtSite();
    const { get } = await previewing(root);
    expect((await get('/2024/06/rates/')).text).toContain('The rates rose.');
    const tag = (await get('/plain.html')).headers.get('etag') ?? '';
    expect((await get('/plain.html', { 'If-None-Match': tag })).status).toBe(304);
    for (const words of ['The rates fell.', 'The rates stand.', 'The rates rose again.']) {
      writeFiles(root, {
        'articles/2024-06-01-rates.md': articleFile('Rates again', `${words}\n`),
      });
      await buildFolder(root);
      expect((await get('/2024/06/rates/')).text).toContain(words);
      // The alias is gone.
      expect(shown(await get('/old/'))).toBe('404');
    }
    writeFiles(root, { 'dist/extra.txt': 'more' });
    expect((await get('/extra.txt')).text).toBe('more');
    rmSync(join(root, 'dist/extra.txt'));
    expect(shown(await get('/extra.txt'))).toBe('404');
    // Nothing tells of what comes into a folder below: it is looked for, but not at every request.
    writeFiles(root, { 'dist/2024/deep.txt': 'deep' });
    let deep = await get('/2024/deep.txt');
    while (deep.status === 404) deep = await get('/2024/deep.txt');
    expect(deep.text).toBe('deep');
    rmSync(join(root, 'dist'), { recursive: true });
    const gone = await get('/');
    expect(gone.status).toBe(503);
    expect(gone.text).toContain('broadside build');
    await buildFolder(root);
    expect((await get('/')).status).toBe(200);
  });

  it('shows whole editions only, while they are built one after the other', async () => {
    const root = await builtSite();
    const { port } = await previewing(root);
    let over = false;
    const wrong: string[] = [];
    let asked = 0;
    const reader = (async () => {
      const connection = await connectTo(port);
      onTestFinished(connection.close);
      while (!over) {
        connection.send(requestText('/2024/06/rates/'));
        const reply = await connection.reply();
        asked++;
        if (reply?.status !== 200 || !/The rates \w+\.[^]*<\/html>\s*$/.test(reply.text))
          wrong.push(`${reply?.status}: ${reply?.text}`);
      }
    })();
    // Builds of this process would keep the reader waiting.
    for (const word of ['fell', 'stand']) {
      const article = articleFile('Rates', `The rates ${word}.\n`);
      writeFiles(root, { 'articles/2024-06-01-rates.md': article });
      expect((await run(['build'], { cwd: root })).status).toBe(0);
    }
    over = true;
    await reader;
    expect(asked).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('serves a site at its folder on the host, and leads there from the root', async () => {
    const root = await builtSite({
      ...SITE,
      'broadside.yaml': CONFIG_FILE.replace(
        'https://test.example/',
        'https://test.example/the%20blog/',
      ),
    });
    const { get, url } = await previewing(root);
    expect(new URL(url).pathname).toBe('/the%20blog/');
    expect(shown(await get('/?x=1'))).toBe('302 /the%20blog/?x=1');
    expect(shown(await get('/the%20blog'))).toBe('301 /the%20blog/');
    expect((await get('/the%20blog/')).text).toContain('Rates again');
    expect(shown(await get('/the%20blog/2024/06/rates'))).toBe('301 /the%20blog/2024/06/rates/');
    expect(shown(await get('/the%20blog/old/'))).toBe('301 /the%20blog/2024/06/rates/');
    expect(shown(await get('/2024/06/rates/'))).toBe('404');
    expect(shown(await get('/the%20blogger/'))).toBe('404');
    expect(shown(await get('/the%20blog/no/'))).toBe('404');
  });

  it('serves another folder with --out, and by way of a link', async () => {
    if (process.platform === 'win32') return;
    const root = folderOf(SMALL_SITE);
    const elsewhere = temporaryFolder();
    expect((await run(['build', '--out', join(elsewhere, 'site')], { cwd: root })).status).toBe(0);
    symlinkSync(join(elsewhere, 'site'), join(root, 'dist'));
    for (const args of [[], ['--out', join(elsewhere, 'site')]]) {
      const { get, running } = await previewing(root, ...args);
      expect((await get('/')).text).toContain('Rates again');
      running.child.kill('SIGTERM');
      await running.ended;
    }
  });
});

describe('preview ends at once', () => {
  it.each([[['--port', '0']], [['--port', 'http']], [['--out', 'articles']], [['--prot', '4000']]])(
    'with status 2 for %j',
    async (args) => {
      const root = folderOf(SMALL_SITE);
      const { status, stdout, stderr } = await run(['preview', ...args], { cwd: root });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/error: .*\[(usage|output-refused)\]/);
    },
  );

  it('with status 2 when broadside.yaml is wrong', async () => {
    const root = folderOf({ ...SMALL_SITE, 'broadside.yaml': 'title: x\n' });
    const { status, stderr } = await run(['preview'], { cwd: root });
    expect(status).toBe(2);
    expect(stderr).toContain('[config-missing]');
  });

  it('with status 4 when nothing is built, and says what to do', async () => {
    const root = folderOf({ ...SMALL_SITE, 'site/index.html': 'not ours' });
    for (const args of [[], ['--out', 'site']]) {
      const { status, stderr } = await run(['preview', ...args], { cwd: root });
      expect(status).toBe(4);
      expect(stderr).toMatch(
        /^(dist|site): error: there is no edition here to serve \[not-built\]$/m,
      );
      expect(stderr).toContain('hint: Run "broadside build" first.');
    }
  });

  it('with status 4 for a port or an address that cannot be had', async () => {
    const root = await builtSite();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const taken = await run(['preview', '--port', port], { cwd: root });
    expect(taken.status).toBe(4);
    expect(taken.stderr).toContain(`another program listens on port ${port} [port-taken]`);
    expect(taken.stderr).toContain('choose another port with --port');
    const refused = await run(['preview', '--host', '192.0.2.1'], { cwd: root });
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain('[address-refused]');
  });
});

/** Root may read everything. */
const mayReadAll = process.platform === 'win32' || process.getuid?.() === 0;

it.skipIf(mayReadAll)(
  'a file that the system refuses is said here, and the rest is served',
  async () => {
    const root = await builtSite();
    const { get, running } = await previewing(root);
    chmodSync(join(root, 'dist/plain.html'), 0);
    expect((await get('/plain.html')).status).toBe(500);
    expect((await get('/plain.html')).status).toBe(500);
    expect((await get('/')).status).toBe(200);
    running.child.kill('SIGTERM');
    expect((await running.ended).stderr.match(/\[disk-failure\]/g)).toHaveLength(1);
  },
);

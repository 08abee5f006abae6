/** Whatever is asked for, nothing but the served folder comes back, and something always does. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStaticHost } from '../src/io/serve/static-host.ts';
import { folderOf, writeFiles } from './support/folder.ts';
import { oddTargets, sendTargets } from './support/odd-targets.ts';
import { ask } from './support/raw-http.ts';
import { served } from './support/served.ts';

const CANARY = 'canary-4f1d';

/** A folder `dist` to serve, with secrets in it that are not served, beside it, above it and behind links. */
function guardedFolder(): string {
  const secret = `the secret is ${CANARY}\n`;
  const root = folderOf({
    'secret.txt': secret,
    [`${CANARY}.txt`]: 'a name that only a listing shows',
    'broadside.yaml': secret,
    'package.json': secret,
    '.env': secret,
    '.git/config': secret,
    'articles/rules.md': secret,
    '.broadside/state': secret,
    '.broadside/crash.txt': secret,
    '.dist.broadside/standby/index.html': secret,
    'dist-secret/secret.txt': secret,
    'dist.secret/secret.txt': secret,
    'dist/.broadside-manifest': secret,
    'dist/_redirects': `# ${CANARY}\n/old/* /:splat 301\n`,
    'dist/_headers': `# ${CANARY}\n/*\n  X-A: b\n`,
    'dist/index.html': 'front',
    'dist/about/index.html': 'about',
    'dist/feed.xml': '<rss/>',
    'dist/404.html': 'not found',
    'dist/media/a.txt': 'media',
  });
  if (process.platform !== 'win32') {
    symlinkSync('../secret.txt', join(root, 'dist/link.txt'));
    symlinkSync('..', join(root, 'dist/linked'));
    symlinkSync('../secret.txt', join(root, 'dist/index.htm'));
  }
  return root;
}

async function hostOf(folder: string): Promise<number> {
  const host = createStaticHost({
    folder,
    shown: 'dist',
    origin: 'https://x.example',
    base: '',
    onRules: () => {},
  });
  const { port } = await served(async (asked) => await host.answer(asked));
  return port;
}

describe('a host of a folder', () => {
  it('lets nothing out by any of 21,000 odd targets, and answers each', async () => {
    const root = guardedFolder();
    const port = await hostOf(join(root, 'dist'));
    const places = [root, join(root, 'secret.txt'), join(root, 'dist-secret', 'secret.txt')];
    const targets = oddTargets(
      21_000,
      places.map((it) => it.split(sep).join('/').replace(/^\//, '')),
    );
    expect(new Set(targets).size).toBe(21_000);
    const canaries = [CANARY, 'root:x:0:0', '[fonts]'];
    const { statuses, ...findings } = await sendTargets(port, targets, canaries);
    expect(findings).toEqual({ leaked: [], hung: [], wrong: [] });
    // A server that refused everything would leak nothing either.
    for (const status of [200, 301, 400, 403, 404, 414, 431]) {
      expect({ status, times: statuses.get(status) ?? 0 }).not.toEqual({ status, times: 0 });
    }
  });

  it('finds no canary only because there is none to find', async () => {
    const { port } = await served(() => ({
      status: 500,
      headers: { Location: '//evil.example' },
      content: { type: 'text/plain', etag: null, from: { bytes: CANARY } },
    }));
    const { leaked, hung, wrong } = await sendTargets(port, ['/', '/a'], [CANARY]);
    expect({ leaked: leaked.length, hung, wrong: wrong.length }).toEqual({
      leaked: 2,
      hung: [],
      wrong: 2,
    });
  });

  it.skipIf(process.platform === 'win32')(
    'does not follow a folder that has become a link',
    async () => {
      const root = guardedFolder();
      const port = await hostOf(join(root, 'dist'));
      expect((await ask(port, '/media/a.txt')).text).toBe('media');
      writeFiles(root, { 'outside/a.txt': CANARY });
      renameSync(join(root, 'dist/media'), join(root, 'dist/media-before'));
      symlinkSync('../outside', join(root, 'dist/media'));
      expect((await ask(port, '/media/a.txt')).status).toBe(404);
      rmSync(join(root, 'dist/about/index.html'));
      symlinkSync('../../secret.txt', join(root, 'dist/about/index.html'));
      const about = await ask(port, '/about/');
      expect({ status: about.status, text: about.text }).toEqual({
        status: 404,
        text: 'not found',
      });
    },
  );

  it('lists no folder', async () => {
    const root = guardedFolder();
    mkdirSync(join(root, 'dist/empty'));
    const port = await hostOf(join(root, 'dist'));
    for (const target of ['/media/', '/media', '/empty/', '/empty']) {
      expect((await ask(port, target)).status).toBe(404);
    }
  });
});

/** The program's `dev`: what its server answers, and what it tells open pages. */
import { renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  articleFile,
  CONFIG_FILE,
  filesIn,
  folderOf,
  SMALL_SITE,
  textOf,
  writeFiles,
} from './support/folder.ts';
import { MISSPELT, REFUSAL } from './support/misspelt.ts';
import { oddTargets, sendTargets } from './support/odd-targets.ts';
import { badgeOf, startPreview } from './support/previewing.ts';
import { HAS_TERMINAL, run, startAtTerminal } from './support/program.ts';
import { watchBeside } from './support/watch-beside.ts';

const RATES = '/2024/06/rates/';
const RULES = '/2024/05/fiscal-rules/';

const SITE = {
  ...SMALL_SITE,
  'articles/2024-06-01-rates.md': articleFile(
    'Rates again',
    'The rates rose.\n',
    'aliases: [/old/]\n',
  ),
  'articles/2024-06-02-notes.md': articleFile('Notes', 'Not yet.\n', 'draft: true\n'),
  'articles/2031-01-01-later.md': articleFile('Later', 'In time.\n'),
  'articles/2024-01-01-gone.md': articleFile('Gone', 'It was.\n', 'expires: 2024-02-01\n'),
  'newsroom/authors/ines.md': '---\ntitle: Ines\n---\n\nShe writes.\n',
  'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'templates/style.css': 'body { color: #111 }\n',
};

function edited(body: string): Record<string, string> {
  return { 'articles/2024-06-01-rates.md': articleFile('Rates again', body, 'aliases: [/old/]\n') };
}

function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), '');
}

describe('an open page', () => {
  it('is told to reload when it changed, and left alone when it did not', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const [rates, rules] = [await preview.tab(RATES), await preview.tab(RULES)];
    await rates.next('state');
    await rules.next('state');
    writeFiles(root, edited('The rates fell.\n'));
    await rates.next('reload');
    expect(await preview.text(RATES)).toContain('The rates fell.');
    // What is told is told in order: had the other page been told anything, it would be there by now.
    writeFiles(root, MISSPELT);
    await rules.state((it) => it.problems.length > 0);
    expect(rules.unheard()).toEqual([]);
    expect(await preview.running.waitFor('last good edition.')).toContain(
      'articles/2024-06-01-rates.md: shown in ',
    );
  });

  it('is told of every other article that shows its headline', async () => {
    const root = folderOf({ ...SITE, ...SMALL_SITE });
    const preview = await startPreview(root);
    const [rates, front] = [await preview.tab(RATES), await preview.tab('/')];
    writeFiles(root, {
      'articles/2024-05-12-fiscal-rules.md': articleFile(
        'The rules, again',
        '',
        'formerTitles: ["The fiscal rules, explained"]\n',
      ),
    });
    await Promise.all([rates.next('reload'), front.next('reload')]);
    expect(await preview.text(RATES)).toContain('The rules, again');
  });

  it('exchanges a style sheet without reloading', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    writeFiles(root, { 'templates/style.css': 'body { color: #222 }\n' });
    const swaps = Object.entries((await tab.next('style')) as Record<string, string>);
    expect(swaps).toHaveLength(1);
    expect(await preview.text(swaps[0]?.[1] ?? '')).toContain('#222');
    expect(tab.unheard()).toEqual([]);
  });

  it('hears of a file that is another at the same address', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    writeFiles(root, { 'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' });
    expect(await tab.next('files')).toEqual(['/logo.svg']);
  });

  it('that was away is told at once that it is out of date', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    const { version } = badgeOf(tab.html);
    tab.close();
    writeFiles(root, edited('The rates fell.\n'));
    await preview.running.waitFor(': shown in ');
    const query = new URLSearchParams({ token: tab.token, page: RATES, version, styles: '' });
    const reply = await fetch(new URL(`/.broadside/events?${query.toString()}`, preview.url));
    let heard = '';
    for await (const chunk of reply.body ?? []) {
      heard += new TextDecoder().decode(chunk);
      if (heard.includes('event: reload')) break;
    }
  });

  it('of an address that is not there yet reloads when it comes, and when it goes', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const before = await preview.tab('/2024/07/new/');
    expect(before.html).toContain('not found');
    writeFiles(root, { 'articles/2024-07-01-new.md': articleFile('New') });
    await before.next('reload');
    const after = await preview.tab('/2024/07/new/');
    rmSync(join(root, 'articles/2024-07-01-new.md'));
    await after.next('reload');
    expect((await fetch(new URL('/2024/07/new/', preview.url))).status).toBe(404);
  });
});

describe('a mistake', () => {
  it('is shown as in the terminal, with the last good edition behind it, until it is mended', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    await tab.next('state');
    writeFiles(root, MISSPELT);
    const { problems, summary, isStale } = await tab.state((it) => it.isStale);
    expect(withoutColours(problems[0]?.text ?? '')).toContain(REFUSAL.join('\n'));
    expect(summary).toBe('1 error in 1 of 5 articles');
    expect(isStale).toBe(true);
    expect(await preview.running.waitFor('last good edition.')).toContain(REFUSAL.join('\n'));
    expect(await preview.text(RATES)).toContain('The rates rose.');
    writeFiles(root, edited('The rates stand.\n'));
    await tab.next('reload');
    await tab.state((it) => it.problems.length === 0 && !it.isStale);
    expect(await preview.text(RATES)).toContain('The rates stand.');
  });

  it('is shown whole where the terminal counts', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `SEE ALSO: No such headline ${at}\n`);
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    writeFiles(root, edited(many.join('\n')));
    const { problems } = await tab.state((it) => it.isStale);
    expect(problems).toHaveLength(12);
    expect(await preview.running.waitFor('last good edition.')).toContain('… and 7 more');
  });

  it('that is made in thousands of places is shown a hundred times, and counted', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => `SEE ALSO: No such headline ${at}\n`);
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    writeFiles(root, edited(many.join('\n')));
    const { problems, summary } = await tab.state((it) => it.isStale);
    expect(summary).toBe('6000 errors in 1 of 5 articles');
    expect(problems).toHaveLength(101);
    expect(problems[100]).toMatchObject({ severity: 'error', count: 5900 });
    expect(problems[100]?.text).toContain('… and 5900 more of [unresolved-reference]');
  });

  const BROKEN: readonly (readonly [string, Record<string, string>, string])[] = [
    ['an article', { 'articles/2024-06-01-rates.md': '---\ntitle: [\n---\n' }, 'front-matter-yaml'],
    ['a template', { 'templates/article.hbs': '{{#if articel}}' }, 'template-syntax'],
    ['the configuration', { 'broadside.yaml': 'titel: The Test\n' }, 'config-key-unknown'],
    [
      'a registry file',
      { 'newsroom/authors/ines.md': '---\nrole: [a\n---\n' },
      'front-matter-yaml',
    ],
  ];
  it.each(BROKEN)('in %s needs no restart', async (_what, files, code) => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    writeFiles(root, files);
    const { problems } = await tab.state((it) => it.isStale);
    expect(problems.some((it) => withoutColours(it.text).includes(`[${code}]`))).toBe(true);
    expect(await preview.text(RATES)).toContain('The rates rose.');
    for (const path of Object.keys(files)) rmSync(join(root, path));
    const good = Object.fromEntries(Object.entries(SITE).filter(([path]) => path in files));
    writeFiles(root, good);
    await tab.state((it) => !it.isStale);
    writeFiles(root, edited('The rates stand.\n'));
    await tab.next('reload');
    expect(await preview.text(RATES)).toContain('The rates stand.');
  });

  it.each(['articles', 'broadside.yaml'])('of a missing %s needs no restart', async (name) => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab(RATES);
    renameSync(join(root, name), join(root, `.${name}`));
    await tab.state((it) => it.isStale);
    renameSync(join(root, `.${name}`), join(root, name));
    await tab.state((it) => !it.isStale);
    writeFiles(root, edited('The rates stand.\n'));
    await preview.running.waitFor(': shown in ');
  });

  it('in the configuration is said once, however often that is looked at', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const looked = await watchBeside(root);
    await looked(1);
    const lookedAgain = looked(1);
    writeFiles(root, { 'broadside.yaml': 'titel: The Test\n' });
    const refused = await preview.running.waitFor('last good edition.');
    await lookedAgain;
    writeFiles(root, { 'broadside.yaml': CONFIG_FILE });
    const said = refused + (await preview.running.waitFor(': shown in '));
    expect(said.split('[config-key-unknown]')).toHaveLength(2);
  });

  it('before there is any edition is a plain page, which becomes the one that was asked for', async () => {
    const body = 'SEE ALSO: <img src=x onerror=alert(1)>\n';
    const root = folderOf({ ...SITE, ...edited(body) });
    const preview = await startPreview(root, [], 'no edition to show yet.');
    const reply = await preview.ask(RATES);
    expect(reply.status).toBe(503);
    expect(reply.text).toContain('SEE ALSO: &lt;img src=x onerror=alert(1)&gt;');
    expect(reply.text).not.toContain('<img');
    const tab = await preview.tab(RATES);
    writeFiles(root, edited('The rates rose.\n'));
    await tab.next('reload');
    expect(await preview.text(RATES)).toContain('The rates rose.');
  });

  it('in an empty folder is a missing configuration, and mended by writing one', async () => {
    const root = folderOf({});
    const preview = await startPreview(root, [], 'no edition to show yet.');
    expect(await preview.text('/')).toContain('broadside.yaml');
    writeFiles(root, SMALL_SITE);
    await preview.running.waitFor('2 articles on ');
    expect(await preview.text('/')).toContain('Rates again');
  });
});

describe('what is not live', () => {
  it('is shown, marked and listed, and hidden at a wish', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const tab = await preview.tab('/2024/06/notes/');
    const { page, withheld } = await tab.state(() => true);
    expect(page).toEqual({ visibility: 'draft', when: null });
    expect(withheld.map((it) => [it.title, it.visibility, it.address])).toEqual([
      ['Later', 'scheduled', '/2031/01/later/'],
      ['Notes', 'draft', '/2024/06/notes/'],
      ['Gone', 'expired', '/2024/01/gone/'],
    ]);
    expect(tab.html).toContain('Draft');
    const named = await preview.tab('/2024/06/notes/index.html');
    expect((await named.state(() => true)).page?.visibility).toBe('draft');
    const drafts = `/.broadside/drafts?show=off&token=${tab.token}`;
    const { origin, host } = new URL(preview.url);
    expect((await preview.ask(drafts, { method: 'POST', host, headers: { origin } })).status).toBe(
      204,
    );
    const hidden = await tab.state((it) => !it.drafts);
    expect(hidden.withheld.map((it) => it.address)).toEqual([null, null, null]);
    expect((await fetch(new URL('/2024/06/notes/', preview.url))).status).toBe(404);
    await preview.running.waitFor('drafts hidden: ');
    await preview.ask(drafts.replace('off', 'on'), { method: 'POST' });
    await tab.state((it) => it.drafts);
    expect(await preview.text('/2024/06/notes/')).toContain('Not yet.');
  });

  it('becomes live at its time', async () => {
    const soon = new Date(Date.now() + 4000).toISOString().slice(0, 19);
    const root = folderOf({
      ...SITE,
      'articles/soon.md': articleFile('Soon', 'Now.\n', `date: ${soon}Z\n`),
    });
    const preview = await startPreview(root);
    const tab = await preview.tab('/');
    await tab.state((it) => it.withheld.every(({ title }) => title !== 'Soon'));
  });
});

describe('the server', () => {
  it('leaves dist and its neighbours alone', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    writeFiles(root, edited('The rates fell.\n'));
    await preview.running.waitFor(': shown in ');
    const others = Object.keys(filesIn(root)).filter((it) => !it.startsWith('.broadside/'));
    expect(others.sort()).toEqual(Object.keys(SITE).sort());
  });

  it('shows what a build publishes, and one script more', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root, ['--now', '2035-01-01']);
    await run(['build', '--now', '2035-01-01', '--drafts'], { cwd: root });
    const page = textOf(root, 'dist/2024/06/rates/index.html');
    const shown = await preview.text(RATES);
    expect(shown.replace(/<script src="\/\.broadside\/client\.js"[^>]*><\/script>/, '')).toBe(page);
    expect(await preview.text('/sitemap.xml')).toBe(textOf(root, 'dist/sitemap.xml'));
  });

  it('answers HEAD, conditional requests, former addresses and what is not there', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const page = await preview.ask(RATES);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const head = await preview.ask(RATES, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(page.text)));
    const etag = page.headers.get('etag') ?? '';
    expect((await preview.ask(RATES, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const old = await preview.ask('/old/?from=here');
    expect([old.status, old.headers.get('location')]).toEqual([302, `${RATES}?from=here`]);
    const bare = await preview.ask('/2024/06/rates');
    expect([bare.status, bare.headers.get('location')]).toEqual([302, RATES]);
    const missing = await preview.ask('/nowhere/');
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('</html>');
    expect((await preview.ask('/logo.svg')).headers.get('content-type')).toContain('image/svg+xml');
    expect((await preview.ask('/feed.xml')).headers.get('content-type')).toContain('xml');
    expect((await preview.ask('/.broadside-manifest')).status).toBe(404);
    expect((await preview.ask(RATES, { method: 'POST' })).status).toBe(405);
  });

  it('serves a site that lies in a folder at that folder', async () => {
    const config = CONFIG_FILE.replace('test.example/', 'test.example/our%20blog/');
    const root = folderOf({ ...SITE, 'broadside.yaml': config });
    const preview = await startPreview(root);
    const home = await preview.ask('/');
    expect([home.status, home.headers.get('location')]).toEqual([302, '/our%20blog/']);
    expect(await preview.text(`/our%20blog${RATES}`)).toContain('The rates rose.');
    expect((await preview.ask(RATES)).status).toBe(404);
    const tab = await preview.tab(`/our%20blog/2024/06/notes/`);
    expect((await tab.state(() => true)).page?.visibility).toBe('draft');
  });

  it('tells events to its own pages only', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const { token } = badgeOf(await preview.text('/'));
    const status = async (query: string, headers: Record<string, string> = {}): Promise<number> =>
      (
        await preview.ask(`/.broadside/events?${query}`, {
          method: 'HEAD',
          host: new URL(preview.url).host,
          headers,
        })
      ).status;
    expect(await status('page=/')).toBe(403);
    expect(await status('token=guess&page=/')).toBe(403);
    expect(await status(`token=${token}&page=/`, { origin: 'https://elsewhere.example' })).toBe(
      403,
    );
    expect(await status(`token=${token}&page=/`, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status(`token=${token}&page=/`, { origin: new URL(preview.url).origin })).toBe(
      200,
    );
    const drafts = `/.broadside/drafts?show=off&token=${token}`;
    const foreign = { method: 'POST', headers: { origin: 'https://elsewhere.example' } };
    expect((await preview.ask(drafts, foreign)).status).toBe(403);
    expect((await preview.ask(drafts)).status).toBe(405);
  });

  it('refuses a Host that is not its own, and says nothing to other sites', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    const status = async (host: string): Promise<number> =>
      (await preview.ask('/', { host })).status;
    expect(await status(`localhost:${preview.port}`)).toBe(200);
    expect(await status('elsewhere.example')).toBe(403);
    const { headers } = await preview.ask('/');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect([...headers.keys()].filter((it) => it.startsWith('access-control'))).toEqual([]);
  });

  it('leaks nothing and hangs nothing for 21,000 odd targets', async () => {
    const root = folderOf(SITE);
    const outside = folderOf({ 'secret.txt': 'CANARY-OUTSIDE' });
    writeFiles(root, {
      'secret.txt': 'CANARY-ROOT',
      'articles/_notes.md': 'CANARY-HIDDEN',
      'dist/secret.txt': 'CANARY-DIST',
      'public-secret/secret.txt': 'CANARY-SIBLING',
    });
    const preview = await startPreview(root);
    const places = [`${outside}/secret.txt`, `${root}/secret.txt`];
    const canaries = ['CANARY-', 'root:x:0', 'timezone: Europe'];
    const targets = oddTargets(21_000, places);
    const { leaked, hung, wrong } = await sendTargets(preview.port, targets, canaries);
    expect({ leaked, hung, wrong }).toEqual({ leaked: [], hung: [], wrong: [] });
    expect(await preview.text(RATES)).toContain('The rates rose.');
  });

  it('takes the next free port, but a given one or none', async () => {
    const root = folderOf(SITE);
    const first = await startPreview(root);
    const second = await startPreview(root);
    expect(second.port).not.toBe(first.port);
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    const address = await new Promise<ReturnType<typeof taken.address>>((resolve) => {
      taken.once('listening', () => {
        resolve(taken.address());
      });
    });
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = await run(['dev', '--port', String(port)], { cwd: root });
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain(`${port}`);
    expect((await run(['dev', '--port', 'many'], { cwd: root })).status).toBe(2);
    expect((await run(['dev', '--now', 'soon'], { cwd: root })).status).toBe(2);
    expect((await run(['dev', '--root', 'nowhere'], { cwd: root })).status).toBe(2);
  });

  it('ends cleanly, open pages or not', async () => {
    const root = folderOf(SITE);
    const preview = await startPreview(root);
    await preview.tab('/');
    preview.running.child.kill('SIGTERM');
    const { status, stderr } = await preview.running.ended;
    if (process.platform !== 'win32') expect([status, stderr]).toEqual([0, '']);
  });
});

describe.skipIf(!HAS_TERMINAL)('at a terminal', () => {
  it('keys show help, hide and show drafts, build anew and end', async () => {
    const root = folderOf(SITE);
    const running = startAtTerminal(['dev'], { cwd: root });
    const type = (key: string): void => void running.child.stdin?.write(key);
    expect(await running.waitFor('pages (')).toContain('Keys: o opens the browser');
    type('h');
    await running.waitFor('Keys: o opens the browser');
    type('d');
    await running.waitFor('drafts hidden: ');
    type('d');
    await running.waitFor('drafts shown: ');
    type('r');
    await running.waitFor('built anew: shown in ');
    type('q');
    expect((await running.ended).status).toBe(0);
  });

  it('Ctrl-C ends it', async () => {
    const running = startAtTerminal(['dev'], { cwd: folderOf(SITE) });
    await running.waitFor('pages (');
    running.child.stdin?.write('\u0003');
    expect((await running.ended).status).toBe(0);
  });

  it('in the background it asks for no keys, and goes on', async () => {
    const running = startAtTerminal(
      ['dev'],
      { cwd: folderOf(SITE) },
      (command) => `set -m; ${command} & read line; kill $!; wait $!`,
    );
    expect(await running.waitFor('pages (')).not.toContain('Keys: ');
    running.child.stdin?.write('\n');
    expect((await running.ended).status).toBe(0);
  });

  it('Ctrl-Z stops it, and it goes on with its keys', async () => {
    const running = startAtTerminal(
      ['dev'],
      { cwd: folderOf(SITE) },
      (command) => `set -m; ${command}; echo back in the shell; fg`,
    );
    await running.waitFor('pages (');
    running.child.stdin?.write('\u001A');
    await running.waitFor('back in the shell');
    running.child.stdin?.write('h');
    await running.waitFor('Keys: o opens the browser');
    running.child.stdin?.write('q');
    expect((await running.ended).status).toBe(0);
  });
});

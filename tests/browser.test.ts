/** The script in the pages of the preview, in a real browser, against a server that says what a test wants. */
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import {
  describeInBrowser,
  eventually,
  hideablePage,
  newPage,
  type Page,
} from './support/browser.ts';
import {
  clientScript,
  serve,
  type ServedFiles,
  type StandIn,
  type StandInOptions,
} from './support/stand-in.ts';

const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rates</title>';
const ICON = '<link rel="icon" href="data:,">';

/** A page's text; it is so long that it scrolls. */
function document(body: string, head = ''): string {
  return `${HEAD}${ICON}${head}<body style="margin: 0"><main>${body}<p style="height: 3000px">Long.</p></main>`;
}

function error(text: string): object {
  return {
    severity: 'error',
    text: `\u001B[1marticles/rates.md:7:5:\u001B[0m \u001B[1;31merror:\u001B[0m ${text} \u001B[2m[unresolved-reference]\u001B[0m\n\u001B[2m > 7 | \u001B[0m  - fisacl-rules\n\u001B[2m     | \u001B[0m\u001B[1;31m    ^^^^^^^^^^^^\u001B[0m\n   \u001B[1mhint:\u001B[0m Did you mean "fiscal-rules"?`,
  };
}

function warning(text: string): object {
  return { severity: 'warning', text: `articles/rates.md: \u001B[1;33mwarning:\u001B[0m ${text}` };
}

interface Opened {
  readonly page: Page;
  readonly server: StandIn;
}

/** A page at `/` with the script, after its stream is open. */
async function open(
  files: string | ServedFiles,
  options: StandInOptions = {},
  expected?: RegExp,
): Promise<Opened> {
  const server = await serve(typeof files === 'string' ? { '/': files } : files, options);
  const page = await newPage({
    viewport: { width: 800, height: 600 },
    ...(expected === undefined ? {} : { expected }),
  });
  await page.goto(`${server.url}/`);
  await server.stream();
  return { page, server };
}

/** Marks the document, to tell later whether it is still the same. */
async function mark(page: Page): Promise<void> {
  await page.evaluate('window.marked = true');
}

async function isMarked(page: Page): Promise<boolean> {
  return await page.evaluate('window.marked === true');
}

/** Waits until the page has seen all that was sent before: events keep their order. */
async function settle({ page, server }: Opened): Promise<void> {
  const visibility = { visibility: 'expired', when: `1999-01-01T00:00 ${Math.random()}` };
  server.state({ page: visibility });
  await page.getByText(`Expired ${visibility.when.replace('T', ' ')}`).waitFor();
}

async function scrollTop(page: Page): Promise<number> {
  return await page.evaluate('scrollY');
}

const PIXEL = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="2000"/>`;

it('the script is one classic script', () => {
  expect(() => new Script(clientScript())).not.toThrow();
  expect(clientScript()).not.toMatch(/^(import|export)\b/m);
});

describeInBrowser('a reload', () => {
  it('shows the new page at the same place, and leaves the rest to the browser again', async () => {
    const { page, server } = await open(document('<h1>Old</h1>'));
    await page.evaluate('scrollTo(0, 1200)');
    server.files['/'] = document('<h1>New</h1><p>One more line.</p>');
    server.send('reload', {});
    await page.getByText('New').waitFor();
    await page.waitForLoadState('load');
    expect(await scrollTop(page)).toBe(1200);
    expect(await page.evaluate('history.scrollRestoration')).toBe('auto');
  });

  it('keeps the place at an address with a fragment', async () => {
    const { page, server } = await open(document('<h1 id="top">Old</h1>'));
    await page.goto(`${server.url}/#top`);
    await page.evaluate('scrollTo(0, 1200)');
    server.files['/'] = document('<h1 id="top">New</h1>');
    server.send('reload', {});
    await page.getByText('New').waitFor();
    await page.waitForLoadState('load');
    expect(await scrollTop(page)).toBe(1200);
  });

  it('goes back to a place that is there only when pictures have loaded', async () => {
    // The browser's own attempts are switched off by the page.
    const own = `<script>history.scrollRestoration = 'manual'</script>`;
    const body = `${own}<h1>Old</h1><img src="/tall.svg" alt="">`;
    const { page, server } = await open({ '/': document(body), '/tall.svg': PIXEL });
    await page.evaluate('scrollTo(0, 4000)');
    const release = server.hold('/tall.svg');
    server.files['/'] = document(body.replace('Old', 'New'));
    server.send('reload', {});
    await page.getByText('New').waitFor();
    expect(await scrollTop(page)).toBeLessThan(4000);
    release();
    await page.waitForLoadState('load');
    expect(await scrollTop(page)).toBe(4000);
    expect(await page.evaluate('history.scrollRestoration')).toBe('manual');
  });

  it('leaves readers where they went while pictures load', async () => {
    const body = '<h1>Old</h1><img src="/tall.svg" alt="">';
    const { page, server } = await open({ '/': document(body), '/tall.svg': PIXEL });
    await page.evaluate('scrollTo(0, 4000)');
    const release = server.hold('/tall.svg');
    server.files['/'] = document(body.replace('Old', 'New'));
    server.send('reload', {});
    await page.getByText('New').waitFor();
    await page.keyboard.press('Home');
    await eventually(async () => await scrollTop(page)).toBe(0);
    release();
    await page.waitForLoadState('load');
    expect(await scrollTop(page)).toBe(0);
    expect(await page.evaluate('history.scrollRestoration')).toBe('auto');
  });

  it('is of the page alone that is told', async () => {
    const { page, server } = await open({
      '/': document('<h1>Front</h1>'),
      '/other/': document('<h1>Other</h1>'),
    });
    const other = await page.context().newPage();
    await other.goto(`${server.url}/other/`);
    await eventually(() => server.streams.length).toBe(2);
    await mark(page);
    await mark(other);
    const stream = server.streams.find((it) => it.asked['page'] === '/other/');
    stream?.send('reload', {});
    await eventually(async () => await isMarked(other)).toBe(false);
    await settle({ page, server });
    expect(await isMarked(page)).toBe(true);
  });
});

describeInBrowser('a changed stylesheet', () => {
  const LINK = '<link rel="stylesheet" href="/style.a.css">';
  const FILES = {
    '/': document('<h1>Rates</h1>', LINK),
    '/style.a.css': 'h1 { color: rgb(1, 0, 0) }',
    '/style.b.css': 'h1 { color: rgb(2, 0, 0) }',
    '/style.c.css': 'h1 { color: rgb(3, 0, 0) }',
  };
  const colour = async (page: Page): Promise<string> =>
    await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`);
  const sheets = async (page: Page): Promise<string[]> =>
    await page.evaluate(
      `[...document.querySelectorAll('link[rel=stylesheet]')].map((it) => it.getAttribute('href'))`,
    );

  it('takes the place of the old one when it has loaded, and nothing else changes', async () => {
    const { page, server } = await open({ ...FILES });
    expect((await server.stream()).asked).toMatchObject({ page: '/', styles: '/style.a.css' });
    await page.evaluate('scrollTo(0, 700)');
    await mark(page);
    const release = server.hold('/style.b.css');
    server.send('style', { '/style.a.css': '/style.b.css', '/gone.css': '/still-gone.css' });
    await eventually(() => server.requests).toContain('GET /style.b.css');
    expect(await colour(page)).toBe('rgb(1, 0, 0)');
    release();
    await eventually(async () => await colour(page)).toBe('rgb(2, 0, 0)');
    await eventually(async () => await sheets(page)).toEqual(['/style.b.css']);
    expect(await scrollTop(page)).toBe(700);
    expect(await isMarked(page)).toBe(true);
  });

  it('may be followed by another before it has loaded', async () => {
    const { page, server } = await open({ ...FILES });
    const release = server.hold('/style.b.css');
    server.send('style', { '/style.a.css': '/style.b.css' });
    server.send('style', { '/style.b.css': '/style.c.css' });
    await eventually(async () => await sheets(page)).toEqual(['/style.c.css']);
    release();
    expect(await colour(page)).toBe('rgb(3, 0, 0)');
  });

  it('that cannot be loaded leaves the old one', async () => {
    const { page, server } = await open({ ...FILES }, {}, /404 \(Not Found\)/);
    server.send('style', { '/style.a.css': '/missing.css' });
    await eventually(() => server.requests).toContain('GET /missing.css');
    await eventually(async () => await sheets(page)).toEqual(['/style.a.css']);
    expect(await colour(page)).toBe('rgb(1, 0, 0)');
  });

  it('at the same address is loaded anew, though a digest of the old one was given', async () => {
    const digest = createHash('sha256').update(FILES['/style.a.css']).digest('base64');
    const link = LINK.replace('>', ` integrity="sha256-${digest}">`);
    const { page, server } = await open({ ...FILES, '/': document('<h1>Rates</h1>', link) });
    expect(await colour(page)).toBe('rgb(1, 0, 0)');
    await mark(page);
    server.files['/style.a.css'] = 'h1 { color: rgb(9, 0, 0) }';
    const release = server.hold('/style.a.css');
    server.send('files', ['/style.a.css', '/unknown.png']);
    server.send('files', ['/style.a.css']);
    await eventually(async () => (await sheets(page)).length).toBe(3);
    release();
    await eventually(async () => await colour(page)).toBe('rgb(9, 0, 0)');
    await eventually(async () => (await sheets(page)).length).toBe(1);
    expect(await isMarked(page)).toBe(true);
  });
});

describeInBrowser('a changed file', () => {
  const FILES: ServedFiles = {
    '/': document(
      `<picture><source srcset="/wide.svg 2x, /narrow.svg" media="(width > 9999px)"><img src="/logo.svg" alt=""></picture>
      <img loading="lazy" src="/later.svg" alt=""><a href="/report.pdf">Report</a>`,
      '<link rel="stylesheet" href="/style.css"><script src="/menu.js" defer></script>',
    ),
    '/style.css':
      'h1 { background: url(/paper.svg) } @import "/more.css"; main { background: url(/back.svg) }',
    '/menu.js': '',
    '/logo.svg': PIXEL,
    '/back.svg': PIXEL,
    '/later.svg': PIXEL,
  };

  it.each(['/logo.svg', '/wide.svg', '/narrow.svg', '/later.svg', '/menu.js', '/back.svg'])(
    'that the page uses reloads it: %s',
    async (path) => {
      const { page, server } = await open({ ...FILES });
      await page.waitForLoadState('load');
      await mark(page);
      server.send('files', [path]);
      await eventually(async () => await isMarked(page)).toBe(false);
    },
  );

  it('that the page only links to, or does not know, changes nothing', async () => {
    const opened = await open({ ...FILES });
    await mark(opened.page);
    opened.server.send('files', ['/report.pdf', '/other.png', '/logo.svg.png']);
    await settle(opened);
    expect(await isMarked(opened.page)).toBe(true);
  });
});

describeInBrowser('the layer of problems', () => {
  const BROKEN = {
    problems: [error('"fisacl-rules" is no article'), error('second'), warning('third')],
    summary: '2 errors in 1 of 27 articles, 1 warning',
    isStale: true,
  };

  it('shows every error over the last good edition, and goes when they are mended', async () => {
    const { page, server } = await open(document('<h1>Rates</h1>'));
    const dialog = page.getByRole('dialog');
    expect(await dialog.count()).toBe(0);
    server.state(BROKEN);
    await dialog.waitFor();
    expect(await dialog.getByRole('heading', { level: 1 }).textContent()).toBe(BROKEN.summary);
    expect(await dialog.innerText()).toContain('The page behind this is the last good edition.');
    expect(await dialog.locator('li').count()).toBe(3);
    expect(await dialog.locator('pre').first().innerText()).toBe(
      ' > 7 |   - fisacl-rules\n     |     ^^^^^^^^^^^^',
    );
    expect(await dialog.locator('li').first().innerHTML()).toContain(
      '<span class="bold red">error:</span>',
    );
    server.state({ problems: [], isStale: false });
    await dialog.waitFor({ state: 'hidden' });
  });

  it('shows what authors wrote as text', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const { page } = await open(document('<h1>Rates</h1>'), {
      state: {
        problems: [error(hostile)],
        summary: hostile,
        withheld: [
          { title: hostile, visibility: 'draft', when: hostile, address: null, path: hostile },
        ],
      },
    });
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByText(`error: ${hostile}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '1 not live' }).click();
    await page.getByRole('region', { name: 'Not live' }).getByText(hostile).first().waitFor();
    expect(await page.locator('broadside-preview img, broadside-preview script').count()).toBe(0);
  });

  it('that the author closed stays closed until the errors are others', async () => {
    const { page, server } = await open(document('<h1>Rates</h1>'), { state: BROKEN });
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    server.state({ problems: [...BROKEN.problems, warning('fourth')] });
    await page.getByRole('button', { name: '2 warnings' }).waitFor();
    expect(await dialog.count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: '2 errors' }).waitFor();
    expect(await dialog.count()).toBe(0);
    server.state({ problems: [error('another')] });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    // The same mistake made again is news.
    server.state({ problems: [] });
    await settle({ page, server });
    server.state({ problems: [error('another')] });
    await dialog.waitFor();
  });

  it('opens again by the count in the bar, for warnings only so', async () => {
    const { page, server } = await open(document('<h1>Rates</h1>'), {
      state: { problems: [warning('third')], summary: '1 warning in 1 of 27 articles' },
    });
    const dialog = page.getByRole('dialog');
    const warnings = page.getByRole('button', { name: '1 warning' });
    await warnings.waitFor();
    expect(await dialog.count()).toBe(0);
    await warnings.click();
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('warning: third');
    expect(await dialog.innerText()).not.toContain('last good edition');
    server.state({ problems: [] });
    await dialog.waitFor({ state: 'hidden' });
  });

  it('keeps the focus while it is open and gives it back', async () => {
    const { page, server } = await open(document('<a href="#one">One</a> <a href="#two">Two</a>'));
    await page.getByText('Two').focus();
    server.state(BROKEN);
    await page.getByRole('dialog').waitFor();
    const focused = `(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent`;
    expect(await page.evaluate(focused)).toBe(BROKEN.summary);
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(focused)).not.toMatch(/^(One|Two)$/);
    }
    await page.keyboard.press('Escape');
    expect(await page.evaluate(focused)).toBe('Two');
  });

  it('stays away from a page that shows the errors itself', async () => {
    const opened = await open(document('<h1>2 errors</h1>'), {
      state: BROKEN,
      attributes: 'data-plain',
    });
    await settle(opened);
    expect(await opened.page.getByRole('dialog').count()).toBe(0);
    expect(await opened.page.getByRole('button', { name: 'error' }).count()).toBe(0);
  });

  it('holds hundreds of frames', async () => {
    const problems = Array.from({ length: 800 }, (_, at) => error(`number ${at}`));
    const { page } = await open(document('<h1>Rates</h1>'), { state: { problems } });
    const last = page.getByRole('dialog').locator('li').last();
    await last.scrollIntoViewIfNeeded();
    // What is out of sight is not laid out before it comes into view.
    await eventually(async () => await last.innerText()).toContain('number 799');
  });
});

describeInBrowser('the bar', () => {
  const WITHHELD = [
    { title: 'The budget', visibility: 'draft', when: null, address: null, path: 'articles/b.md' },
    {
      title: 'Rates',
      visibility: 'scheduled',
      when: '2031-01-15T00:00 Europe/London',
      address: '/2031/01/rates/',
      path: 'articles/rates.md',
    },
  ];

  it.each([
    [{ visibility: 'draft', when: null }, 'Draft: not published'],
    [
      { visibility: 'scheduled', when: '2031-01-15T00:00 Europe/London' },
      'Scheduled: goes live 2031-01-15 00:00 Europe/London',
    ],
    [
      { visibility: 'expired', when: '2025-01-15T12:30 Europe/London' },
      'Expired 2025-01-15 12:30 Europe/London',
    ],
  ])('says of a page that is not live what it is: %o', async (state, words) => {
    const { page } = await open(document('<h1>Rates</h1>'), { state: { page: state } });
    await page.getByText(words, { exact: true }).waitFor();
  });

  it('lists what is not live, with a way to what can be read', async () => {
    const { page, server } = await open(document('<h1>Front</h1>'), {
      state: { withheld: WITHHELD },
    });
    const opener = page.getByRole('button', { name: '2 not live' });
    const list = page.getByRole('region', { name: 'Not live' });
    await opener.focus();
    await page.keyboard.press('Enter');
    // What has not been laid out yet has no text.
    await eventually(async () => await list.innerText()).toBe(
      `Not live

Switch Drafts on to read them here.

The budget
Draft: not published
articles/b.md
Rates
Scheduled: goes live 2031-01-15 00:00 Europe/London
articles/rates.md`,
    );
    expect(await list.getByRole('link').count()).toBe(1);
    expect(await list.getByRole('link', { name: 'Rates' }).getAttribute('href')).toBe(
      '/2031/01/rates/',
    );
    await page.keyboard.press('Escape');
    expect(await list.count()).toBe(0);
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await opener.click();
    await page.mouse.click(700, 100);
    expect(await list.count()).toBe(0);
    server.state({ withheld: [] });
    await opener.waitFor({ state: 'hidden' });
  });

  it('asks the server for drafts, and shows what it said last', async () => {
    const { page, server } = await open(document('<h1>Front</h1>'));
    const drafts = page.getByRole('switch', { name: 'Drafts' });
    await drafts.focus();
    await page.keyboard.press('Space');
    await eventually(() => server.requests).toContain(
      'POST /.broadside/drafts?token=token-1&show=on',
    );
    server.state({ drafts: true });
    await eventually(async () => await drafts.isChecked()).toBe(true);
    expect(await page.evaluate(`document.activeElement.localName`)).toBe('broadside-preview');
    await drafts.click();
    await eventually(() => server.requests).toContain(
      'POST /.broadside/drafts?token=token-1&show=off',
    );
  });

  it('turns the switch back when the server refuses', async () => {
    const { page } = await open(document('<h1>Front</h1>'), { drafts: 500 }, /500 \(/);
    const drafts = page.getByRole('switch', { name: 'Drafts' });
    await drafts.click();
    await eventually(async () => await drafts.isChecked()).toBe(false);
  });

  it('can be made a dot, which tells what the bar would, and stays one', async () => {
    const { page, server } = await open(document('<h1>Front</h1>'));
    await page.getByRole('button', { name: 'Hide the preview bar' }).click();
    const dot = page.getByRole('button', { name: 'Show the preview bar' });
    await dot.waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
    server.state({ problems: [warning('third')] });
    await page.getByRole('button', { name: 'Show the preview bar. 1 warning' }).waitFor();
    await page.reload();
    await dot.waitFor();
    await dot.click();
    await page.getByRole('button', { name: '1 warning' }).waitFor();
  });

  it('is nothing of the page: it moves nothing, inherits nothing and is not printed', async () => {
    const style =
      '<style>* { all: unset !important; display: block !important; font: 40px serif !important; visibility: hidden !important }</style>';
    const plain = document('<h1>Rates</h1>', style);
    const page = await newPage();
    const server = await serve({ '/': plain, '/bare': plain });
    await page.goto(`${server.url}/`);
    await page.getByRole('switch').waitFor();
    const extent = `[document.documentElement.scrollWidth, document.documentElement.scrollHeight]`;
    const shifts = `new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({ type: 'layout-shift', buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
    })`;
    expect(await page.evaluate(shifts)).toBe(0);
    const size = `getComputedStyle(document.querySelector('broadside-preview').shadowRoot.querySelector('[role=switch]')).fontSize`;
    expect(await page.evaluate(size)).toBe('13px');
    const box = await page.getByRole('complementary', { name: 'Preview' }).boundingBox();
    expect(box?.height).toBeLessThan(60);
    const withBar = await page.evaluate(extent);
    await page.evaluate(`document.querySelector('broadside-preview').remove()`);
    expect(await page.evaluate(extent)).toEqual(withBar);
    await page.reload();
    await page.getByRole('switch').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('switch').count()).toBe(0);
  });
});

describeInBrowser('the connection', () => {
  const GONE = /net::ERR_|403 \(Forbidden\)/;

  it('is closed while nobody sees the page', async () => {
    const server = await serve({ '/': document('<h1>Rates</h1>') });
    const { page, hide, show } = await hideablePage();
    await page.goto(`${server.url}/`);
    await server.stream();
    await hide();
    await eventually(() => server.streams.length).toBe(0);
    await mark(page);
    await page.evaluate(`fetch('/')`);
    expect(server.requests.filter((it) => it.includes('/events'))).toHaveLength(1);
    await show();
    const { asked } = await server.stream();
    expect(asked).toEqual({ token: 'token-1', page: '/', version: '1', styles: '' });
    expect(await isMarked(page)).toBe(true);
  });

  it('is made again when the same server comes back to it', async () => {
    const { page, server } = await open(document('<h1>Rates</h1>'));
    await mark(page);
    (await server.stream()).end();
    await eventually(() => server.streams.length).toBe(0);
    await server.stream();
    await settle({ page, server });
    expect(await isMarked(page)).toBe(true);
  });

  it('that is gone is said, and the page of the next server is loaded by itself', async () => {
    const { page, server } = await open(document('<h1>Old</h1>'), {}, GONE);
    await server.stop();
    await page.getByText('Preview stopped. Run npm run dev again.').first().waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
    server.files['/'] = document('<h1>New</h1>');
    await server.startAgain();
    await page.getByText('New').waitFor();
    await page.getByRole('switch').waitFor();
    expect((await server.stream()).asked['token']).toBe('token-2');
  });
});

describeInBrowser('a strict content security policy', () => {
  it('is kept', async () => {
    const problems = [error('first')];
    const { page, server } = await open(
      {
        '/': `${HEAD}<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/a.css"><h1>Rates</h1>`,
        '/icon.svg': PIXEL,
        '/a.css': '',
        '/b.css': 'h1 { color: rgb(2, 0, 0) }',
      },
      {
        headers: {
          'Content-Security-Policy':
            "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'",
        },
        state: {
          problems,
          withheld: [{ title: 'A', visibility: 'draft', when: null, address: null, path: 'a.md' }],
        },
      },
    );
    // A violation is an error on the console, which fails the test.
    await page.getByRole('dialog').waitFor();
    const background = `getComputedStyle(document.querySelector('broadside-preview').shadowRoot.querySelector('dialog')).position`;
    expect(await page.evaluate(background)).toBe('fixed');
    await page.keyboard.press('Escape');
    await page.getByRole('switch').click();
    server.send('style', { '/a.css': '/b.css' });
    await eventually(
      async () => await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`),
    ).toBe('rgb(2, 0, 0)');
  });
});

/**
 * A real browser for tests: the one `CHROME_PATH` names, else the Chromium inside `@sparticuz/chromium`, which
 * is a build for Linux on x64 with glibc. Where neither can run, the tests that need one are skipped and say
 * so, but never in CI: tests that silently did not run have proved nothing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, describe, expect } from 'vitest';
import { HOME } from './home.ts';

export type { Browser, Page };

const { CHROME_PATH, CI } = process.env;
/** What the executable of the package is loaded by. */
const LOADER = '/lib64/ld-linux-x86-64.so.2';
const HAS_BROWSER = CHROME_PATH !== undefined || (process.arch === 'x64' && existsSync(LOADER));

if (!HAS_BROWSER) {
  const where = 'set CHROME_PATH to the executable of a Chromium or Chrome';
  if (CI !== undefined) throw new Error(`There is no browser for the tests here: ${where}.`);
  console.error(`Tests in a browser did not run: ${where}.`);
}

/** `describe` for tests that need a browser. */
export const describeInBrowser: typeof describe.skip = HAS_BROWSER ? describe : describe.skip;

export interface PageOptions extends BrowserContextOptions {
  /** Complaints of the browser that belong to what is tested: the network's about a server that is gone. */
  readonly expected?: RegExp;
}

let browser: Promise<Browser> | null = null;
/** What is still to be closed after a test, and what its pages complained of. */
const open: { close(): Promise<void> }[] = [];
const complaints: string[] = [];

// Before what tests have stopped when they are finished: pages would complain that their server is gone.
afterEach(async () => {
  for (const it of open.splice(0).reverse()) await it.close();
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await (await browser)?.close();
});

/** The browser of this test file, started at the first call and closed at the end of the file. */
export async function openBrowser(): Promise<Browser> {
  browser ??= launch();
  return await browser;
}

/**
 * A page that shares nothing with others; further tabs beside it come from `page.context()`. The test fails
 * when any of them reports an error on its console, an exception nobody caught or a rejection nobody handled.
 */
export async function newPage({ expected, ...options }: PageOptions = {}): Promise<Page> {
  const context = await (await openBrowser()).newContext(options);
  watch(context, expected);
  return await context.newPage();
}

/** `expect.poll` with the patience that a slow machine asks for. */
export function eventually<T>(look: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 30_000 });
}

export interface HideablePage {
  readonly page: Page;
  /** Minimises the window: the browser then tells the page that nobody sees it. */
  hide(): Promise<void>;
  show(): Promise<void>;
}

/**
 * A page, in a browser of its own, that can be hidden. Others cannot: Playwright tells the browser that all its
 * pages are seen, but for a browser that it has not started.
 */
export async function hideablePage(): Promise<HideablePage> {
  const port = await freePort();
  const started = await launch([`--remote-debugging-port=${port}`]);
  open.push(started);
  const joined = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = joined.contexts();
  if (context === undefined) throw new Error('the browser has no window');
  watch(context, undefined);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const put = async (windowState: 'minimized' | 'normal'): Promise<void> => {
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  };
  return {
    page,
    hide: async () => {
      await put('minimized');
    },
    show: async () => {
      await put('normal');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** Closes the pages after the test, which fails when any of them has complained. */
function watch(context: BrowserContext, expected: RegExp | undefined): void {
  open.push(context);
  const hear = (complaint: string): void => {
    if (expected?.test(complaint) !== true) complaints.push(complaint);
  };
  context.on('console', (it) => {
    if (it.type() === 'error') hear(`${it.text()} (${it.location().url})`);
  });
  context.on('weberror', (it) => {
    hear(String(it.error().stack ?? it.error()));
  });
}

async function launch(further: readonly string[] = []): Promise<Browser> {
  const options = { args: ['--no-sandbox', '--disable-gpu', ...further] };
  if (CHROME_PATH !== undefined) {
    return await chromium.launch({ ...options, executablePath: CHROME_PATH });
  }
  const folder = unpacked();
  return await chromium.launch({
    ...options,
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      // Systems without a desktop lack NSS and fonts. With the package's own, all systems run the same.
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  });
}

const CACHE = join(HOME, 'node_modules', '.cache', 'broadside');

/**
 * The folder with the browser of the package. Unpacked once, in a folder that gets its name when it is whole:
 * test files run at the same time, and any may be stopped. Not in the system's temporary folder, where
 * another user could have put an executable of that name.
 */
function unpacked(): string {
  const folder = join(CACHE, `chromium-${versionOfPackage()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(join(CACHE, 'unpacking-'));
  try {
    unpackInto(own);
    writeFileSync(join(own, 'fonts.conf'), fontsOf(folder));
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/** In a process of its own, because the package reads from the environment where to unpack, and what. */
function unpackInto(folder: string): void {
  const script = `await (await import('@sparticuz/chromium')).default.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: HOME,
    env: {
      ...process.env,
      TMPDIR: folder,
      // It unpacks the libraries only for a system that it knows to lack them.
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
    },
  });
}

/** The package's own names folders that are not there. */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

function versionOfPackage(): string {
  // Its manifest is not among its exports.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version }: { readonly version: string } = createRequire(entry)('../../package.json');
  return version;
}

/** The program's `dev` and a real browser: what an author sees while writing. */
import { expect, it } from 'vitest';
import { describeInBrowser, newPage, type Page } from './support/browser.ts';
import { articleFile, folderOf, SMALL_SITE, writeFiles } from './support/folder.ts';
import { MISSPELT, REFUSAL } from './support/misspelt.ts';
import { startPreview } from './support/previewing.ts';

const RATES = '/2024/06/rates/';
const FILE = 'articles/2024-06-01-rates.md';

/** Long enough to scroll. */
const LONG = Array.from({ length: 120 }, (_, at) => `Paragraph ${at} of the report.\n`).join('\n');

const SITE = {
  ...SMALL_SITE,
  [FILE]: articleFile('Rates again', LONG),
  'articles/2024-06-02-notes.md': articleFile('Notes', 'Not yet.\n', 'draft: true\n'),
  'templates/style.css': 'body { color: rgb(1, 2, 3) }\n',
};

async function open(root: string, address: string): Promise<Page> {
  const preview = await startPreview(root);
  // The page is missing for a while where a test says so.
  const page = await newPage({ viewport: { width: 800, height: 600 }, expected: /status of 404/ });
  await page.goto(new URL(address, preview.url).href);
  // The bar is there once the page hears of changes.
  await page.getByRole('complementary', { name: 'Preview' }).waitFor();
  await page.evaluate('window.marked = true');
  return page;
}

async function isMarked(page: Page): Promise<boolean> {
  return await page.evaluate('window.marked === true');
}

describeInBrowser('an author who previews', () => {
  it('sees an edit in the page, at the place they were reading', async () => {
    const root = folderOf(SITE);
    const page = await open(root, RATES);
    await page.evaluate('scrollTo(0, 1500)');
    writeFiles(root, { [FILE]: articleFile('Rates again', `${LONG}\nThe rates fell.\n`) });
    await page.getByText('The rates fell.').waitFor({ state: 'attached' });
    expect(await isMarked(page)).toBe(false);
    await expect.poll(async () => await page.evaluate('scrollY')).toBe(1500);
  });

  it('sees a new style without a reload', async () => {
    const root = folderOf(SITE);
    const page = await open(root, RATES);
    writeFiles(root, { 'templates/style.css': 'body { color: rgb(4, 5, 6) }\n' });
    const colour = async (): Promise<unknown> =>
      await page.evaluate('getComputedStyle(document.body).color');
    await expect.poll(colour).toBe('rgb(4, 5, 6)');
    expect(await isMarked(page)).toBe(true);
  });

  it('sees a mistake with its frame over the last good edition, until it is mended', async () => {
    const root = folderOf(SITE);
    const page = await open(root, RATES);
    writeFiles(root, MISSPELT);
    const layer = page.getByRole('dialog');
    await layer.waitFor();
    const shown = await layer.innerText();
    for (const line of REFUSAL) expect(shown).toContain(line.trim());
    expect(shown).toContain('the last good edition');
    await expect.poll(async () => await page.getByText('Paragraph 3 of').isVisible()).toBe(true);
    writeFiles(root, { [FILE]: articleFile('Rates again', `${LONG}\nThe rates stand.\n`) });
    await layer.waitFor({ state: 'hidden' });
    await page.getByText('The rates stand.').waitFor({ state: 'attached' });
  });

  it('closes it with Escape, and reads what an author wrote as text', async () => {
    const root = folderOf(SITE);
    const page = await open(root, RATES);
    const hostile = 'SEE ALSO: <img src=x onerror="document.title=1">\n';
    writeFiles(root, { [FILE]: articleFile('Rates again', hostile) });
    const layer = page.getByRole('dialog');
    await layer.waitFor();
    expect(await layer.innerText()).toContain(hostile.trim());
    expect(await layer.locator('img').count()).toBe(0);
    expect(await page.title()).toContain('Rates again');
    await page.keyboard.press('Escape');
    await layer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '1 error' }).waitFor();
  });

  it('sees the frames on a plain page where there is no edition yet', async () => {
    const root = folderOf({ ...SITE, ...MISSPELT });
    const preview = await startPreview(root, [], 'no edition to show yet.');
    const page = await newPage({ expected: /status of 503/ });
    await page.goto(new URL(RATES, preview.url).href);
    for (const line of REFUSAL) expect(await page.innerText('body')).toContain(line.trim());
    writeFiles(root, { [FILE]: articleFile('Rates again', 'The rates stand.\n') });
    await page.getByText('The rates stand.').waitFor();
  });

  it('shows and hides drafts', async () => {
    const root = folderOf(SITE);
    const page = await open(root, '/');
    await page.getByRole('link', { name: 'Notes' }).first().waitFor();
    await page.getByRole('switch', { name: 'Drafts' }).click();
    await page.getByRole('link', { name: 'Notes' }).first().waitFor({ state: 'detached' });
    await page.getByRole('switch', { name: 'Drafts' }).click();
    await page.getByRole('link', { name: 'Notes' }).first().click();
    await page.getByText('Draft: not published').last().waitFor();
  });

  it('waits at an address for the article that will be there', async () => {
    const root = folderOf(SITE);
    const page = await open(root, '/2024/07/new/');
    writeFiles(root, { 'articles/2024-07-01-new.md': articleFile('New', 'It has come.\n') });
    await page.getByText('It has come.').waitFor();
  });
});

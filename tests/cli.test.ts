import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { wantsColours } from '../src/cli/terminal.ts';
import {
  articleFile,
  CONFIG_FILE,
  filesIn,
  folderOf,
  SMALL_SITE,
  temporaryFolder,
  textOf,
  writeFiles,
} from './support/folder.ts';
import { MISSPELT, REFUSAL } from './support/misspelt.ts';
import { HOME } from './support/home.ts';
import { programFile, run, start, startNode } from './support/program.ts';

/** What every document of `--json` holds. */
interface Document {
  readonly schema: number;
  readonly articles: number;
  readonly pages: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly durationMs: number;
  readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
}

/** Parses the only thing on stdout. */
function documentOf(stdout: string): Document {
  const document: Document = JSON.parse(stdout);
  expect(Object.keys(document)).toEqual([
    'schema',
    'articles',
    'pages',
    'written',
    'unchanged',
    'removed',
    'errors',
    'warnings',
    'durationMs',
    'diagnostics',
  ]);
  expect(document.schema).toBe(1);
  for (const it of document.diagnostics) {
    const fields = ['file', 'line', 'column', 'severity', 'code', 'message', 'hint'];
    expect(Object.keys(it)).toEqual(fields);
  }
  return document;
}

describe('a build that succeeds', () => {
  it('exits 0, says in at most six lines what it did, and nothing on stderr', async () => {
    const root = folderOf(SMALL_SITE);
    const { status, stdout, stderr } = await run(['build'], { cwd: root });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [first, second, ...more] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^Built 2 articles on \d+ pages in [\d.]+ m?s\.$/);
    expect(second).toMatch(/^dist: \d+ files written, 0 unchanged, 0 removed\.$/);
    expect(more).toEqual([]);
    expect(textOf(root, 'dist/2024/06/rates/index.html')).toContain('The rates rose.');
  });

  it('names each withheld article, the soonest first, and when to build again', async () => {
    const root = folderOf({
      ...SMALL_SITE,
      'articles/2026-02-01-later.md': articleFile('Later', 'x\n', 'date: 2026-02-01T08:00\n'),
      'articles/2026-01-05-sooner.md': articleFile('Sooner'),
      'articles/2024-01-01-a-draft.md': articleFile('A draft', 'x\n', 'draft: true\n'),
    });
    const { stdout } = await run(['build', '--now', '2026-01-01'], { cwd: root });
    expect(stdout.trimEnd().split('\n').slice(2)).toEqual([
      'scheduled, goes live 2026-01-05T00:00 Europe/London: articles/2026-01-05-sooner.md',
      'scheduled, goes live 2026-02-01T08:00 Europe/London: articles/2026-02-01-later.md',
      'draft: articles/2024-01-01-a-draft.md',
      'Build again at 2026-01-05T00:00 Europe/London: the edition changes then.',
    ]);
  });

  it('has a line for each withheld article, however many there are', async () => {
    const drafts = ['a', 'b', 'c', 'd', 'e'].map((it): [string, string] => [
      `articles/2024-01-01-${it}.md`,
      articleFile(`Draft ${it}`, 'x\n', 'draft: true\n'),
    ]);
    const root = folderOf({ ...SMALL_SITE, ...Object.fromEntries(drafts) });
    const { stdout } = await run(['build'], { cwd: root });
    expect(stdout.trimEnd().split('\n').slice(2)).toEqual([
      'draft: articles/2024-01-01-a.md',
      'draft: articles/2024-01-01-b.md',
      'draft: articles/2024-01-01-c.md',
      'draft: articles/2024-01-01-d.md',
      'draft: articles/2024-01-01-e.md',
    ]);
  });

  it('shows drafts and what is not yet live when asked to', async () => {
    const root = folderOf({
      ...SMALL_SITE,
      'articles/2030-01-01-future.md': articleFile('Future'),
      'articles/2024-01-01-a-draft.md': articleFile('A draft', 'x\n', 'draft: true\n'),
    });
    const args = ['build', '--drafts', '--future', '--now', '2026-01-01', '--json'];
    const { stdout } = await run(args, { cwd: root });
    expect(documentOf(stdout).articles).toBe(4);
  });

  it('puts the site where --out says, from the current folder', async () => {
    const root = folderOf(SMALL_SITE);
    const here = temporaryFolder();
    const { status, stdout } = await run(['build', '--root', root, '--out', 'site'], { cwd: here });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^site: \d+ files written/m);
    expect(Object.keys(filesIn(join(here, 'site')))).toContain('index.html');
  });

  it('prints nothing with --quiet', async () => {
    const root = folderOf(SMALL_SITE);
    const { status, stdout, stderr } = await run(['build', '--quiet'], { cwd: root });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('prints one document with --json', async () => {
    const root = folderOf(SMALL_SITE);
    const { status, stdout, stderr } = await run(['build', '--json'], { cwd: root });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = documentOf(stdout);
    expect(document).toMatchObject({ articles: 2, errors: 0, warnings: 0, diagnostics: [] });
    expect(document.written).toBeGreaterThan(document.pages);
    const again = documentOf((await run(['build', '--json'], { cwd: root })).stdout);
    expect(again).toMatchObject({ written: 0, unchanged: document.written, removed: 0 });
  });
});

describe('a build that is refused', () => {
  it('exits 1, shows the place and the right word, and leaves dist byte for byte', async () => {
    const root = folderOf(SMALL_SITE);
    await run(['build'], { cwd: root });
    const before = filesIn(join(root, 'dist'));
    writeFiles(root, MISSPELT);
    const { status, stdout, stderr } = await run(['build'], { cwd: root });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const lines = stderr.split('\n');
    expect(lines.slice(0, 4)).toEqual(REFUSAL);
    expect(lines[4]).toContain('hint: Did you mean "fiscal-rules"?');
    expect(stderr).toContain('\n1 error in 1 of 2 articles. dist was left as it was.\n');
    expect(filesIn(join(root, 'dist'))).toEqual(before);
  });

  it('shows errors with --quiet too', async () => {
    const root = folderOf({ ...SMALL_SITE, ...MISSPELT });
    const { status, stdout, stderr } = await run(['build', '--quiet'], { cwd: root });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(REFUSAL.join('\n'));
  });

  it('says the same in the document of --json', async () => {
    const root = folderOf({ ...SMALL_SITE, ...MISSPELT });
    const { status, stdout, stderr } = await run(['build', '--json'], { cwd: root });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const document = documentOf(stdout);
    expect(document).toMatchObject({ written: 0, errors: 1 });
    expect(document.diagnostics).toMatchObject([
      {
        file: 'articles/2024-06-01-rates.md',
        line: 4,
        column: 5,
        severity: 'error',
        code: 'unresolved-reference',
        message: '"fisacl-rules" is not the slug or headline of any article',
      },
    ]);
  });

  it('counts what is the same mistake more than five times', async () => {
    const entries = [...'abcdefg'].map((it) => `  - there is no ${it}${it}${it}\n`).join('');
    const file = articleFile('Many', 'x\n', `seeAlso:\n${entries}`);
    const root = folderOf({ ...SMALL_SITE, 'articles/2024-07-01-many.md': file });
    const built = await run(['build'], { cwd: root });
    expect(built.stderr.match(/ error: /g)).toHaveLength(5);
    expect(built.stderr).toContain('… and 2 more of [unresolved-reference]');
    expect(built.stderr).toContain('7 errors in 1 of 3 articles.');
    const checked = await run(['check'], { cwd: root });
    expect(checked.status).toBe(1);
    expect(checked.stderr.match(/ error: /g)).toHaveLength(7);
  });

  it('annotates the file where CI is set, as the checkout has it', async () => {
    const above = folderOf({});
    writeFiles(join(above, 'site'), { ...SMALL_SITE, ...MISSPELT });
    const { stderr } = await run(['build', '--root', 'site'], { cwd: above, env: { CI: 'true' } });
    expect(stderr).toContain(
      '\n::error file=site/articles/2024-06-01-rates.md,line=4,col=5::"fisacl-rules" is not',
    );
    const without = await run(['build', '--root', 'site'], { cwd: above, env: { CI: 'false' } });
    expect(without.stderr).not.toContain('::error');
  });

  it('is in colour only when that is wanted', async () => {
    const root = folderOf({ ...SMALL_SITE, ...MISSPELT });
    const plain = await run(['build'], { cwd: root });
    expect(plain.stderr).not.toContain('\u001b');
    const forced = await run(['build'], { cwd: root, env: { FORCE_COLOR: '1' } });
    expect(forced.stderr).toContain('\u001b[1;31merror:\u001b[0m');
  });
});

describe('check', () => {
  it('publishes nothing and exits 0 when there is nothing to say', async () => {
    const root = folderOf(SMALL_SITE);
    const { status, stdout, stderr } = await run(['check'], { cwd: root });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Checked 2 articles on \d+ pages in [\d.]+ m?s: no errors\.\n$/);
    expect(Object.keys(filesIn(root)).filter((it) => it.startsWith('dist/'))).toEqual([]);
  });

  it('exits 3 when it has only warnings, which a build lets pass', async () => {
    const file = articleFile('Odd', 'x\n', 'descrition: A typing error\n');
    const root = folderOf({ ...SMALL_SITE, 'articles/2024-07-01-odd.md': file });
    const checked = await run(['check', '--json'], { cwd: root });
    expect(checked.status).toBe(3);
    expect(documentOf(checked.stdout)).toMatchObject({ errors: 0, warnings: 1, written: 0 });
    const built = await run(['build'], { cwd: root });
    expect(built.status).toBe(0);
    expect(built.stderr).toContain('articles/2024-07-01-odd.md:3:1: warning: ');
    expect(built.stdout).toContain('\n1 warning.\n');
  });
});

describe('a mistake in the command line', () => {
  const rows: readonly [args: string[], message: string, hint: string][] = [
    [['biuld'], 'unknown command "biuld"', 'Did you mean "build"?'],
    [['build', '--draft'], 'unknown option "--draft"', 'Did you mean "--drafts"?'],
    [['check', '--jsno'], 'unknown option "--jsno"', 'Did you mean "--json"?'],
    [['build', '--now'], 'option "--now <moment>" argument missing', 'broadside build --help'],
    [['build', 'x'], 'too many arguments for "build"', 'broadside build --help'],
  ];
  it.each(rows)('%j exits 2 and says what is meant', async (args, message, hint) => {
    const { status, stdout, stderr } = await run(args, { cwd: temporaryFolder() });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('    at ');
  });

  it('is a document with --json', async () => {
    const { status, stdout, stderr } = await run(['build', '--json', '--draft']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(documentOf(stdout)).toMatchObject({
      errors: 1,
      diagnostics: [{ file: null, line: null, column: null, severity: 'error', code: 'usage' }],
    });
  });

  it('that names no folder, no moment or no possible output folder exits 2', async () => {
    const root = folderOf(SMALL_SITE);
    const rows: readonly [args: string[], message: string][] = [
      [['--root', 'nowhere'], 'there is no folder "nowhere"'],
      [['--now', '2026-02-30'], '"2026-02-30" is not a day of the calendar'],
      [['--out', '.'], 'this cannot be the output folder'],
      [['--out', 'articles'], 'this cannot be the output folder'],
      [['--out='], '--out needs the name of a folder'],
      [['--watch', '--json'], '--watch and --json do not go together'],
    ];
    for (const [args, message] of rows) {
      const { status, stdout, stderr } = await run(['build', ...args], { cwd: root });
      expect(status).toBe(2);
      expect(stdout + stderr).toContain(
        message.replaceAll('"', args[1] === '--json' ? '\\"' : '"'),
      );
    }
  });

  it('in broadside.yaml exits 2 with its place', async () => {
    const root = folderOf({ ...SMALL_SITE, 'broadside.yaml': `${CONFIG_FILE}timzone: UTC\n` });
    const { status, stderr } = await run(['build'], { cwd: root });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^broadside\.yaml:5:1: error: /);
    expect(stderr).toContain(' > 5 | timzone: UTC');
    rmSync(join(root, 'broadside.yaml'));
    const without = await run(['build', '--json'], { cwd: root });
    expect(without.status).toBe(2);
    expect(documentOf(without.stdout).errors).toBe(1);
  });

  it('without a command prints the help and exits 2', async () => {
    const { status, stdout, stderr } = await run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: broadside');
  });
});

describe('what is asked of the program itself', () => {
  it('--version prints the version', async () => {
    const wanted: unknown = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8'));
    const { status, stdout } = await run(['--version']);
    expect(status).toBe(0);
    expect(wanted).toMatchObject({ version: stdout.trimEnd() });
  });

  it('--help lists the commands, and those their options', async () => {
    const help = await run(['--help']);
    expect(help.status).toBe(0);
    for (const command of ['build', 'check', 'clean']) expect(help.stdout).toContain(command);
    const build = await run(['build', '--help']);
    expect(build.status).toBe(0);
    for (const option of [
      '--root',
      '--out',
      '--drafts',
      '--future',
      '--now',
      '--json',
      '--watch',
    ]) {
      expect(build.stdout).toContain(option);
    }
  });

  it('--version and --help load none of the heavy parts', async () => {
    const heavy = /node_modules\/(zod|yaml|unified|chokidar|handlebars|temporal-polyfill)\//;
    const loads = async (...args: string[]): Promise<string> =>
      (await run(args, { cwd: temporaryFolder(), env: { NODE_DEBUG: 'esm' } })).stderr;
    expect(await loads('check')).toMatch(heavy);
    expect(await loads('--version')).toContain('lib/cli/main.js');
    expect(await loads('--version')).not.toMatch(heavy);
    expect(await loads('--help')).not.toMatch(heavy);
  });
});

describe('clean', () => {
  it('removes what builds wrote and nothing else', async () => {
    const root = folderOf(SMALL_SITE);
    await run(['build'], { cwd: root });
    writeFiles(root, { 'dist/mine.txt': 'mine' });
    const { status, stdout } = await run(['clean'], { cwd: root });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Removed \d+ files from dist/);
    expect(Object.keys(filesIn(root))).toEqual(
      [...Object.keys(SMALL_SITE), 'dist/mine.txt'].sort(),
    );
  });
});

describe('when the system is in the way', () => {
  it('an output that cannot be written exits 4 without a stack', async () => {
    const root = folderOf({ ...SMALL_SITE, 'a-file': 'x' });
    const { status, stderr } = await run(['build', '--out', 'a-file/dist'], { cwd: root });
    expect(status).toBe(4);
    expect(stderr).toMatch(/error: .*\[[a-z-]+\]/);
    expect(stderr).not.toContain('    at ');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'an article that may not be read exits 4 and is named',
    async () => {
      const root = folderOf(SMALL_SITE);
      chmodSync(join(root, 'articles/2024-06-01-rates.md'), 0o000);
      const { status, stderr } = await run(['build'], { cwd: root });
      expect(status).toBe(4);
      expect(stderr).toContain('articles/2024-06-01-rates.md: error: ');
    },
  );

  it('a reader that goes away is no failure', async () => {
    const root = folderOf(SMALL_SITE);
    const running = start(['build'], { cwd: root });
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    const { status } = await running.ended;
    expect(status).toBe(0);
    expect(Object.keys(filesIn(join(root, 'dist')))).toContain('index.html');
  });

  it.skipIf(process.platform === 'win32')('a build that is interrupted exits 130', async () => {
    const root = folderOf(SMALL_SITE);
    // Holds the lock, so that the build is at a known place: waiting.
    const holder = holdLock(root);
    await holder.waitFor('held');
    const running = start(['build'], { cwd: root });
    await running.waitFor('Waiting for another build of dist');
    running.child.kill('SIGINT');
    const { status, signal, stdout } = await running.ended;
    expect({ status, signal, stdout }).toEqual({ status: 130, signal: null, stdout: '' });
  });

  it('a fault of ours exits 70 and is written down', async () => {
    const root = folderOf(SMALL_SITE);
    const broken = join(temporaryFolder(), 'broken.mjs');
    writeFileSync(broken, 'JSON.stringify = () => { throw new Error("broken"); };');
    const args = ['--import', pathToFileURL(broken).href, programFile(), 'build'];
    const { status, stderr } = await startNode(args, { cwd: root }).ended;
    expect(status).toBe(70);
    expect(stderr).toContain('[internal-error]');
    expect(stderr).toContain('.broadside/crash.txt');
    expect(stderr).not.toContain('    at ');
    expect(textOf(root, '.broadside/crash.txt')).toContain('Error: broken');
  });
});

/** Another process that holds the lock of a site's `dist`. */
function holdLock(root: string): ReturnType<typeof startNode> {
  const script = `
    import { openOutput } from ${JSON.stringify(pathToFileURL(join(HOME, 'lib/io/publish.js')).href)};
    const root = ${JSON.stringify(root)};
    await openOutput(root, root + '/dist', { onWait: () => {} });
    console.log('held');
    setInterval(() => {}, 1000);
  `;
  return startNode(['--input-type=module', '--eval', script]);
}

describe('colours', () => {
  const rows: readonly [environment: Record<string, string>, terminal: boolean, wanted: boolean][] =
    [
      [{}, true, true],
      [{}, false, false],
      [{ NO_COLOR: '1' }, true, false],
      [{ NO_COLOR: '' }, true, true],
      [{ TERM: 'dumb' }, true, false],
      [{ FORCE_COLOR: '1' }, false, true],
      [{ FORCE_COLOR: '0' }, true, false],
      [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    ];
  it.each(rows)('%j on a terminal (%s): %s', (environment, terminal, wanted) => {
    expect(wantsColours(environment, terminal)).toBe(wanted);
  });
});

/**
 * Golden sites: each folder of `tests/golden/` is a small site and one sentence about what Broadside does.
 *
 *     about.md      the sentence; then, where it needs them, lines of options:
 *                   - now: 2026-01-15T08:00   the moment it is built at
 *                   - drafts, - future        as on the command line
 *                   - nowhere: WORDS          what no published file may hold
 *     broadside.yaml, articles/, …            the site; without a broadside.yaml it gets a plain one
 *     templates/    over those of `tests/golden/THEME/`, which make pages of few lines
 *     expected/     messages.txt: what the terminal says, but for times and counts of files
 *                   files.txt: every published path; absent where nothing may be published
 *                   and, whole, those published files that the sentence is about
 */
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder } from '../../src/build.ts';
import { digestOf } from '../../src/base/digest.ts';
import { isMoment, readMoment } from '../../src/base/moment.ts';
import { buildLines } from '../../src/cli/result.ts';
import { compileOptionsOf } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatDiagnostic, summaryOf } from '../../src/diagnostics/format.ts';
import { linesUnder } from '../../src/cli/lines-of.ts';
import { createWorkers } from '../../src/io/workers.ts';
import { readSources } from '../../src/io/read.ts';
import { readTheme } from '../../src/io/read-theme.ts';
import type { Report } from '../../src/io/report.ts';
import { openState } from '../../src/io/state.ts';
import type { OutputFile } from '../../src/model.ts';
import { themeSourceOf } from '../../src/render/theme-source.ts';
import { checkTheme } from '../../src/render/theme.ts';
import { buildFolder } from './built.ts';
import type { Given } from './built.ts';
import { CONFIG_FILE, filesIn, temporaryFolder, textOf, writeFiles } from './folder.ts';
import { HOME } from './home.ts';

const GOLDEN = join(HOME, 'tests', 'golden');
const THEME = 'THEME';

/** The moment golden sites are built at, unless they name another. */
const NOW = '2026-02-01T12:00';

export interface GoldenSite {
  readonly folder: string;
  readonly sentence: string;
  readonly given: Given & { readonly now: string };
  readonly nowhere: readonly string[];
}

/** What one build of a site came to. */
export interface Built {
  readonly report: Report;
  /** As `messages.txt` has it. */
  readonly messages: string;
  /** What is published, by path, bytes as Latin-1; null where nothing is. */
  readonly files: Readonly<Record<string, string>> | null;
}

export function goldenSites(): GoldenSite[] {
  return readdirSync(GOLDEN, { withFileTypes: true })
    .filter((it) => it.isDirectory() && it.name !== THEME)
    .map((it) => readSite(join(GOLDEN, it.name)));
}

function readSite(folder: string): GoldenSite {
  const [sentence = '', ...lines] = textOf(folder, 'about.md')
    .split('\n')
    .filter((it) => it !== '');
  const options = lines.map((line) => {
    const [, name = '', value = ''] = /^- (now|drafts|future|nowhere)(?:: (.+))?$/.exec(line) ?? [];
    if (name === '') throw new Error(`${folder}/about.md has no option "${line}"`);
    return { name, value };
  });
  const has = (name: string): boolean => options.some((it) => it.name === name);
  return {
    folder,
    sentence: sentence.replace(/\.$/, ''),
    given: {
      now: options.find((it) => it.name === 'now')?.value ?? NOW,
      show: { drafts: has('drafts'), future: has('future') },
    },
    nowhere: options.flatMap(({ name, value }) => (name === 'nowhere' ? [value] : [])),
  };
}

/** The site's files in a new folder, with the theme of golden sites. */
export function copyOf(site: GoldenSite): string {
  const root = temporaryFolder();
  writeFiles(root, { 'broadside.yaml': CONFIG_FILE });
  cpSync(join(GOLDEN, THEME), join(root, 'templates'), { recursive: true });
  for (const { name } of readdirSync(site.folder, { withFileTypes: true })) {
    if (name === 'about.md' || name === 'expected') continue;
    cpSync(join(site.folder, name), join(root, name), { recursive: true });
  }
  return root;
}

/** Builds the site in a folder as the program does; the findings are those of a check. */
export async function buildSite(root: string, site: GoldenSite): Promise<Built> {
  const { diagnostics } = await buildFolder(root, { ...site.given, publish: false });
  const report = { ...(await buildFolder(root, site.given)), diagnostics };
  return { report, messages: messagesOf(report, root), files: publishedIn(root) };
}

/**
 * Builds the site without anything kept, from lists of files in reverse order: those of the program are
 * sorted, whatever order a disk has them in.
 */
export async function buildReversed(
  root: string,
  site: GoldenSite,
): Promise<Pick<Built, 'files'> & { readonly diagnostics: readonly Diagnostic[] }> {
  const found = readConfig(textOf(root, 'broadside.yaml'), 'broadside.yaml');
  const config = found.value;
  if (config === null) return { files: null, diagnostics: found.diagnostics };
  const moment = readMoment(site.given.now, config.timezone);
  if (!isMoment(moment)) throw new Error(`${site.folder}/about.md: ${moment.message}`);
  const now = moment.instant;
  const sources = readSources(root, {}, now, 'reverse');
  const read = readTheme(root).value;
  const theme = themeSourceOf(read.files.toReversed(), read.assets.toReversed());
  const checked = checkTheme(theme);
  const options = compileOptionsOf(config);
  const { state, store } = openState(temporaryFolder(), digestOf('nothing kept'));
  const files: Record<string, string> = {};
  const result = await createBuilder()({
    state,
    inputs: {
      files: sources.files.toReversed(),
      binaries: sources.binaries.toReversed(),
      publicFiles: sources.publicFiles.toReversed(),
      stamps: sources.stamps,
      config,
      theme: checked.value,
      diagnostics: [...found.diagnostics, ...checked.diagnostics],
      now,
      show: { drafts: false, future: false, expired: false, ...site.given.show },
      findings: true,
      published: new Map(),
    },
    workers: createWorkers({
      options,
      config,
      theme,
      store,
      output: {
        published: new Map(),
        write: (made) => {
          for (const file of made) files[file.path] = bytesOf(file, root);
        },
      },
    }),
    store,
    makes: true,
  });
  store.abandon();
  return { files: result.outputs === null ? null : files, diagnostics: result.diagnostics };
}

function bytesOf(file: OutputFile, root: string): string {
  if ('source' in file) return readFileSync(join(root, file.source), 'latin1');
  return Buffer.from(file.bytes).toString('latin1');
}

/** What is published, without the list of it that belongs to Broadside. */
export function publishedIn(root: string): Built['files'] {
  if (!existsSync(join(root, 'dist'))) return null;
  const { '.broadside-manifest': _, ...files } = filesIn(join(root, 'dist'));
  return files;
}

export function removePublished(root: string): void {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
}

/** When each published file was written, and which file it is, by path. */
export function stampsIn(root: string): Record<string, string> {
  const paths = Object.keys(existsSync(join(root, 'dist')) ? filesIn(join(root, 'dist')) : {});
  return Object.fromEntries(
    paths.map((path) => {
      const { mtimeNs, ino } = lstatSync(join(root, 'dist', path), { bigint: true });
      return [path, `${mtimeNs} ${ino}`];
    }),
  );
}

/** All diagnostics as `check` lists them, then what the build says at its end. */
function messagesOf(report: Report, root: string): string {
  const { diagnostics, articles, outcome } = report;
  const linesOf = linesUnder(root);
  const frames = diagnostics.map((it) => `${formatDiagnostic(it, linesOf, false)}\n\n`);
  const end =
    outcome === 'published'
      ? buildLines(report, 'dist', 0).slice(2)
      : [`${summaryOf(diagnostics, articles)}. dist was left as it was.`];
  return [...frames, ...end.map((it) => `${it}\n`)].join('');
}

/** What `expected/` holds, by path. */
export function expectedOf(site: GoldenSite): Record<string, string> {
  const folder = join(site.folder, 'expected');
  return existsSync(folder) ? utf8(filesIn(folder)) : {};
}

/** What a build gives of that: the messages, the list of files, and those files that are expected whole. */
export function actualOf(built: Built, wanted: Iterable<string>): Record<string, string> {
  const actual: Record<string, string> = {
    'messages.txt': Buffer.from(built.messages).toString('latin1'),
  };
  if (built.files === null) return utf8(actual);
  actual['files.txt'] = Object.keys(built.files)
    .map((it) => `${Buffer.from(it).toString('latin1')}\n`)
    .join('');
  for (const path of wanted) {
    const file = built.files[path];
    if (file !== undefined) actual[path] = file;
  }
  return utf8(actual);
}

/**
 * Writes `expected/` anew, with the same files of the site in it as before. One that is not published any
 * more stays: that is for a person to decide.
 */
export function rewrite(site: GoldenSite, built: Built): void {
  const folder = join(site.folder, 'expected');
  const wanted = Object.keys(expectedOf(site));
  rmSync(join(folder, 'files.txt'), { force: true });
  writeFiles(folder, actualOf(built, wanted));
}

function utf8(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, it]) => [path, Buffer.from(it, 'latin1').toString('utf8')]),
  );
}

/**
 * One command's work on one publication: reads it, builds it, publishes it, keeps the state. Everything
 * between disk and pipeline is here; what is printed, and the exit status, is the command line's.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isMoment, readMoment } from '../base/moment.ts';
import { byCodePoint } from '../base/order.ts';
import { digestOfData } from '../base/digest.ts';
import { createBuilder, placesOf, StateIncomplete } from '../build.ts';
import type { BuildInputs, BuildResult } from '../build.ts';
import { compileOptionsOf } from '../config/config.ts';
import { nativeParser } from '../compile/native-parser.ts';
import type { Config } from '../config/config.ts';
import { readConfig } from '../config/read-config.ts';
import { configAbsent, nativeParserAbsent } from '../diagnostics/catalog/config.ts';
import {
  nameNotUtf8,
  noArticles,
  noArticlesFolder,
  notUtf8,
  symbolicLink,
} from '../diagnostics/catalog/file.ts';
import { locate, NO_PLACES } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/format.ts';
import type { Show } from '../link/visibility.ts';
import type { BuildState, Digest, Moment, OutputPath, Withheld } from '../model.ts';
import { checkLabels } from '../render/labels.ts';
import { checkTheme } from '../render/theme.ts';
import { createWorkers } from './workers.ts';
import type { LockHolder } from './lock.ts';
import { programIdentity } from './program.ts';
import { openOutput } from './publish.ts';
import type { Committed } from './publish.ts';
import { readSources, readTextFile } from './read.ts';
import type { Sources } from './read.ts';
import { readTheme } from './read-theme.ts';
import { openState, removeState, StateUnreadable } from './state.ts';

export interface SiteOptions {
  /** The folder that holds `broadside.yaml`; absolute. */
  readonly root: string;
  /** The output folder; absolute. Null: nothing is published, only checked. */
  readonly out: string | null;
  readonly show: Show;
  /** A moment as an author writes one, or null for the clock's. */
  readonly now: string | null;
  /** Called once when another build holds the output folder. */
  readonly onWait: (holder: LockHolder) => void;
}

export interface Report {
  /** `refused`: errors in the content or a template; `misconfigured`: in `broadside.yaml`. */
  readonly outcome: 'published' | 'checked' | 'refused' | 'misconfigured';
  /** Articles of this edition, withheld ones not counted. */
  readonly articles: number;
  /** Article files there are, withheld and faulty ones counted. */
  readonly articleFiles: number;
  /** HTML files of this edition. */
  readonly pages: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Sorted by file and place. */
  readonly diagnostics: readonly Located[];
  readonly withheld: readonly Withheld[];
  /** When the next build will differ by itself. */
  readonly due: Moment | null;
  readonly timezone: string;
}

/** What was asked for cannot be: the message says what to write instead. */
export class UsageError extends Error {}

/** A site that is built once, or again and again. */
export interface SiteBuilder {
  /**
   * Builds the site as it is now. Authors' mistakes are in the report. Throws `UsageError` for a `now` that
   * is none, `OutputRefused`, and the failures of the disk: `DiskError`, `LockHeld`, `OutputTaken`.
   */
  build(): Promise<Report>;
}

const CONFIG_FILE = 'broadside.yaml';

/** A change of what the state holds, or of how anything in it is made, counts this up. */
const STATE_FORMAT = 1;

const NOTHING_DONE: Committed = { written: 0, unchanged: 0, removed: 0 };

/** Opens a site. Between its builds only what a single summary could change is kept in memory. */
export function openSite(options: SiteOptions): SiteBuilder {
  const build = createBuilder();
  return {
    async build() {
      try {
        return await buildOnce(options, build);
      } catch (error) {
        if (!(error instanceof StateUnreadable || error instanceof StateIncomplete)) throw error;
        // The cache was damaged: building without it takes longer and gives the same bytes.
        removeState(options.root);
        return await buildOnce(options, build);
      }
    },
  };
}

async function buildOnce(
  options: SiteOptions,
  build: ReturnType<typeof createBuilder>,
): Promise<Report> {
  const { root, out, show } = options;
  const found = readConfiguration(root);
  if (found.value === null) return misconfigured(found.diagnostics);
  const config = found.value;
  const clock = Date.now();
  const now = options.now === null ? clock : instantOf(options.now, config.timezone);
  const compileOptions = compileOptionsOf(config);
  const key = digestOfData([
    STATE_FORMAT,
    programIdentity(),
    process.versions['tz'] ?? null,
    nativeParser !== null,
    compileOptions,
  ]);
  // The lock comes first: two builds of one site then take turns with the state too.
  const output = out === null ? null : await openOutput(root, out, options);
  try {
    const store = openState(root, key);
    const { state, bodies } = store;
    const sources = readSources(root, state.stamps, clock);
    const theme = readTheme(root);
    const checked = checkTheme(theme.value);
    const workers = createWorkers({
      options: compileOptions,
      config,
      theme: theme.value,
      bodies,
    });
    const inputs: BuildInputs = {
      ...sources,
      config,
      theme: checked.value,
      diagnostics: [
        ...found.diagnostics,
        ...checkLabels(config.labels),
        ...(config.markdown.parser === 'native' && nativeParser === null
          ? [nativeParserAbsent(CONFIG_FILE)]
          : []),
        ...checked.diagnostics,
        ...theme.diagnostics,
        ...sources.links.map((it) => symbolicLink(it)),
        ...sources.unnamed.map((it) => nameNotUtf8(it)),
        ...articlesMissing(root, sources),
      ],
      now,
      show,
      published: output?.published ?? new Map<OutputPath, Digest>(),
    };
    const write = output === null ? null : output.write.bind(output);
    const result = await build({ state, inputs, workers, write });
    const publishes = output !== null && result.outputs !== null;
    const counts = publishes ? output.commit(result.outputs) : NOTHING_DONE;
    if (!isSame(state, result.state)) store.save(result.state);
    return reportOf(result, counts, config, output !== null);
  } finally {
    output?.close();
  }
}

/**
 * Whether a build leaves what it found. What has not changed is the same object from build to build, so this
 * costs a look at each; what feed readers were told follows from the rest.
 */
function isSame(before: BuildState, after: BuildState): boolean {
  return (
    hasSame(before.stamps, after.stamps) &&
    hasSame(before.entries, after.entries) &&
    hasSame(before.outputs, after.outputs)
  );
}

function hasSame<K extends string, V>(
  a: Readonly<Record<K, V>>,
  b: Readonly<Record<K, V>>,
): boolean {
  const values = new Set(Object.values(a));
  const others = Object.values(b);
  return values.size === others.length && others.every((it) => values.has(it));
}

/** An unmounted or renamed folder must not take the live site down. */
function articlesMissing(root: string, { files }: Sources): Diagnostic[] {
  if (files.some((it) => it.kind === 'article')) return [];
  const folder = lstatSync(join(root, 'articles'), { throwIfNoEntry: false });
  return [folder?.isDirectory() === true ? noArticles() : noArticlesFolder('articles')];
}

function readConfiguration(root: string): Outcome<Config | null> {
  const text = readTextFile(root, CONFIG_FILE);
  if (text === undefined) return { value: null, diagnostics: [configAbsent(CONFIG_FILE)] };
  if (text === null) return { value: null, diagnostics: [notUtf8(CONFIG_FILE)] };
  return readConfig(text, CONFIG_FILE);
}

function instantOf(text: string, timezone: string): number {
  const moment = readMoment(text, timezone);
  if (!isMoment(moment)) throw new UsageError(`--now: ${moment.message}. ${moment.hint}`);
  return moment.instant;
}

function misconfigured(diagnostics: readonly Diagnostic[]): Report {
  return {
    outcome: 'misconfigured',
    articles: 0,
    articleFiles: 0,
    pages: 0,
    ...NOTHING_DONE,
    diagnostics: sorted(
      diagnostics.map((it) => ({ diagnostic: it, span: locate(it.spot, NO_PLACES) })),
    ),
    withheld: [],
    due: null,
    timezone: '',
  };
}

function reportOf(
  result: BuildResult,
  counts: Committed,
  config: Config,
  publishes: boolean,
): Report {
  const { edition, outputs, state, diagnostics } = result;
  const refused = diagnostics.some((it) => it.severity === 'error');
  return {
    outcome: refused ? 'refused' : publishes ? 'published' : 'checked',
    articles: edition.articles.length,
    articleFiles: Object.keys(state.entries).filter((it) => it.startsWith('articles/')).length,
    pages: [...(outputs?.keys() ?? [])].filter((it) => it.endsWith('.html')).length,
    ...counts,
    diagnostics: sorted(
      diagnostics.map((it) => ({
        diagnostic: it,
        span: locate(it.spot, placesOf(state, it.file ?? '') ?? NO_PLACES),
      })),
    ),
    withheld: edition.withheld,
    due: edition.due,
    timezone: config.timezone,
  };
}

/** By file and place, so that the order says nothing of how the build went about its work. */
function sorted(list: readonly Located[]): Located[] {
  const start = (it: Located): number => it.span?.start ?? -1;
  return [...list].sort(
    (a, b) =>
      byCodePoint(a.diagnostic.file ?? '', b.diagnostic.file ?? '') ||
      start(a) - start(b) ||
      byCodePoint(a.diagnostic.code, b.diagnostic.code) ||
      byCodePoint(a.diagnostic.message, b.diagnostic.message),
  );
}

/**
 * Everything a publication is made of, read from its folder and not yet compiled: configuration, sources,
 * theme. What is read again and has not changed is not checked again.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { digestOfData } from '../base/digest.ts';
import { isMoment, readMoment } from '../base/moment.ts';
import type { BuildInputs } from '../build.ts';
import { nativeParser } from '../compile/native-parser.ts';
import { compileOptionsOf } from '../config/config.ts';
import type { CompileOptions, Config } from '../config/config.ts';
import { placeOfSetting, readConfig } from '../config/read-config.ts';
import { configAbsent, nativeParserAbsent } from '../diagnostics/catalog/config.ts';
import {
  nameNotUtf8,
  noArticles,
  noArticlesFolder,
  notUtf8,
  symbolicLink,
} from '../diagnostics/catalog/file.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { BuildState, Digest, SourcePath } from '../model.ts';
import { checkLabels } from '../render/labels.ts';
import { checkTheme } from '../render/theme.ts';
import { withLook } from '../render/theme-look.ts';
import type { ThemeFacts, ThemeSource } from '../render/theme.ts';
import { UsageError } from './failure.ts';
import { programIdentity } from './program.ts';
import { readSources, readTextFile, rereadSources } from './read.ts';
import type { Sources } from './read.ts';
import { givenOf } from './receipt.ts';
import { readTheme } from './read-theme.ts';

/** What `broadside.yaml` says. The same object while its text is the same. */
export interface Setting {
  readonly config: Config;
  readonly options: CompileOptions;
  /** Its text. */
  readonly text: string;
  /** Under which the state of a build is kept. */
  readonly key: Digest;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Publication {
  readonly theme: ThemeSource;
  /** Names all that was read besides the sources (`receipt.ts`). */
  readonly given: Digest;
  /** All that a build needs of the folder; the rest is when, for whom and onto what it builds. */
  readonly inputs: Omit<BuildInputs, 'now' | 'show' | 'findings' | 'published'>;
  readonly trace: Trace;
}

/** What remains of a reading, to tell the next one from it. */
export interface Trace {
  readonly setting: Setting;
  readonly theme: Digest;
  readonly stamps: BuildState['stamps'];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one publication, once or again and again. */
export interface PublicationReader {
  /** Null, with the reasons, when the configuration cannot be used. Throws `DiskError`. */
  setting(): Promise<Outcome<Setting | null>>;
  /**
   * What the folder holds now; files that `stamps` shows unchanged come without their text. `changed` names files that
   * are known to have changed since a reading that gave these stamps: only they are looked at, if nothing speaks
   * against it. Throws `DiskError`.
   */
  read(
    setting: Setting,
    stamps: BuildState['stamps'],
    changed?: readonly string[],
  ): Promise<Publication>;
}

const CONFIG_FILE = 'broadside.yaml';

/** Undefined when it is not there, null when not UTF-8. */
type ConfigText = string | null | undefined;

/** A change of what the state holds, or of how anything in it is made, counts this up. */
const STATE_FORMAT = 1;

/**
 * `patient`: for whoever reads while files are being written. A file that became empty or shorter, or went
 * away, is looked at again a moment later: some editors empty or remove a file before they write it.
 */
export function createReader(root: string, patient: boolean): PublicationReader {
  let lastText: ConfigText = '';
  let lastSetting: Outcome<Setting | null> | null = null;
  let lastTheme: Outcome<ThemeSource> | null = null;
  let lastFacts: Outcome<ThemeFacts> | null = null;
  let lastSources: Sources | null = null;
  let lastDigest: Digest | null = null;

  return {
    async setting() {
      const text = await settled<ConfigText, ConfigText>(
        () => readTextFile(root, CONFIG_FILE),
        (before, now) => (now?.length ?? 0) < (before?.length ?? 0),
        lastText,
      );
      if (lastSetting === null || text !== lastText) {
        lastSetting = settingOf(text);
        lastText = text;
      }
      return lastSetting;
    },
    async read(setting, stamps, changed = []) {
      const reread = lastTheme === null ? null : readChanged(stamps, changed);
      const sources =
        reread ??
        (await settled(
          () => readSources(root, stamps, Date.now()),
          (before, now) => shrank(before.stamps, now.stamps),
          { stamps },
        ));
      lastSources = withoutTexts(sources);
      const theme =
        reread !== null && lastTheme !== null
          ? lastTheme
          : await settled(() => readTheme(root), themeShrank, lastTheme);
      const source = withLook(theme.value, setting.config.theme);
      if (lastFacts === null || source.digest !== lastDigest) lastFacts = checkTheme(source);
      lastDigest = source.digest;
      lastTheme = theme;
      const diagnostics = [
        ...setting.diagnostics,
        ...lastFacts.diagnostics,
        ...theme.diagnostics,
        ...sources.links.map((it) => symbolicLink(it)),
        ...sources.unnamed.map((it) => nameNotUtf8(it)),
        ...articlesMissing(root, sources),
      ];
      return {
        theme: source,
        given: givenOf(setting.text, theme.value.digest, sources),
        inputs: { ...sources, config: setting.config, theme: lastFacts.value, diagnostics },
        trace: { setting, theme: source.digest, stamps: sources.stamps, diagnostics },
      };
    },
  };

  function readChanged(stamps: Stamps, changed: readonly string[]): Sources | null {
    if (changed.length === 0 || lastSources?.stamps !== stamps) return null;
    return rereadSources(root, lastSources, changed, Date.now());
  }

  async function settled<B, T extends B>(
    read: () => T,
    isHalf: (before: B, now: T) => boolean,
    last: B | null,
  ): Promise<T> {
    let now = read();
    let before = last;
    for (let looks = 0; patient && before !== null && looks < MOST_LOOKS; looks++) {
      if (!isHalf(before, now)) break;
      await delay(BETWEEN_LOOKS);
      before = now;
      now = read();
    }
    return now;
  }
}

/** Whether two readings were of the same: then a build gives what the last one gave, until time changes it. */
export function isSameReading(a: Trace, b: Trace): boolean {
  return (
    a.setting === b.setting &&
    a.theme === b.theme &&
    isSameList(a.diagnostics, b.diagnostics) &&
    hasSameFiles(a.stamps, b.stamps)
  );
}

/** The moment to build for, in milliseconds since 1970: as an author writes one, or the clock's for null. Throws `UsageError`. */
export function instantOf(text: string | null, { config }: Setting): number {
  if (text === null) return Date.now();
  const moment = readMoment(text, config.timezone);
  if (!isMoment(moment)) throw new UsageError(`--now: ${moment.message}. ${moment.hint}`);
  return moment.instant;
}

/** Milliseconds until a half-written file is looked at again, and how often at most. */
const BETWEEN_LOOKS = 20;
const MOST_LOOKS = 10;

type Stamps = BuildState['stamps'];

/** Once they are compiled nobody asks for them: an archive's texts would stay in memory. */
function withoutTexts(sources: Sources): Sources {
  return {
    ...sources,
    files: sources.files.map(({ kind, path, digest }) => ({ kind, path, digest })),
  };
}

/** Whether a file became shorter, became or began empty, or is gone. */
function shrank(before: Stamps, now: Stamps): boolean {
  if (Object.keys(before).length === 0) return false;
  for (const path of pathsOf(now)) {
    const known = before[path]?.stamp;
    const stamp = now[path]?.stamp;
    if (stamp === undefined || stamp === known) continue;
    if (known !== undefined && stamp.size < known.size) return true;
    if (stamp.size === 0 && stamp.changed !== known?.changed) return true;
  }
  return pathsOf(before).some((path) => now[path] === undefined);
}

function themeShrank(before: Outcome<ThemeSource>, now: Outcome<ThemeSource>): boolean {
  if (before.value.digest === now.value.digest) return false;
  const sizes = sizesOf(now.value);
  return [...sizesOf(before.value)].some(([name, size]) => (sizes.get(name) ?? -1) < size);
}

function sizesOf({ files, assets }: ThemeSource): Map<string, number> {
  return new Map([
    ...files.map((it): [string, number] => [it.name, it.text.length]),
    ...assets.map((it): [string, number] => [it.name, it.bytes.length]),
  ]);
}

function hasSameFiles(a: Stamps, b: Stamps): boolean {
  const paths = pathsOf(a);
  return (
    paths.length === pathsOf(b).length &&
    paths.every((path) => a[path] === b[path] || a[path]?.digest === b[path]?.digest)
  );
}

function isSameList(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && digestOfData(a) === digestOfData(b);
}

/** The compiler takes the keys of a record for plain strings. */
function pathsOf(stamps: Stamps): SourcePath[] {
  return Object.keys(stamps) as SourcePath[];
}

function settingOf(text: ConfigText): Outcome<Setting | null> {
  const found = outcomeOf(text);
  if (found.value === null) return { value: null, diagnostics: found.diagnostics };
  const config = found.value;
  const options = compileOptionsOf(config);
  const key = digestOfData([
    STATE_FORMAT,
    programIdentity(),
    process.versions['tz'] ?? null,
    nativeParser !== null,
    options,
  ]);
  const diagnostics = [
    ...found.diagnostics,
    ...checkLabels(config.labels).map((it) => inConfig(it, text)),
    ...(config.markdown.parser === 'native' && nativeParser === null
      ? [nativeParserAbsent(CONFIG_FILE)]
      : []),
  ];
  return { value: { config, options, text: text ?? '', key, diagnostics }, diagnostics };
}

/** A diagnostic of a setting with the place where that is written. */
function inConfig(it: Diagnostic, text: ConfigText): Diagnostic {
  if (typeof text !== 'string' || it.spot === null || !('field' in it.spot)) return it;
  return { ...it, spot: placeOfSetting(text, it.spot.field) };
}

function outcomeOf(text: ConfigText): Outcome<Config | null> {
  if (text === undefined) return { value: null, diagnostics: [configAbsent(CONFIG_FILE)] };
  if (text === null) return { value: null, diagnostics: [notUtf8(CONFIG_FILE)] };
  return readConfig(text, CONFIG_FILE);
}

/** An unmounted or renamed folder must not take the live site down. */
function articlesMissing(root: string, { files }: Sources): Diagnostic[] {
  if (files.some((it) => it.kind === 'article')) return [];
  const folder = lstatSync(join(root, 'articles'), { throwIfNoEntry: false });
  return [folder?.isDirectory() === true ? noArticles() : noArticlesFolder('articles')];
}

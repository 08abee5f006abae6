/**
 * Topics, authors, outlets and series as articles name them, folded to one entry each. The spelling that is shown is the
 * registry's; without a registry file, the one most published articles use.
 */
import { foldHeadline } from '../base/fold.ts';
import { byCodePoint } from '../base/order.ts';
import { slugOf } from '../base/slug.ts';
import { duplicateName } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AuthorSummary, Entry, OutletSummary, SourcePath, TopicSummary } from '../model.ts';

export interface Name {
  readonly id: string;
  readonly title: string;
  readonly entry: SourcePath | null;
}

/** One spelling of a name in an article. */
export interface Mention {
  readonly spelling: string;
  /** Whether the article is published. */
  readonly shown: boolean;
}

export interface Names {
  /** By id. */
  readonly all: ReadonlyMap<string, Name>;
  /** By every spelling, folded. */
  readonly spellings: ReadonlyMap<string, Name>;
  /** The entry a spelling means, or null when no address can be made of it. */
  find(spelling: string): Name | null;
  /** Whether there is any mention of which no address can be made. */
  readonly someNameless: boolean;
}

type Registered = Entry<TopicSummary> | Entry<AuthorSummary> | Entry<OutletSummary>;

/** Gathers the names of a registry and of all mentions. */
export function gatherNames(
  registry: readonly Registered[],
  mentions: readonly Mention[],
  titleOf: (spelling: string) => string,
  diagnostics: Diagnostic[],
): Names {
  const keys = new Map<string, string>();
  /** `keyOf`, once for each spelling: articles repeat the same few. */
  const key = (spelling: string): string => {
    const known = keys.get(spelling) ?? keyOf(spelling);
    keys.set(spelling, known);
    return known;
  };
  const bySpelling = new Map<string, Name>();
  const all = new Map<string, Name>();
  for (const { path, summary } of registry) {
    if (summary === null) continue;
    const name: Name = { id: summary.id, title: summary.title, entry: path };
    all.set(name.id, name);
    const spellings = [summary.id, summary.title, ...summary.aliases];
    spellings.forEach((spelling, at) => {
      const other = bySpelling.get(key(spelling));
      if (other !== undefined && other !== name) {
        const field = at < 2 ? 'title' : `aliases.${at - 2}`;
        diagnostics.push(duplicateName(path, { field }, spelling, other.entry ?? other.id));
      } else bySpelling.set(key(spelling), name);
    });
  }
  const counts = countMentions(mentions);
  for (const spelling of counts.keys()) if (bySpelling.has(key(spelling))) counts.delete(spelling);
  const { byId, someNameless } = unregistered(counts);
  for (const [id, spellings] of byId) {
    const known = all.get(id);
    const name = known ?? { id, title: titleOf(mostUsed(spellings)), entry: null };
    all.set(id, name);
    for (const spelling of spellings.keys()) bySpelling.set(key(spelling), name);
  }
  return {
    all,
    spellings: bySpelling,
    find: (spelling) => bySpelling.get(key(spelling)) ?? null,
    someNameless,
  };
}

/** How often each spelling is published; 0 for one that only something withheld uses. */
function countMentions(mentions: readonly Mention[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { spelling, shown } of mentions) {
    counts.set(spelling, (counts.get(spelling) ?? 0) + (shown ? 1 : 0));
  }
  return counts;
}

/** Counted spellings by the id their address is made of. */
function unregistered(counts: ReadonlyMap<string, number>): {
  readonly byId: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly someNameless: boolean;
} {
  const byId = new Map<string, Map<string, number>>();
  let someNameless = false;
  for (const [spelling, count] of counts) {
    const id = slugOf(spelling);
    if (id === null) someNameless = true;
    else byId.set(id, (byId.get(id) ?? new Map<string, number>()).set(spelling, count));
  }
  return { byId, someNameless };
}

/** The spelling with most mentions; of equals, the first by code point: not by file order. */
function mostUsed(counts: ReadonlyMap<string, number>): string {
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || byCodePoint(a, b));
  return best?.[0] ?? '';
}

function keyOf(spelling: string): string {
  return foldHeadline(spelling).replace(/[ _]/g, '-');
}

/** A topic written as an id, in words: `foreign-affairs` is shown as "Foreign affairs". */
export function topicTitle(spelling: string): string {
  if (spelling !== spelling.toLowerCase()) return spelling;
  const words = spelling.replace(/[-_]+/g, ' ');
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}

/** An author or outlet is shown as written. */
export function nameAsWritten(spelling: string): string {
  return spelling;
}

/** A name that is near so many others is nobody's misspelling: they differ by a letter on purpose. */
const MOST_ALIKE = 8;

/**
 * Pairs of names that differ by one letter put in, left out or changed: likely the same name misspelt.
 * Cost is linear in their letters: names are compared where they become one word without one letter.
 */
export function nearPairs(names: Iterable<string>): [string, string][] {
  const shortened = new Map<number, string[]>();
  const pairs = new Map<string, [string, string]>();
  for (const name of names) {
    for (const key of keysWithoutOneLetter(name)) {
      const alike = shortened.get(key);
      if (alike === undefined) {
        shortened.set(key, [name]);
        continue;
      }
      // A letter that is there twice leaves the same word whichever is left out.
      if (alike.at(-1) === name) continue;
      for (const other of alike) {
        if (isOneApart(name, other)) pairs.set(`${other}\n${name}`, [other, name]);
      }
      if (alike.length < MOST_ALIKE) alike.push(name);
    }
  }
  return [...pairs.values()];
}

const BASE = 0x01000193;

/**
 * A number for the name, and for what it becomes without each of its letters: equal for equal words, and mostly
 * different for others. None for a name that is too short to tell a misspelling from another word.
 */
function keysWithoutOneLetter(name: string): number[] {
  const letters = [...name].map((it) => it.codePointAt(0) ?? 0);
  if (letters.length < 5) return [];
  const powers = [1];
  const prefixes = [0];
  for (const letter of letters) {
    powers.push(Math.imul(powers.at(-1) ?? 1, BASE));
    prefixes.push((Math.imul(prefixes.at(-1) ?? 0, BASE) + letter) | 0);
  }
  const whole = prefixes.at(-1) ?? 0;
  const without = letters.map((_, at) => {
    const power = powers[letters.length - at - 1] ?? 1;
    const suffix = whole - Math.imul(prefixes[at + 1] ?? 0, power);
    return (Math.imul(prefixes[at] ?? 0, power) + suffix) | 0;
  });
  return [whole, ...without];
}

/** Digits are excepted: `elections-2024` and `elections-2025` are two topics. */
function isOneApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (/[0-9]/.test(long[at] ?? '') || /[0-9]/.test(short[at] ?? '')) return false;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

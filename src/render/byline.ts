/**
 * Puts a byline together in a language: "Reporting by A in Beirut, translated by B". The names are links, so
 * what is made here are the words round each of them.
 */
import { fillIn, type Values, type Wording, wordingOf } from '../base/wording.ts';
import type { AnyRow, Role, WordKey } from './languages/row.ts';
import { ROWS } from './languages/rows.ts';

/** A name of a byline with what its bearer did, as the author wrote it. */
export interface Signature {
  readonly name: string;
  readonly role: string | null;
}

/** The words round one name. */
export interface Joint {
  readonly before: string;
  readonly after: string;
}

/** Names that one phrase stands before. */
interface Group extends Phrase {
  readonly members: { readonly name: string; readonly note: string | null }[];
}

interface Phrase {
  /** Equal for names that go together. */
  readonly key: string;
  /** What stands round the names. */
  readonly lead: Joint;
}

/**
 * Composes bylines in the language of a row. A role that is known in any language is said by its phrase in
 * this one: a list names authors of articles in others. One that ends like `compiled by` stands as written
 * before the name, and any other behind it in brackets.
 */
export function bylineWords(
  row: AnyRow,
  wording: (key: WordKey) => Wording,
): (signatures: readonly Signature[], place: string | null) => Joint[] {
  const phrases = new Map(KEYS_BY_ROLE.map(([role, key]) => [role, phraseOf(key, wording(key))]));
  const by = phraseOf('by', wording('by'));
  const next = around(wording('nextName'), 'name', { names: '' }).before;
  const last = around(wording('lastName'), 'name', { names: '' }).before;
  const nextRole = around(wording('nextRole'), 'role', { byline: '' }).before;

  const readRole = (role: string): { readonly phrase: Phrase; readonly note: string | null } => {
    const plain = folded(role);
    const phrase = phrases.get(plain);
    if (phrase !== undefined) return { phrase, note: null };
    if (!LEADING.has(plain.split(' ').at(-1) ?? '')) return { phrase: by, note: role };
    return { phrase: phraseOf(role, wordingOf(`${role} {names}`)), note: null };
  };

  const joint = (name: string, at: number, count: number): string => {
    const words = at < count - 1 ? next : last;
    return row.joint?.(words, name) ?? words;
  };

  return (signatures, place) => {
    const groups: Group[] = [];
    for (const { name, role } of signatures) {
      const { phrase, note } = role === null ? { phrase: by, note: null } : readRole(role);
      const group = groups.at(-1);
      if (group?.key === phrase.key) group.members.push({ name, note });
      else groups.push({ ...phrase, members: [{ name, note }] });
    }
    const writers = groups.findIndex((it) => it.key === 'by' || it.key === 'roleReporting');
    const placed = Math.max(0, writers);
    return groups.flatMap(({ lead, members }, group) => {
      const there =
        place === null || group !== placed
          ? NOTHING
          : around(wording('inPlace'), 'names', { place });
      const opening = lead.before + there.before;
      const closing = there.after + lead.after;
      return members.map(({ name, note }, at) => {
        const own = note === null ? NOTHING : around(wording('otherRole'), 'name', { role: note });
        const first = group === 0 ? capital(opening) : nextRole + opening;
        return {
          before: (at === 0 ? first : joint(name, at, members.length)) + own.before,
          after: own.after + (at === members.length - 1 ? closing : ''),
        };
      });
    });
  };
}

/** With a capital at its beginning. */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const NOTHING: Joint = { before: '', after: '' };

/** What a sentence has on both sides of one of its places. */
function around(wording: Wording, place: string, values: Values): Joint {
  const at = wording.findIndex((it, index) => index % 2 === 1 && it === place);
  if (at < 0) return { before: fillIn(wording, values), after: '' };
  return {
    before: fillIn(wording.slice(0, at), values),
    after: fillIn(wording.slice(at + 1), values),
  };
}

function folded(role: string): string {
  return role.trim().replace(/\s*:$/, '').replace(/\s+/g, ' ').toLowerCase();
}

function phraseOf(key: string, wording: Wording): Phrase {
  return { key, lead: around(wording, 'names', {}) };
}

const ROLES: readonly (readonly [Role, WordKey])[] = [
  ['reporting', 'roleReporting'],
  ['furtherReporting', 'roleFurtherReporting'],
  ['translation', 'roleTranslation'],
  ['photographs', 'rolePhotographs'],
  ['illustrations', 'roleIllustrations'],
  ['video', 'roleVideo'],
  ['editing', 'roleEditing'],
  ['research', 'roleResearch'],
  ['interview', 'roleInterview'],
];

/** Every word for a role that some language has. */
const KEYS_BY_ROLE: readonly (readonly [words: string, key: WordKey])[] = Object.values(
  ROWS,
).flatMap(({ roles }) =>
  ROLES.flatMap(([role, key]) => roles[role].map((it) => [it, key] as const)),
);

const LEADING: ReadonlySet<string> = new Set(Object.values(ROWS).flatMap((it) => it.leading));

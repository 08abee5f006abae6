/**
 * What one build leaves to the next, in `.broadside/`. Losing any of it costs time and changes no byte of
 * an edition, so whatever cannot be read, or is not whole, counts as not there.
 *
 * `state` names what lies in the store (`store.ts`), and `seen` tells whether anything has changed (`seen.ts`). Each is
 * replaced in one step, so that of two builds that save at once the later wins.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import type { BuildState, PageFacts, PlanFacts } from '../model.ts';
import { readSealed } from './sealed.ts';
import { type Receipt, readSeen, saveSeen, writeStateFile } from './seen.ts';
import { type PackPlace, STATE_FOLDER, Store } from './store.ts';

/** The state as it was left, the store it names, and the way to leave it to the next build. */
export interface OpenState {
  readonly state: BuildState;
  readonly store: Store;
  /** Keeps `next` and what it names; the rest is forgotten. `receipt` is of the build that left it. Throws `DiskError`. */
  readonly save: (next: BuildState, receipt: Receipt | null) => void;
}

/** Opens the state of a site: an empty one when there is none, when it is damaged, or was left under another key. */
export function openState(root: string, key: Digest): OpenState {
  const saved = load(root, key);
  return opened(
    root,
    saved?.state ?? emptyState(key),
    saved?.places ?? new Map<Digest, PackPlace>(),
  );
}

/** The same without looking at what earlier builds left. */
export function openEmptyState(root: string, key: Digest): OpenState {
  return opened(root, emptyState(key), new Map());
}

export function emptyState(key: Digest): BuildState {
  return {
    key,
    stamps: {},
    entries: {},
    outputs: {},
    identities: {},
    edition: null,
    plan: null,
  };
}

/**
 * Whether a build leaves what it found. What has not changed is the same object from build to build, so this
 * costs a look at each; what feed readers were told follows from the rest.
 */
export function isSameState(before: BuildState, after: BuildState): boolean {
  return (
    before.edition === after.edition &&
    before.plan === after.plan &&
    hasSame(before.stamps, after.stamps) &&
    hasSame(before.entries, after.entries) &&
    hasSame(before.outputs, after.outputs)
  );
}

const STATE_FILE = 'state';
const FORMAT = 3;

/** A number into `digests`. */
type Index = number;

type SavedOutput = readonly [
  path: PlanFacts['outputs'][number][0],
  make: PlanFacts['outputs'][number][1],
  sheet: Index,
  described: Digest,
  carries: PageFacts['carries'],
  parts: readonly Index[],
];

/** Most of a large plan is digests of what lies in the store: each is written once, and numbered. */
interface SavedState {
  readonly format: number;
  readonly key: Digest;
  readonly state: Omit<BuildState, 'plan' | 'stamps'>;
  readonly plan: (Omit<PlanFacts, 'outputs'> & { readonly outputs: readonly SavedOutput[] }) | null;
  readonly packs: readonly string[];
  readonly digests: readonly Digest[];
  /** For each of them: pack, offset, length. */
  readonly places: readonly number[];
}

interface Loaded {
  readonly state: BuildState;
  readonly places: Map<Digest, PackPlace>;
}

function opened(root: string, state: BuildState, places: Map<Digest, PackPlace>): OpenState {
  const store = new Store(root, places);
  return {
    state,
    store,
    save(next, receipt) {
      if (!isSameState(state, next)) {
        writeStateFile(root, STATE_FILE, savedOf(next, store.settle(namesIn(next))));
        store.tidy();
      }
      saveSeen(root, { stamps: next.stamps, receipt });
    },
  };
}

/** Everything in the store that a state names. */
function namesIn({ entries, plan }: BuildState): Set<Digest> {
  const names = new Set<Digest>();
  for (const { entry, body } of Object.values(entries)) names.add(entry).add(body);
  for (const [, , { sheet, parts }] of plan?.outputs ?? []) {
    names.add(sheet);
    for (const it of parts) names.add(it);
  }
  return names;
}

function savedOf(next: BuildState, placed: ReadonlyMap<Digest, PackPlace>): SavedState {
  const digests = [...placed.keys()];
  const indexes = new Map(digests.map((it, at) => [it, at]));
  const packs = [...new Set([...placed.values()].map(([pack]) => pack))];
  const packIndexes = new Map(packs.map((it, at) => [it, at]));
  const { plan, stamps: _, ...state } = next;
  const indexOf = (digest: Digest): Index => indexes.get(digest) ?? -1;
  return {
    format: FORMAT,
    key: next.key,
    state,
    plan:
      plan === null
        ? null
        : {
            ...plan,
            outputs: plan.outputs.map(([path, make, { sheet, described, carries, parts }]) => [
              path,
              make,
              indexOf(sheet),
              described,
              carries,
              parts.map(indexOf),
            ]),
          },
    packs,
    digests,
    places: [...placed.values()].flatMap(([pack, offset, length]) => [
      packIndexes.get(pack) ?? 0,
      offset,
      length,
    ]),
  };
}

function load(root: string, key: Digest): Loaded | null {
  const folder = join(root, STATE_FOLDER);
  const text = readSealed(join(folder, STATE_FILE));
  if (text === null) return null;
  let saved: SavedState;
  try {
    // The seal is the proof that this is what `save` wrote.
    saved = JSON.parse(text);
  } catch {
    return null;
  }
  if (saved.format !== FORMAT || saved.key !== key || !packsAreThere(folder, saved)) return null;
  const { digests, packs, places, plan } = saved;
  const placed = new Map<Digest, PackPlace>();
  for (const [at, digest] of digests.entries()) {
    const pack = packs[places[3 * at] ?? 0] ?? '';
    placed.set(digest, [pack, places[3 * at + 1] ?? 0, places[3 * at + 2] ?? 0]);
  }
  const digestAt = (index: Index): Digest => digests[index] ?? NO_DIGEST;
  return {
    places: placed,
    state: {
      ...saved.state,
      // Without them every file is read again, and found to be what it was.
      stamps: readSeen(root)?.stamps ?? {},
      plan:
        plan === null
          ? null
          : {
              ...plan,
              outputs: plan.outputs.map(([path, make, sheet, described, carries, parts]) => [
                path,
                make,
                { sheet: digestAt(sheet), described, carries, parts: parts.map(digestAt) },
              ]),
            },
    },
  };
}

/** Names nothing: whoever looks for it finds the state unreadable. */
const NO_DIGEST = '' as Digest;

/** Sees at once what would otherwise show in the middle of a build. What lies in them is seen when it is read. */
function packsAreThere(folder: string, { packs, places }: SavedState): boolean {
  const ends = packs.map(() => 0);
  for (let at = 0; at < places.length; at += 3) {
    const pack = places[at] ?? 0;
    ends[pack] = Math.max(ends[pack] ?? 0, (places[at + 1] ?? 0) + (places[at + 2] ?? 0));
  }
  return packs.every((pack, at) => {
    const size = statSync(join(folder, pack), { throwIfNoEntry: false })?.size ?? -1;
    return size >= (ends[at] ?? 0);
  });
}

function hasSame<K extends string, V>(
  a: Readonly<Record<K, V>>,
  b: Readonly<Record<K, V>>,
): boolean {
  const values = new Set(Object.values(a));
  const others = Object.values(b);
  return values.size === others.length && others.every((it) => values.has(it));
}

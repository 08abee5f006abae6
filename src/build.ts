/**
 * The pipeline: (state, inputs) -> (state, outputs, diagnostics). A clean build and a rebuild are this one
 * function; only the state it starts from differs, and losing it costs time and changes no byte.
 *
 * Workers and the store of bodies are given as parameters, and bodies pass between the stages by digest
 * alone, so that compiling and rendering may run elsewhere.
 */
import { digestOfData } from './base/digest.ts';
import { sortedBy } from './base/order.ts';
import type { Config, SiteLink } from './config/config.ts';
import type { Diagnostic, Outcome, Places } from './diagnostics/diagnostic.ts';
import { link } from './link/link.ts';
import { identitiesOf, reportMoved } from './link/moved.ts';
import type { Show } from './link/visibility.ts';
import type {
  BinaryFile,
  Bodies,
  BuildState,
  ByteStore,
  Digest,
  DuePage,
  Edition,
  EditionFacts,
  Entry,
  EntryHead,
  NewsItem,
  OutputPath,
  PageFacts,
  PlanFacts,
  SourceFile,
  SourcePath,
  Workers,
} from './model.ts';
import { newsChangesAt, newsItems, newsSitemapFile } from './render/news-sitemap.ts';
import { plan } from './render/plan.ts';
import type { Planned } from './render/planned.ts';
import type { ThemeFacts } from './render/theme.ts';

/** A file as found; without its text where the state shows that it cannot have changed. */
export type FoundFile = Omit<SourceFile, 'text'> & { readonly text?: string | null };

export interface BuildInputs {
  readonly files: readonly FoundFile[];
  readonly binaries: readonly BinaryFile[];
  readonly publicFiles: readonly BinaryFile[];
  readonly stamps: BuildState['stamps'];
  readonly config: Config;
  readonly theme: ThemeFacts;
  /** Diagnostics of what was read before the build: configuration, templates. */
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds since 1970-01-01T00:00Z: the only clock. */
  readonly now: number;
  readonly show: Show;
  /** Whether findings are wanted, which only a check shows. */
  readonly findings: boolean;
  /** What the output folder holds now, by digest. */
  readonly published: ReadonlyMap<OutputPath, Digest>;
}

export interface BuildResult {
  readonly state: BuildState;
  readonly facts: EditionFacts;
  /** The edition itself, which is made where it was not needed. */
  edition(): Edition;
  /** Everything the edition puts out; null when an error keeps it from being published. */
  readonly plan: readonly Planned[] | null;
  readonly bodies: Bodies;
  /** The next instant at which the same build gives something else, though no file has changed; null: never. */
  readonly until: number | null;
  /** Every output by its digest; null without a plan, or when outputs were not to be made. */
  readonly outputs: ReadonlyMap<OutputPath, Digest> | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The places that the entry of a file has, for whoever prints its diagnostics. */
  placesOf(path: SourcePath): Places | null;
}

/** What one builder keeps between its builds: the last edition, once it was made. */
interface Linked {
  readonly facts: EditionFacts;
  readonly edition: Edition | null;
  /** Null where it was not made here. */
  readonly findings: readonly Diagnostic[] | null;
}

/** And the last plan. No body changes it. */
interface Drawn {
  readonly key: Digest;
  readonly outputs: readonly Planned[];
  readonly news: readonly NewsItem[];
}

export interface BuildTask {
  readonly state: BuildState;
  readonly inputs: BuildInputs;
  readonly workers: Workers;
  readonly store: ByteStore;
  /** Whether outputs are made; otherwise they are only planned. */
  readonly makes: boolean;
}

/** Makes the build function for one run of the program, or for one watch. */
export function createBuilder(): (task: BuildTask) => Promise<BuildResult> {
  let linked: Linked | null = null;
  let drawn: Drawn | null = null;
  let present: ByteStore | null = null;
  const entryOf = entryReader();
  // Of the build under way: a plan outlives the store it was drawn up with.
  const sheetText = (sheet: Digest): string => present?.text(sheet) ?? '';
  return async ({ state, inputs, workers, store, makes }) => {
    present = store;
    const heads = await compileChanged(state, inputs.files, workers);
    const entries = (): Entry[] => heads.map((it) => entryOf(it[1].entry, store));
    const key = linkKey(heads, inputs);
    const known = linked?.facts ?? state.edition;
    let edition = linked?.edition ?? null;
    let findings = linked?.findings ?? null;
    let facts: EditionFacts;
    const lacksFindings = inputs.findings && findings === null;
    if (known !== null && !lacksFindings && isStillGood(known, key, inputs.now)) facts = known;
    else {
      const outcome = linkAll(entries(), inputs);
      edition = outcome.value;
      findings = inputs.findings ? outcome.diagnostics.filter(isFinding) : null;
      facts = factsOf(outcome, key, inputs.now);
    }
    const theEdition = (): Edition => {
      edition ??= linkAll(entries(), inputs).value;
      linked = { facts, edition, findings };
      return edition;
    };
    linked = { facts, edition, findings };

    const diagnostics = [
      ...inputs.diagnostics,
      ...heads.flatMap(([, it]) => (it.hasDiagnostics ? entryOf(it.entry, store).diagnostics : [])),
      ...facts.diagnostics,
      ...(inputs.findings ? (findings ?? []) : []),
      // An edition that is known from the state is the one that readers were told of.
      ...(facts === state.edition ? [] : reportMoved(theEdition(), state.identities)),
    ];
    const bodies: Bodies = new Map(heads.map(([path, it]) => [path, it.body]));
    const compiled: BuildState = {
      ...state,
      stamps: inputs.stamps,
      entries: Object.fromEntries(heads),
    };
    const result = {
      facts,
      edition: theEdition,
      bodies,
      until: facts.due?.instant ?? null,
      diagnostics,
      placesOf: (path: SourcePath) => {
        const head = compiled.entries[path];
        return head === undefined ? null : entryOf(head.entry, store).places;
      },
    };
    if (diagnostics.some((it) => it.severity === 'error')) {
      return { ...result, state: compiled, plan: null, outputs: null };
    }
    const planKey = digestOfData([key, facts.since, inputs.config.digest, inputs.theme.digest]);
    if (drawn?.key !== planKey) {
      drawn =
        state.plan?.key === planKey
          ? drawnFrom(state.plan, sheetText)
          : {
              key: planKey,
              outputs: plan(theEdition(), inputs.config, inputs.theme, store),
              news: newsItems(theEdition(), inputs.config, facts.since),
            };
    }
    const outputs = [...drawn.outputs, newsSitemapFile(drawn.news, inputs.now, store)];
    if (!makes) return { ...result, state: compiled, plan: outputs, outputs: null };
    const { made, described } = await makeChanged(
      { outputs, bodies, state, workers, store },
      inputs.published,
    );
    const planFacts: PlanFacts =
      state.plan?.key === planKey
        ? state.plan
        : { key: planKey, news: drawn.news, outputs: described.slice(0, drawn.outputs.length) };
    if (planFacts !== state.plan) drawn = drawnFrom(planFacts, sheetText);
    return {
      ...result,
      until: earlier(facts.due?.instant ?? null, newsChangesAt(drawn.news, inputs.now)),
      state: {
        ...compiled,
        outputs: Object.fromEntries(made),
        identities: facts === state.edition ? state.identities : identitiesOf(theEdition()),
        edition: facts,
        plan: planFacts,
      },
      plan: outputs,
      outputs: new Map([...made].map(([path, it]) => [path, it.digest])),
    };
  };
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** What an output is made of, bodies and all: equal inputs mean equal bytes. */
export function inputsOf({ described, carries }: PageFacts, bodies: Bodies): Digest {
  if (carries.length === 0) return described;
  return digestOfData([described, carries.map((it) => bodies.get(it) ?? null)]);
}

/** Thrown when the state lacks what a file that was not read again should have there. */
export class StateIncomplete extends Error {}

type Head = readonly [SourcePath, EntryHead];

/** Every file's head, in the order of their paths; what is new or changed is compiled. */
async function compileChanged(
  state: BuildState,
  files: readonly FoundFile[],
  workers: Workers,
): Promise<Head[]> {
  const known = (file: FoundFile): EntryHead | null => {
    const head = state.entries[file.path];
    return head?.source === file.digest ? head : null;
  };
  const changed = files.flatMap((file): SourceFile[] => {
    if (known(file) !== null) return [];
    if (file.text === undefined) throw new StateIncomplete(file.path);
    return [{ kind: file.kind, path: file.path, digest: file.digest, text: file.text }];
  });
  const compiled = new Map(changed.length === 0 ? [] : await workers.compile(changed));
  const heads = files.flatMap((file): Head[] => {
    const head = compiled.get(file.path) ?? known(file);
    return head === null ? [] : [[file.path, head]];
  });
  return sortedBy(heads, (it) => it[0]);
}

/** Reads entries from the store, each once while it is in use. */
function entryReader(): (name: Digest, store: ByteStore) => Entry {
  let recent = new Map<Digest, Entry>();
  let former = new Map<Digest, Entry>();
  return (name, store) => {
    const known = recent.get(name) ?? former.get(name);
    // It is what compiling wrote there.
    const entry: Entry = known ?? JSON.parse(store.text(name));
    recent.set(name, entry);
    // What was not asked for while as many others were is forgotten.
    if (recent.size > 2 * former.size + 1000) {
      former = recent;
      recent = new Map();
    }
    return entry;
  };
}

/** Of all that linking reads, but for the clock. An ordinary edit of prose changes no face, and so not this. */
function linkKey(heads: readonly Head[], inputs: BuildInputs): Digest {
  const { config, theme, binaries, publicFiles, show } = inputs;
  return digestOfData([
    heads.map(([path, it]) => [path, it.face]),
    [...binaries, ...publicFiles].map((it) => [it.path, it.digest]),
    config.digest,
    theme.links,
    theme.assets.map((it) => it.output),
    show,
  ]);
}

function isStillGood({ key, since, due }: EditionFacts, now: Digest, instant: number): boolean {
  return key === now && since <= instant && (due === null || instant < due.instant);
}

function linkAll(
  entries: readonly Entry[],
  { config, theme, binaries, publicFiles, now, show, findings }: BuildInputs,
): Outcome<Edition> {
  const siteLinks: readonly SiteLink[] = [...config.siteLinks, ...theme.links];
  const themeFiles = theme.assets.map((it) => it.output);
  return link({
    entries,
    binaries,
    publicFiles,
    themeFiles,
    siteLinks,
    config,
    now,
    show,
    findings,
  });
}

function factsOf(
  { value, diagnostics }: Outcome<Edition>,
  key: Digest,
  since: number,
): EditionFacts {
  const { articles, withheld, due } = value;
  const told = diagnostics.filter((it) => !isFinding(it));
  return { key, since, due, articles: articles.length, withheld, diagnostics: told };
}

function isFinding({ severity }: Diagnostic): boolean {
  return severity === 'finding';
}

/** A plan as a build left it: what is unchanged need not be described again. */
function drawnFrom({ key, outputs, news }: PlanFacts, sheetText: (sheet: Digest) => string): Drawn {
  const planned = outputs.map(([path, make, facts]): Planned => ({
    path,
    make,
    facts,
    describe: () => ({ path, make, facts, text: sheetText(facts.sheet) }),
  }));
  return { key, outputs: planned, news };
}

type Made = BuildState['outputs'][OutputPath];

/** Pages described at a time: while threads make some, the next are described. */
const BATCH = 128;

/** Batches under way at a time: enough that no thread waits, few enough to keep memory flat. */
const MOST_UNDER_WAY = 6;

interface Making extends Pick<BuildTask, 'state' | 'workers' | 'store'> {
  readonly outputs: readonly Planned[];
  readonly bodies: Bodies;
}

/** Makes what is not in the output folder already from the same inputs, and says what each output is known by. */
async function makeChanged(
  { outputs, bodies, state, workers, store }: Making,
  published: BuildInputs['published'],
): Promise<{ made: Map<OutputPath, Made>; described: PlanFacts['outputs'][number][] }> {
  const made = new Map<OutputPath, Made>();
  const described: PlanFacts['outputs'][number][] = [];
  const underWay = new Set<Promise<void>>();
  const make = async (batch: readonly DuePage[]): Promise<void> => {
    const digests = await workers.make(batch, bodies);
    for (const [at, digest] of digests.entries()) {
      const page = batch[at];
      if (page !== undefined) made.set(page.path, { inputs: page.inputs, digest });
    }
  };
  let batch: DuePage[] = [];
  const begin = async (): Promise<void> => {
    const work = make(batch);
    batch = [];
    underWay.add(work);
    void work.finally(() => underWay.delete(work)).catch(() => {});
    // Also lets in what threads have to say.
    await (underWay.size < MOST_UNDER_WAY ? new Promise(setImmediate) : Promise.race(underWay));
  };
  for (const output of outputs) {
    const { path } = output;
    const page = output.facts === null ? output.describe() : null;
    const facts = page?.facts ?? output.facts;
    if (facts === null) continue;
    const inputs = inputsOf(facts, bodies);
    if (page !== null) store.put(facts.sheet, page.text);
    described.push([path, output.make, facts]);
    const before = state.outputs[path];
    const same = before?.inputs === inputs && published.get(path) === before.digest;
    if (same) made.set(path, before);
    else if (batch.push({ ...(page ?? output.describe()), inputs }) === BATCH) await begin();
  }
  if (batch.length > 0) await begin();
  await Promise.all(underWay);
  return { made, described };
}

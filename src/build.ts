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
import type { Diagnostic, Outcome } from './diagnostics/diagnostic.ts';
import { link } from './link/link.ts';
import { identitiesOf, reportMoved } from './link/moved.ts';
import { promoVisibility, visibilityOf } from './link/visibility.ts';
import type { Show } from './link/visibility.ts';
import type {
  BinaryFile,
  Bodies,
  BuildState,
  Digest,
  DuePage,
  Edition,
  Entry,
  OutputPath,
  Page,
  SourceFile,
  SourcePath,
  Workers,
} from './model.ts';
import { newsSitemapFile } from './render/news-sitemap.ts';
import { plan, type Plan } from './render/plan.ts';
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
  /** What the output folder holds now, by digest. */
  readonly published: ReadonlyMap<OutputPath, Digest>;
}

export interface BuildResult {
  readonly state: BuildState;
  readonly edition: Edition;
  /** Everything the edition puts out; null when an error keeps it from being published. */
  readonly plan: Plan | null;
  readonly bodies: Bodies;
  /** Every output by its digest; null without a plan, or when outputs were not to be made. */
  readonly outputs: ReadonlyMap<OutputPath, Digest> | null;
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What one builder keeps between its builds: the last edition, while no summary changes. */
interface Linked {
  readonly key: Digest;
  readonly outcome: Outcome<Edition>;
}

/** And the last plan, while neither the edition nor what it is shown with changes. No body changes it. */
interface Drawn {
  readonly edition: Edition;
  readonly config: Config;
  readonly theme: ThemeFacts;
  readonly plan: Plan;
}

export interface BuildTask {
  readonly state: BuildState;
  readonly inputs: BuildInputs;
  readonly workers: Workers;
  /** Whether outputs are made; otherwise they are only planned. */
  readonly makes: boolean;
}

/** Makes the build function for one run of the program, or for one watch. */
export function createBuilder(): (task: BuildTask) => Promise<BuildResult> {
  let linked: Linked | null = null;
  let drawn: Drawn | null = null;
  return async ({ state, inputs, workers, makes }) => {
    const entries = await compileChanged(state, inputs.files, workers);
    linked = linkOnce(linked, entries, inputs);
    const { value: edition } = linked.outcome;
    const diagnostics = [
      ...inputs.diagnostics,
      ...entries.flatMap((it) => it.diagnostics),
      ...linked.outcome.diagnostics,
      ...reportMoved(edition, state.identities),
    ];
    const compiled = {
      ...state,
      stamps: inputs.stamps,
      entries: Object.fromEntries(entries.map((it) => [it.path, it])),
    };
    const bodies: Bodies = new Map(entries.map((it) => [it.path, it.body]));
    const result = { state: compiled, edition, bodies, diagnostics };
    if (diagnostics.some((it) => it.severity === 'error')) {
      return { ...result, plan: null, outputs: null };
    }
    drawn = planOnce(drawn, edition, inputs);
    const { parts } = drawn.plan;
    const news = newsSitemapFile(edition, inputs.config, inputs.now);
    const plan: Plan = { outputs: [...drawn.plan.outputs, news], parts };
    if (!makes) return { ...result, plan, outputs: null };
    const outputs = await makeChanged(plan, bodies, state, inputs.published, workers);
    return {
      ...result,
      state: {
        ...compiled,
        outputs: Object.fromEntries(outputs),
        identities: identitiesOf(edition),
      },
      plan,
      outputs: new Map([...outputs].map(([path, it]) => [path, it.digest])),
    };
  };
}

/** What an output is made of, bodies and all: equal inputs mean equal bytes. */
export function inputsOf({ described, carries }: Page, bodies: Bodies): Digest {
  if (carries.length === 0) return described;
  return digestOfData([described, carries.map((it) => bodies.get(it) ?? null)]);
}

/** Thrown when the state lacks what a file that was not read again should have there. */
export class StateIncomplete extends Error {}

async function compileChanged(
  state: BuildState,
  files: readonly FoundFile[],
  workers: Workers,
): Promise<Entry[]> {
  const known = (file: FoundFile): Entry | null => {
    const entry = state.entries[file.path];
    return entry?.source === file.digest ? entry : null;
  };
  const changed = files.flatMap((file): SourceFile[] => {
    if (known(file) !== null) return [];
    if (file.text === undefined) throw new StateIncomplete(file.path);
    return [{ kind: file.kind, path: file.path, digest: file.digest, text: file.text }];
  });
  const compiled = new Map((await workers.compile(changed)).map((it) => [it.path, it]));
  const entries = files.flatMap((file) => compiled.get(file.path) ?? known(file) ?? []);
  return sortedBy(entries, (it) => it.path);
}

/**
 * The edition of these entries: the same object as before while nothing it is made of has changed. An
 * ordinary edit of prose changes no summary, and so stops here.
 */
function linkOnce(last: Linked | null, entries: readonly Entry[], inputs: BuildInputs): Linked {
  const { config, theme, binaries, publicFiles, now, show } = inputs;
  const siteLinks: readonly SiteLink[] = [...config.siteLinks, ...theme.links];
  const themeFiles = theme.assets.map((it) => it.output);
  const key = digestOfData([
    entries.map((it) => [it.path, it.face, visibilityAt(it, now)]),
    [...binaries, ...publicFiles].map((it) => [it.path, it.digest]),
    config.digest,
    siteLinks,
    themeFiles,
    show,
  ]);
  if (last?.key === key) return last;
  const outcome = link({
    entries,
    binaries,
    publicFiles,
    themeFiles,
    siteLinks,
    config,
    now,
    show,
  });
  return { key, outcome };
}

/** The plan of an edition: the same as before while only bodies changed. */
function planOnce(last: Drawn | null, edition: Edition, { config, theme }: BuildInputs): Drawn {
  const isSame = last?.edition === edition && last.config === config && last.theme === theme;
  return isSame ? last : { edition, config, theme, plan: plan(edition, config, theme) };
}

function visibilityAt({ summary }: Entry, now: number): string | null {
  if (summary?.of === 'promo') return promoVisibility(summary, now);
  return summary?.of === 'article' ? visibilityOf(summary, now) : null;
}

type Made = BuildState['outputs'][OutputPath];

/** Pages described at a time: while threads make some, the next are described. */
const BATCH = 128;

/** Batches under way at a time: enough that no thread waits, few enough to keep memory flat. */
const MOST_UNDER_WAY = 6;

/** Makes what is not in the output folder already from the same inputs. */
async function makeChanged(
  { outputs: planned, parts }: Plan,
  bodies: Bodies,
  state: BuildState,
  published: BuildInputs['published'],
  workers: Workers,
): Promise<Map<OutputPath, Made>> {
  const made = new Map<OutputPath, Made>();
  const underWay = new Set<Promise<void>>();
  const make = async (batch: readonly DuePage[]): Promise<void> => {
    const digests = await workers.make(batch, bodies, parts);
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
  for (const output of planned) {
    const page = output.describe();
    const inputs = inputsOf(page, bodies);
    const before = state.outputs[page.path];
    const same = before?.inputs === inputs && published.get(page.path) === before.digest;
    if (same) made.set(page.path, before);
    else if (batch.push({ ...page, inputs }) === BATCH) await begin();
  }
  if (batch.length > 0) await begin();
  await Promise.all(underWay);
  return made;
}

/** The places that entries of a build have, for whoever prints its diagnostics. */
export function placesOf(state: BuildState, path: string): Entry['places'] | null {
  return state.entries[path as SourcePath]?.places ?? null;
}

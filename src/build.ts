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
  BuildState,
  Digest,
  Edition,
  Entry,
  OutputFile,
  OutputPath,
  Page,
  SourceFile,
  SourcePath,
  Workers,
} from './model.ts';
import { newsSitemapPage } from './render/news-sitemap.ts';
import { plan, replan } from './render/plan.ts';
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
  /**
   * Every output of the edition, by its digest, or by that of its inputs when it was not made; null when an
   * error keeps the edition from being published.
   */
  readonly outputs: ReadonlyMap<OutputPath, Digest> | null;
  /** What they are made of, for whoever makes them later; null with `outputs`. */
  readonly pages: readonly Page[] | null;
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What one builder keeps between its builds: the last edition, while no summary changes. */
interface Linked {
  readonly key: Digest;
  readonly outcome: Outcome<Edition>;
}

/** And the last plan, while neither the edition nor what it is shown with changes. */
interface Planned {
  readonly edition: Edition;
  readonly bodies: ReadonlyMap<SourcePath, Digest>;
  readonly config: Config;
  readonly theme: ThemeFacts;
  readonly pages: readonly Page[];
}

/** Pages rendered at a time: enough to be quick, few enough to keep memory flat. */
const BATCH = 256;

export interface BuildTask {
  readonly state: BuildState;
  readonly inputs: BuildInputs;
  readonly workers: Workers;
  /** Takes new and changed outputs as they are made; null: they are planned, but not made. */
  readonly write: ((files: readonly OutputFile[]) => void) | null;
}

/** Makes the build function for one run of the program, or for one watch. */
export function createBuilder(): (task: BuildTask) => Promise<BuildResult> {
  let linked: Linked | null = null;
  let planned: Planned | null = null;
  return async ({ state, inputs, workers, write }) => {
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
    if (diagnostics.some((it) => it.severity === 'error')) {
      return { state: compiled, edition, outputs: null, pages: null, diagnostics };
    }
    const bodies = new Map(entries.map((it) => [it.path, it.body]));
    planned = planOnce(planned, edition, bodies, inputs);
    const pages = [...planned.pages, newsSitemapPage(edition, inputs.config, inputs.now)];
    if (write === null) {
      const outputs = new Map(pages.map((it) => [it.path, it.inputs]));
      return { state: compiled, edition, outputs, pages, diagnostics };
    }
    const outputs = await renderChanged(pages, state, inputs.published, workers, write);
    return {
      state: {
        ...compiled,
        outputs: Object.fromEntries(outputs),
        identities: identitiesOf(edition),
      },
      edition,
      outputs: new Map([...outputs].map(([path, it]) => [path, it.digest])),
      pages,
      diagnostics,
    };
  };
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

/** The plan of an edition. Where only bodies changed, only what carries them is planned again. */
function planOnce(
  last: Planned | null,
  edition: Edition,
  bodies: Planned['bodies'],
  { config, theme }: BuildInputs,
): Planned {
  const isSame = last?.edition === edition && last.config === config && last.theme === theme;
  if (!isSame) {
    return { edition, bodies, config, theme, pages: plan(edition, bodies, config, theme) };
  }
  const changed = new Map([...bodies].filter(([path, it]) => last.bodies.get(path) !== it));
  if (changed.size === 0) return last;
  return { edition, bodies, config, theme, pages: replan(last.pages, changed, config, theme) };
}

function visibilityAt({ summary }: Entry, now: number): string | null {
  if (summary?.of === 'promo') return promoVisibility(summary, now);
  return summary?.of === 'article' ? visibilityOf(summary, now) : null;
}

type Outputs = BuildState['outputs'][OutputPath];

/** Renders what is not in the output folder already with the same inputs. */
async function renderChanged(
  pages: readonly Page[],
  state: BuildState,
  published: BuildInputs['published'],
  workers: Workers,
  write: (files: readonly OutputFile[]) => void,
): Promise<Map<OutputPath, Outputs>> {
  const outputs = new Map<OutputPath, Outputs>();
  const changed: Page[] = [];
  for (const page of pages) {
    const before = state.outputs[page.path];
    const same = before?.inputs === page.inputs && published.get(page.path) === before.digest;
    if (same) outputs.set(page.path, before);
    else changed.push(page);
  }
  for (let at = 0; at < changed.length; at += BATCH) {
    const batch = changed.slice(at, at + BATCH);
    const files = await workers.render(batch);
    files.forEach((file, index) => {
      const inputs = batch[index]?.inputs;
      if (inputs !== undefined) outputs.set(file.path, { inputs, digest: file.digest });
    });
    write(files.filter((it) => published.get(it.path) !== it.digest));
  }
  return outputs;
}

/** The places that entries of a build have, for whoever prints its diagnostics. */
export function placesOf(state: BuildState, path: string): Entry['places'] | null {
  return state.entries[path as SourcePath]?.places ?? null;
}

/**
 * Publishing: the output folder is always one complete edition, the former or this one.
 *
 * New and changed files are staged beside it, in `.NAME.broadside/`. `commit` makes a second whole tree:
 * out of the edition before last, brought up to date (`standby`), or, when there is none, by linking all
 * unchanged files. Two renames then put it in place (`swap.ts`), and the edition it replaces becomes the
 * next standby. So one changed page costs a few renames and a look at every file, not a copy of the site.
 *
 * Promised against a process that is killed, not against a power cut: waiting for the disk after each of
 * twelve thousand files would take longer than making them. After a power cut, build again.
 */
import { existsSync, lstatSync, readdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { outputTaken } from '../diagnostics/catalog/disk.ts';
import type { Digest, OutputFile, OutputPath } from '../model.ts';
import { adopt } from './adopt.ts';
import type { Parts, StagedFile } from './assemble.ts';
import { assemble } from './assemble.ts';
import { attempt, DiskError, shownPath } from './failure.ts';
import type { Lock } from './lock.ts';
import type { OutputFolder } from './output-folder.ts';
import { outputFolder } from './output-folder.ts';
import type { OpenOptions } from './output-lock.ts';
import { lockOutput, unlockOutput } from './output-lock.ts';
import { mend, OutputTaken, removeTree, swapIn } from './swap.ts';
import type { Committed } from './report.ts';
import { survey, wholeFiles } from './survey.ts';
import type { OwnFile, Stamp, Tree } from './tree.ts';
import {
  emptyTree,
  foldersOf,
  isSafe,
  isSameForeign,
  MANIFEST,
  manifestOf,
  readTree,
  recordName,
  sorted,
  stampOf,
  writeRecord,
} from './tree.ts';
import { copyWhole, makeFolder, writeWhole } from './whole-file.ts';

/** An output folder that is locked for one build. */
export interface Output {
  /** What of the present edition is there, by digest; files that someone else changed or removed are not. */
  readonly published: ReadonlyMap<OutputPath, Digest>;
  /** Of the manifest of the present edition. */
  readonly manifest: Digest;
  /** Stages files of the next edition; those that are published already are passed over. Throws `DiskError`. */
  write(files: readonly OutputFile[]): void;
  /** Where a thread is to write a new file of the next edition, whose folder it makes. Throws `DiskError`. */
  reserve(path: OutputPath): string;
  /** How messages name a file of the output. */
  shown(path: OutputPath): string;
  /** Says that a thread has written what `reserve` gave the place of. */
  staged(path: OutputPath, file: StagedFile): void;
  /**
   * Puts the next edition in place: exactly the files of `all`, each either published or staged with that
   * digest. When nothing has changed, nothing is touched. Throws `DiskError` and `OutputTaken`, the output
   * folder then being as it was. Ends the use of this output, but for `close`.
   */
  commit(all: ReadonlyMap<OutputPath, Digest>): Committed;
  /** Throws away what was staged and not committed, and lets the next build in. Never throws. */
  close(): void;
}

/**
 * Opens the folder `out` for an edition of the site at `root`: locks it and mends what an interrupted
 * build left. Throws `OutputRefused`, `OutputTaken`, `LockHeld` and `DiskError`.
 */
export async function openOutput(
  root: string,
  out: string,
  options: OpenOptions = {},
): Promise<Output> {
  const folder = outputFolder(root, out);
  const lock = await lockOutput(folder, options);
  try {
    mend(folder);
    const tree = attempt('read', shownPath(root, folder.out), () =>
      readTree(folder.out, folder.side),
    );
    return new LockedOutput(folder, lock, tree);
  } catch (error) {
    unlockOutput(folder, lock);
    throw error;
  }
}

class LockedOutput implements Output {
  readonly published: ReadonlyMap<OutputPath, Digest>;
  readonly manifest: Digest;
  readonly #folder: OutputFolder;
  readonly #lock: Lock;
  /** The disk's own time at which this build began. */
  readonly #began: Stamp;
  readonly #tree: Tree;
  readonly #whole: Map<string, OwnFile>;
  /** Whether stamps were missing or wrong, so that files had to be read. */
  readonly #read: boolean;
  readonly #staged = new Map<OutputPath, StagedFile>();
  #isStaging = false;
  /** The edition before last; null when there is none that can be trusted. */
  #standby: Tree | null | undefined;
  #names = 0;

  constructor(folder: OutputFolder, lock: Lock, tree: Tree) {
    this.#folder = folder;
    this.#lock = lock;
    this.#began = attempt('read', shownPath(folder.root, folder.lock), () =>
      stampOf(lstatSync(folder.lock)),
    );
    this.#tree = tree;
    this.manifest = tree.manifest;
    const { files, read } = wholeFiles(folder, tree);
    this.#whole = files;
    this.#read = read;
    // A tree's paths were checked when its manifest was read.
    this.published = new Map([...files].map(([path, own]) => [path as OutputPath, own.digest]));
  }

  write(files: readonly OutputFile[]): void {
    for (const file of files) {
      const { path, digest } = file;
      if (this.#whole.get(path)?.digest === digest) continue;
      const former = this.#staged.get(path);
      if (former?.digest === digest) continue;
      const at = this.reserve(path);
      this.staged(path, { digest, at, stamp: this.#stage(file, at, () => this.shown(path)) });
    }
  }

  reserve(path: OutputPath): string {
    const shown = (): string => this.shown(path);
    if (path === MANIFEST) throw new OutputTaken(outputTaken(shown()));
    if (!isSafe(path)) throw new Error(`${path} leads out of the output folder`);
    const former = this.#staged.get(path);
    if (former !== undefined) attempt('remove', shown, () => unlinkSync(former.at));
    return attempt('write', shown, () => this.#place(path));
  }

  staged(path: OutputPath, file: StagedFile): void {
    this.#staged.set(path, file);
  }

  commit(all: ReadonlyMap<OutputPath, Digest>): Committed {
    const folder = this.#folder;
    const edition = sorted(all);
    let written = 0;
    for (const [path, digest] of all) if (this.#isNew(path, digest)) written++;
    let removed = 0;
    for (const path of this.#tree.files.keys()) if (!edition.has(path)) removed++;
    if (written === 0 && removed === 0 && digestOf(manifestOf(edition)) === this.#tree.manifest) {
      this.#keepStamps();
      return { written, unchanged: all.size, removed };
    }
    const now = survey(folder, this.#tree, this.#began);
    const foreign = new Map(now.foreign);
    const adopted = adopt(folder, foreign, edition);
    const next = this.#assemble({ edition, staged: this.#staged, whole: this.#whole, foreign });
    attempt('write', shownPath(folder.root, folder.side), () => {
      writeRecord(folder.next, folder.side, next);
      this.#recordFormer(now);
    });
    swapIn(folder);
    this.#tidy();
    return { written: written - adopted, unchanged: all.size - written + adopted, removed };
  }

  close(): void {
    try {
      if (existsSync(this.#folder.staging)) removeTree(this.#folder, this.#folder.staging);
      if (existsSync(this.#folder.next)) removeTree(this.#folder, this.#folder.next);
    } catch {
      // The next build throws them away.
    }
    unlockOutput(this.#folder, this.#lock);
  }

  #isNew(path: OutputPath, digest: Digest): boolean {
    if (this.#whole.get(path)?.digest === digest) return false;
    if (this.#staged.get(path)?.digest === digest) return true;
    throw new Error(`${path} is neither published nor written with the digest ${digest}`);
  }

  shown(path: OutputPath): string {
    return shownPath(this.#folder.root, join(this.#folder.out, path));
  }

  /** What is staged is moved into the standby tree by its number, or becomes the tree itself by its path. */
  #place(path: string): string {
    const { staging } = this.#folder;
    if (!this.#isStaging) makeFolder(staging);
    this.#isStaging = true;
    return this.#standbyTree() !== null
      ? join(staging, String(++this.#names))
      : `${staging}/${path}`;
  }

  #stage(file: OutputFile, at: string, shown: () => string): Stamp {
    if ('bytes' in file) return attempt('write', shown, () => writeWhole(at, file.bytes));
    const copied = attempt('copy', file.source, () =>
      copyWhole(join(this.#folder.root, file.source), at),
    );
    // What the page says of the file, its name included, would be wrong.
    if (copied.digest !== file.digest) throw new DiskError(file.source, 'copy', 'CHANGED');
    return copied.stamp;
  }

  #standbyTree(): Tree | null {
    if (this.#standby === undefined) {
      const tree = existsSync(this.#folder.standby)
        ? readTree(this.#folder.standby, this.#folder.side)
        : null;
      this.#standby = tree?.recorded === true ? tree : null;
    }
    return this.#standby;
  }

  #assemble(parts: Parts): Tree {
    const folder = this.#folder;
    const standby = this.#standbyTree();
    if (standby !== null) {
      attempt('rename', shownPath(folder.root, folder.standby), () =>
        renameSync(folder.standby, folder.next),
      );
      try {
        return assemble(folder, standby, parts);
      } catch (error) {
        // Someone has been at the standby tree. While all that is staged is still there, another can be made.
        const lost = [...parts.staged.values()].some((it) => !existsSync(it.at));
        if (!(error instanceof DiskError) || error.code === 'ENOSPC' || lost) throw error;
        removeTree(folder, folder.next);
      }
    }
    if (standby === null && existsSync(folder.staging)) {
      return this.#assembleStaged(parts);
    }
    attempt('create', shownPath(folder.root, folder.next), () => makeFolder(folder.next));
    return assemble(folder, emptyTree(), parts);
  }

  /** The staged files lie in a tree already, each at its path. */
  #assembleStaged(parts: Parts): Tree {
    const folder = this.#folder;
    attempt('rename', shownPath(folder.root, folder.staging), () =>
      renameSync(folder.staging, folder.next),
    );
    const staged = new Map(
      [...parts.staged].map(([path, it]) => [path, { ...it, at: `${folder.next}/${path}` }]),
    );
    const base: Tree = {
      ...emptyTree(),
      files: new Map([...staged].map(([path, { digest, stamp }]) => [path, { digest, stamp }])),
      folders: new Map([...foldersOf(staged.keys())].map((it) => [it, null])),
    };
    return assemble(folder, base, { ...parts, staged });
  }

  /** What the next build must know of the present edition, to make a standby tree of it. */
  #recordFormer(now: Pick<Tree, 'foreign' | 'folders'>): void {
    const { out, side } = this.#folder;
    if (!existsSync(out)) return;
    const whole = this.#whole.size === this.#tree.files.size && !this.#read;
    const settled = [...now.folders].filter(
      ([path, stamp]) => stamp !== null && this.#tree.folders.get(path) === null,
    ).length;
    const isSame = whole && isSameForeign(this.#tree.foreign, now.foreign);
    // A few folders more to list next time cost less than a new record.
    if (this.#tree.recorded && isSame && settled < 100) return;
    const files = new Map(this.#tree.files);
    for (const [path, own] of files)
      files.set(path, this.#whole.get(path) ?? { ...own, stamp: null });
    writeRecord(out, side, { ...this.#tree, ...now, files });
  }

  /** So that the next build need not read the files again. */
  #keepStamps(): void {
    if (!this.#read || this.#whole.size !== this.#tree.files.size) return;
    const { out, side, root } = this.#folder;
    attempt('write', shownPath(root, side), () =>
      writeRecord(out, side, { ...this.#tree, files: this.#whole }),
    );
  }

  /** Removes what is left of staging, and records of trees that are no more. */
  #tidy(): void {
    const { out, side, staging, standby } = this.#folder;
    try {
      removeTree(this.#folder, staging);
      const named = new Set([recordName(out), recordName(standby)]);
      for (const name of readdirSync(side)) {
        if (name.startsWith('tree-') && !named.has(name)) rmSync(join(side, name), { force: true });
      }
    } catch {
      // The edition is in place; the next build tries again.
    }
  }
}

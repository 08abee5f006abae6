/**
 * One build at a time may publish to a folder. A lock is a file that names its holder: process id and the
 * moment that process started, so that another process which got the same id later is not taken for it.
 *
 * Taking over a dead holder's lock is itself locked (`.claim`): of two that see the same dead holder, the
 * slower must not remove the lock that the faster has just taken.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { outputLocked } from '../diagnostics/catalog/disk.ts';
import { codeOf, Failure } from './failure.ts';
import { hasStarted, machine, startOf } from './process-start.ts';

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly machine: string;
  /** When the process started, in this machine's own terms; empty when the machine cannot tell. */
  readonly started: string;
  /** Of this one taking of the lock. */
  readonly token: string;
}

/** Held until `release`, or until this process ends in any way. */
export interface Lock {
  release(): void;
}

/** Another live process kept the lock for longer than we would wait. */
export class LockHeld extends Failure {
  readonly holder: LockHolder;

  constructor(shown: string, holder: LockHolder) {
    const where =
      holder.machine === machine() ? '' : ` on another machine or container, ${holder.machine}`;
    super(outputLocked(shown, `process ${holder.pid}${where}`));
    this.holder = holder;
  }
}

export interface Waiting {
  /** The lock's path as messages name it. */
  readonly shown: string;
  /** Called once, when there is someone to wait for. */
  readonly onWait?: ((holder: LockHolder) => void) | undefined;
  /** How long to wait, in milliseconds. */
  readonly patience?: number | undefined;
}

/** Takes the lock, waiting for a live holder. Throws `LockHeld`, or the system's error where the file cannot be made. */
export async function takeLock(
  path: string,
  { shown, onWait, patience = 10_000 }: Waiting,
): Promise<Lock> {
  const end = performance.now() + patience;
  for (let told = false; ; told = true) {
    const lock = tryLock(path);
    if ('release' in lock) return lock;
    if (!told) onWait?.(lock);
    if (performance.now() >= end) throw new LockHeld(shown, lock);
    await delay(40);
  }
}

/** Takes the lock, or says who holds it. */
export function tryLock(path: string): Lock | LockHolder {
  const mine: LockHolder = {
    pid: process.pid,
    machine: machine(),
    started: startOf(process.pid) ?? '',
    token: randomUUID(),
  };
  for (let attempt = 1; ; attempt++) {
    if (create(path, mine)) return hold(path, mine);
    const holder = holderOf(path);
    // Released meanwhile: try again, though not for ever, should the file be one that cannot be read.
    if (holder === null && attempt < 10) continue;
    if (holder === null || isAlive(path, holder) || attempt >= 10) return holder ?? UNKNOWN;
    removeDead(path, holder);
  }
}

const UNKNOWN: LockHolder = { pid: 0, machine: machine(), started: '', token: '' };

/** The tokens of the locks that this process holds. Locks are taken on its main thread alone. */
const held = new Set<string>();

/** How long a file without a readable holder counts as one that is just being written. */
const WRITING = 2000;

/** No build takes so long: a holder that we cannot look at is dead by then. */
const ELSEWHERE = 10 * 60_000;

function create(path: string, mine: LockHolder): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    const code = codeOf(error);
    // Windows says EPERM while a file of that name is being deleted.
    if (code === 'EEXIST' || (process.platform === 'win32' && code === 'EPERM')) return false;
    throw error;
  }
  try {
    writeFileSync(file, JSON.stringify(mine));
    return true;
  } catch (error) {
    remove(path, null);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Null when there is no lock; `UNKNOWN` when it does not say whose it is. */
function holderOf(path: string): LockHolder | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : UNKNOWN;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value) || !('machine' in value) || !('started' in value) || !('token' in value))
    return false;
  const { pid, machine: on, started, token } = value;
  return (
    Number.isSafeInteger(pid) &&
    Number(pid) > 0 &&
    typeof on === 'string' &&
    typeof started === 'string' &&
    typeof token === 'string'
  );
}

function isAlive(path: string, holder: LockHolder): boolean {
  if (holder.pid === 0) return age(path) < WRITING;
  if (holder.machine !== machine()) return age(path) < ELSEWHERE;
  // One of our own that could not be removed when it was released.
  if (holder.pid === process.pid && !held.has(holder.token)) return false;
  try {
    // Sends nothing; only asks whether the process is there.
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return hasStarted(holder.pid, holder.started);
}

/** In milliseconds; a file that is gone has no age and counts as new. */
function age(path: string): number {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status === undefined ? 0 : Date.now() - status.mtimeMs;
}

function removeDead(path: string, dead: LockHolder): void {
  const claim = tryLock(`${path}.claim`);
  if (!('release' in claim)) return;
  try {
    const holder = holderOf(path);
    if (holder?.token === dead.token && !isAlive(path, holder)) remove(path, null);
  } finally {
    claim.release();
  }
}

function hold(path: string, mine: LockHolder): Lock {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  held.add(mine.token);
  const release = (): void => {
    held.delete(mine.token);
    process.off('exit', release);
    for (const signal of signals) process.off(signal, onSignal);
    remove(path, mine);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    release();
    // Having listened took away the signal's own effect. Another listener may have its own plans.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on('exit', release);
  for (const signal of signals) process.on(signal, onSignal);
  return { release };
}

/** Removes a lock: `mine` only while it is still that one. */
function remove(path: string, mine: LockHolder | null): void {
  if (mine !== null && holderOf(path)?.token !== mine.token) return;
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or its folder cannot be written any more: then it dies with this process.
  }
}

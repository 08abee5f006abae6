/** When a process started. An id alone does not name a process: ids are used again. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** This machine, or this container where its processes are numbered apart from those of others. */
export function machine(): string {
  return (known ??= `${hostname()}${namespace()}`);
}

/**
 * When a process started, as text that only `hasStarted` can compare; null when it is not there or the
 * machine cannot tell.
 */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxStart(pid);
  // Asking the system about ourselves would take a process of its own for each build.
  if (pid === process.pid) return `ms:${Math.round(performance.timeOrigin)}`;
  const age = ageOf(pid);
  return age === null ? null : `ms:${Date.now() - age}`;
}

/** Whether the process with this id, known to be there, is the one that started then. In doubt, it is. */
export function hasStarted(pid: number, started: string): boolean {
  if (process.platform === 'linux' && isZombie(pid)) return false;
  const now = startOf(pid);
  if (now === null || started === '') return true;
  if (now.startsWith('ms:') && started.startsWith('ms:')) {
    return Math.abs(Number(now.slice(3)) - Number(started.slice(3))) <= TOLERANCE;
  }
  return now === started;
}

let known: string | undefined;

/** Ages are told in whole seconds, and the clock may have been set a little. In milliseconds. */
const TOLERANCE = 5000;

function namespace(): string {
  try {
    return ` ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return '';
  }
}

/** Ticks since the machine started, which setting the clock does not change, and which start of the machine. */
function linuxStart(pid: number): string | null {
  const started = linuxFields(pid)?.[19];
  if (started === undefined) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${started}`;
  } catch {
    return `:${started}`;
  }
}

/** Ended, but nobody has asked yet how: it writes no more. */
function isZombie(pid: number): boolean {
  const state = linuxFields(pid)?.[0];
  return state === 'Z' || state === 'X';
}

/** The fields of /proc/PID/stat from the third on (proc_pid_stat(5)); the second is a name that may hold blanks. */
function linuxFields(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Milliseconds since the process started. */
function ageOf(pid: number): number | null {
  try {
    if (process.platform === 'win32') {
      const query = `[int64]((Get-Date) - (Get-Process -Id ${pid}).StartTime).TotalMilliseconds`;
      const told = ask('powershell.exe', ['-NoProfile', '-Command', query]);
      return /^\d+$/.test(told) ? Number(told) : null;
    }
    // [[days-]hours:]minutes:seconds
    const told = ask('ps', ['-o', 'etime=', '-p', String(pid)]);
    const match = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(told);
    if (match === null) return null;
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
      .slice(1)
      .map((it) => Number(it ?? 0));
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  } catch {
    return null;
  }
}

/** What a program of the system prints. No shell comes between. */
function ask(program: string, words: readonly string[]): string {
  return execFileSync(program, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    timeout: 5000,
  }).trim();
}

import { readFileSync } from 'node:fs';
import { emitKeypressEvents } from 'node:readline';
import type { Key } from 'node:readline';

export interface Keys {
  /** Whether there is a terminal to press keys at. */
  readonly isListening: boolean;
  /** Gives the terminal back as it was. */
  end(): void;
}

/**
 * Calls what belongs to a key when it is pressed, where stdin is a terminal that is ours; Ctrl-C and Ctrl-D are
 * the key q, and Ctrl-Z stops the process as ever.
 */
export function listenForKeys(actions: Readonly<Record<string, () => void>>): Keys {
  const { stdin } = process;
  if (!stdin.isTTY || isInBackground()) return { isListening: false, end: () => {} };
  const pressed = (_text: string | undefined, { name = '', ctrl = false }: Key): void => {
    if (ctrl && name === 'z') suspend();
    const key = ctrl && (name === 'c' || name === 'd') ? 'q' : ctrl ? '' : name;
    if (Object.hasOwn(actions, key)) actions[key]?.();
  };
  const resumed = (): void => {
    // It may have been told to go on in the background, and whoever is there now has the terminal.
    if (!isInBackground()) stdin.setRawMode(true);
  };
  const suspend = (): void => {
    if (process.platform === 'win32') return;
    stdin.setRawMode(false);
    process.kill(0, 'SIGTSTP');
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  process.on('SIGCONT', resumed);
  stdin.on('keypress', pressed).resume();
  return {
    isListening: true,
    end: () => {
      process.off('SIGCONT', resumed);
      stdin.off('keypress', pressed).pause();
      if (!isInBackground()) stdin.setRawMode(false);
    },
  };
}

/**
 * Whether the terminal is another's for now, as with `&`: a process that changes its mode then is stopped.
 * Linux alone says so (proc(5), `pgrp` and `tpgid` of `stat`).
 */
function isInBackground(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The name before them is in brackets, and may hold anything.
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group !== foreground;
  } catch {
    return false;
  }
}

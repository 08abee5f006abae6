import { emitKeypressEvents } from 'node:readline';
import type { Key } from 'node:readline';

export interface Keys {
  /** Whether there is a terminal to press keys at. */
  readonly isListening: boolean;
  /** Gives the terminal back as it was. */
  end(): void;
}

/** Calls what belongs to a key when it is pressed, where stdin is a terminal; Ctrl-C and Ctrl-D are the key q. */
export function listenForKeys(actions: Readonly<Record<string, () => void>>): Keys {
  const { stdin } = process;
  if (!stdin.isTTY) return { isListening: false, end: () => {} };
  const pressed = (_text: string | undefined, { name = '', ctrl = false }: Key): void => {
    const key = ctrl && (name === 'c' || name === 'd') ? 'q' : ctrl ? '' : name;
    if (Object.hasOwn(actions, key)) actions[key]?.();
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on('keypress', pressed).resume();
  return {
    isListening: true,
    end: () => {
      stdin.off('keypress', pressed).pause();
      stdin.setRawMode(false);
    },
  };
}

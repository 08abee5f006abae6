/** What outlives a reload of this tab. Where a browser keeps nothing, nothing is remembered and all else works. */

const PREFIX = 'broadside:';

export function recall(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Null forgets. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is full or forbidden.
  }
}

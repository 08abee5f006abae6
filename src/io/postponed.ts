/** A timer that each call puts off, though never to more than `longest` milliseconds after the first. */
export interface Postponed {
  readonly isPending: boolean;
  postpone(wait: number): void;
  cancel(): void;
}

/** `action` is called when no call has come for as long as the last one said. */
export function postponed(longest: number, action: () => void): Postponed {
  let timer: NodeJS.Timeout | null = null;
  let latest = 0;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    get isPending() {
      return timer !== null;
    },
    postpone(wait) {
      const now = performance.now();
      if (timer === null) latest = now + longest;
      cancel();
      timer = setTimeout(
        () => {
          timer = null;
          action();
        },
        Math.max(0, Math.min(wait, latest - now)),
      );
    },
    cancel,
  };
}

/** Milliseconds since the command began: what a user waited, loading the program included. */
export function elapsed(): number {
  return performance.now() - began;
}

const began = performance.now();

import { UsageError } from '../io/failure.ts';

/** A port as given on the command line; null when none was. Throws `UsageError` for what is none. */
export function portNumber(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (port < 1 || port > 65_535) {
    throw new UsageError(`--port needs a number from 1 to 65535, and "${given}" is none`);
  }
  return port;
}

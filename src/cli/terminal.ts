/** The two streams: results go to stdout, messages to stderr. */
import { DISK } from './status.ts';

/** Whether a stream wants colours: FORCE_COLOR, then NO_COLOR (no-color.org), then whether it is a terminal. */
export function wantsColours(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && terminal !== 'dumb';
}

/** Whether messages on stderr are in colour. */
export function coloursOfMessages(): boolean {
  return wantsColours(process.env, process.stderr.isTTY);
}

/** Whether a machine runs us that reads annotations. */
export function isContinuousIntegration(): boolean {
  const { CI: ci, GITHUB_ACTIONS: actions } = process.env;
  return [ci, actions].some((it) => it !== undefined && !['', '0', 'false'].includes(it));
}

/** Writes lines of the result. */
export function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Writes a message. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** Says that another process must finish first. */
export function sayWaiting(out: string, pid: number): void {
  say(`Waiting for another build of ${out} (process ${pid}) …`);
}

/** Says that work goes on, if it does for longer than half a second and someone looks. Returns what ends it. */
export function progress(text: string): () => void {
  if (!process.stderr.isTTY) return () => {};
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    process.stderr.write(text);
  }, 500);
  return () => {
    clearTimeout(timer);
    if (shown) process.stderr.write('\r\u001B[K');
  };
}

/** A reader that goes away (`| head`) is no failure; a disk that is full is. */
export function watchStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = DISK;
      if (stream === process.stdout) say(`The result could not be written: ${error.message}`);
    });
  }
}

/** The compiled program as a real child process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HOME } from './home.ts';
import { isCompiled } from './tools.ts';

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /**
   * What was written to both streams since the last call, once it holds `text`. Rejects when the program
   * ends without it.
   */
  waitFor(text: string): Promise<string>;
}

export interface Starting {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const COMPILED = isCompiled();

/** The program's file. Throws when it is not compiled from the present sources. */
export function programFile(): string {
  if (COMPILED) return join(HOME, 'bin', 'broadside.js');
  throw new Error('lib/ is older than src/: run "npm test", or "node tools/run.mjs compile" first');
}

/** Runs the program to its end. */
export async function run(args: readonly string[], starting: Starting = {}): Promise<Ended> {
  return await start(args, starting).ended;
}

/** Starts the program; it is stopped when the test has finished. */
export function start(args: readonly string[], starting: Starting = {}): Running {
  return startNode([programFile(), ...args], starting);
}

/** Starts Node with these arguments, in an environment that says nothing of colours or CI. */
export function startNode(args: readonly string[], starting: Starting = {}): Running {
  return startCommand(process.execPath, args, 'ignore', starting);
}

/** Whether `startAtTerminal` works here: `script` of util-linux makes a terminal. */
export const HAS_TERMINAL: boolean = process.platform === 'linux' && existsSync('/usr/bin/script');

/**
 * Starts the program at a terminal of its own: what is written to the child's stdin is typed there. `shell` makes
 * a script of a shell with job control out of the program's command.
 */
export function startAtTerminal(
  args: readonly string[],
  starting: Starting = {},
  shell: (command: string) => string = (command) => command,
): Running {
  const words = [process.execPath, programFile(), ...args].map((it) => `'${it}'`);
  const command = shell(words.join(' '));
  return startCommand('script', ['-qefc', command, '/dev/null'], 'pipe', starting);
}

function startCommand(
  command: string,
  args: readonly string[],
  stdin: 'ignore' | 'pipe',
  { cwd, env = {} }: Starting,
): Running {
  const child = spawn(command, args, {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  let unread = '';
  let over = false;
  let heard = (): void => {};
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    unread += text;
    heard();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    unread += text;
    heard();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      over = true;
      heard();
      resolve({ status, signal, stdout, stderr });
    });
  });
  const waitFor = async (text: string): Promise<string> => {
    while (!unread.includes(text)) {
      if (over) throw new Error(`the program ended without "${text}":\n${stdout}\n${stderr}`);
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
    const read = unread;
    unread = '';
    return read;
  };
  return { child, ended, waitFor };
}

/** The environment of this process, without what changes how the program speaks. */
export function plainEnvironment(): Record<string, string> {
  const left = [
    'CI',
    'GITHUB_ACTIONS',
    'GITHUB_WORKSPACE',
    'NO_COLOR',
    'FORCE_COLOR',
    'NODE_OPTIONS',
  ];
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || left.includes(name) ? [] : [[name, value]],
    ),
  );
}

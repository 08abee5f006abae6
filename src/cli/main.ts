/**
 * The command line. Each command is loaded when it is run, so that `--version` and `--help` answer at
 * once.
 */
import { resolve } from 'node:path';
import type { Command, CommanderError } from 'commander';
import { programVersion } from '../io/program.ts';
// Here, so that loading a command counts as time that a user waited.
import './elapsed.ts';
import { endOnSignals } from './signals.ts';
import { GOOD, INTERRUPTED, TERMINATED, USAGE } from './status.ts';
import { print, watchStreams } from './terminal.ts';

/** Runs the program with its arguments (without Node's own two) and gives the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  watchStreams();
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    print(programVersion());
    return GOOD;
  }
  const bug = (error: unknown): void => {
    void crash(args, error).then((status) => process.exit(status));
  };
  process.on('uncaughtException', bug).on('unhandledRejection', bug);
  // Between two steps of a build the output folder is whole, so that it may end there.
  if (LASTING.some((it) => args.includes(it))) endOnSignals(GOOD, GOOD);
  else endOnSignals(INTERRUPTED, TERMINATED);
  const { Command, CommanderError } = await import('commander');
  let status: number = GOOD;
  const program = describe(new Command(), (result) => {
    status = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return await refuse(args, error);
    return await crash(args, error);
  }
}

/** What goes on until it is ended: then that is no failure. */
const LASTING = ['--watch', 'dev', 'preview'];

interface Options {
  readonly root?: string;
  readonly out?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly now?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  readonly port?: string;
  readonly host?: string;
  readonly open?: boolean;
  readonly why?: readonly string[];
}

function describe(program: Command, done: (status: number) => void): Command {
  program
    .name('broadside')
    .description('Turns a folder of Markdown articles into a complete publication.')
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--root <folder>', 'what holds broadside.yaml (default: the current folder)');
  const shown = (it: Command): Command =>
    it
      .option('--drafts', 'show drafts too')
      .option('--future', 'show what is not yet live too')
      .option('--now <moment>', 'build as if it were this moment, as in 2026-02-01T08:00');

  shown(command('build', 'build the site'))
    .option('--out <folder>', 'where the site goes (default: dist in the root)')
    .option('--watch', 'go on, and build again after each change')
    .option('--json', 'print one JSON document for programs')
    .option('--quiet', 'print errors only')
    .action(async ({ root = '.', out, now, ...flags }: Options) => {
      const { build } = await import('./build.ts');
      const { drafts = false, future = false, json = false, quiet = false, watch = false } = flags;
      done(await build({ root, out, now, drafts, future, json, quiet, watch }));
    });
  command('dev', 'show the site in a browser, as it becomes while you write')
    .option('--port <number>', 'where to listen (default: 4000, or the next that is free)')
    .option('--host <address>', 'for whom (default: 127.0.0.1, this machine alone)')
    .option('--open', 'open the browser')
    .option('--now <moment>', 'show the site as it will be at this moment')
    .action(async ({ root = '.', port, host, now, open = false }: Options) => {
      const { dev } = await import('./dev.ts');
      done(await dev({ root, port, host, now, open }));
    });
  command('preview', 'show the built site as a static host will serve it')
    .option('--out <folder>', 'where the site is (default: dist in the root)')
    .option('--port <number>', 'where to listen (default: 4000, or the next that is free)')
    .option('--host <address>', 'for whom (default: 127.0.0.1, this machine alone)')
    .option('--open', 'open the browser')
    .action(async ({ root = '.', out, port, host, open = false }: Options) => {
      const { preview } = await import('./preview.ts');
      done(await preview({ root, out, port, host, open }));
    });
  shown(command('check', 'report all mistakes and findings, and publish nothing'))
    .option('--json', 'print one JSON document for programs')
    .option('--why <articles...>', 'say why the second article is or is not related to the first')
    .action(async ({ root = '.', now, why, ...flags }: Options) => {
      const { check } = await import('./check.ts');
      const { drafts = false, future = false, json = false } = flags;
      done(await check({ root, now, drafts, future, json, why: why ?? null }));
    });
  command('clean', 'remove what builds have written, and nothing else')
    .option('--out <folder>', 'where the site is (default: dist in the root)')
    .action(async ({ root = '.', out }: Options) => {
      const { clean } = await import('./clean.ts');
      done(await clean({ root, out }));
    });
  return program;
}

/** Says what is wrong with a command line. Help that was asked for is no mistake. */
async function refuse(args: readonly string[], error: CommanderError): Promise<number> {
  if (error.exitCode === 0) return GOOD;
  // Without a command, the help has been printed already.
  if (error.code === 'commander.help' && !args.includes('--json')) return USAGE;
  const { sayUsage } = await import('./usage.ts');
  return sayUsage(args, error);
}

async function crash(args: readonly string[], error: unknown): Promise<number> {
  const { fail } = await import('./run.ts');
  const given = args.indexOf('--root');
  const root = resolve(given < 0 ? '.' : (args[given + 1] ?? '.'));
  return fail({ json: args.includes('--json'), root }, error);
}

import type { CommanderError } from 'commander';
import { wrongUsage } from '../diagnostics/catalog/run.ts';
import { elapsed } from './elapsed.ts';
import { sayDiagnostics } from './messages.ts';
import { jsonDocument } from './result.ts';
import { USAGE } from './status.ts';
import { print } from './terminal.ts';

/** Says what is wrong with a command line, with the nearest command or option, and gives the exit status. */
export function sayUsage(args: readonly string[], error: CommanderError): number {
  const [said = '', near = ''] = error.message.split('\n');
  const message =
    error.code === 'commander.help'
      ? 'no command is given'
      : said
          .replace(/^error: /, '')
          .replace(/\.$/, '')
          .replaceAll("'", '"');
  const meant = /^\(Did you mean (.+)\?\)$/.exec(near)?.[1];
  const hint =
    meant === undefined
      ? '"broadside --help" lists the commands, "broadside build --help" the options of one.'
      : `Did you mean "${meant}"?`;
  const located = [{ diagnostic: wrongUsage(message, hint), span: null }];
  if (args.includes('--json')) print(jsonDocument(null, located, () => null, elapsed()));
  else sayDiagnostics(process.cwd(), located, null);
  return USAGE;
}

/** `broadside preview`: the built site, as readers will get it from a static host. */
import { formatDiagnostic } from '../diagnostics/format.ts';
import { linesOf } from '../diagnostics/lines.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locate, NO_PLACES } from '../diagnostics/diagnostic.ts';
import { notBuilt } from '../diagnostics/catalog/serve.ts';
import { Failure } from '../io/failure.ts';
import { outputFolder } from '../io/output-folder.ts';
import { createReader } from '../io/publication.ts';
import { listen } from '../io/serve/listen.ts';
import { createStaticHost } from '../io/serve/static-host.ts';
import { mendOutput } from '../io/swap.ts';
import { MOST_OF_ONE_CODE, sayDiagnostics } from './messages.ts';
import { openInBrowser } from './open-in-browser.ts';
import { outFolder, rootFolder, shownFrom } from './place.ts';
import { portNumber } from './port.ts';
import { explain, guarded } from './run.ts';
import { endOnSignalsBy } from './signals.ts';
import { GOOD, USAGE } from './status.ts';
import { coloursOfMessages, print, say } from './terminal.ts';

export interface PreviewArguments {
  readonly root: string;
  readonly out: string | undefined;
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly open: boolean;
}

/** Serves the output folder until it is ended. Gives the exit status. */
export async function preview(given: PreviewArguments): Promise<number> {
  return await guarded({ json: false, root: given.root }, async () => {
    const root = rootFolder(given.root);
    const port = portNumber(given.port);
    const out = outFolder(root, given.out);
    const shown = shownFrom(process.cwd(), out);
    const { value: setting, diagnostics } = await createReader(root, false).setting();
    if (setting === null) {
      sayDiagnostics(
        root,
        diagnostics.map((it) => ({ diagnostic: it, span: locate(it.spot, NO_PLACES) })),
        null,
      );
      return USAGE;
    }
    mendOutput(root, out);
    const { origin, base } = setting.config;
    const once = sayOnce();
    const host = createStaticHost({
      folder: outputFolder(root, out).out,
      shown,
      origin,
      base,
      onRules: (wrong, text) => {
        once(rulesWords(wrong, text));
      },
    });
    if (!(await host.hasEdition())) throw new Failure(notBuilt(shown));
    const ended = untilEnded();
    const server = await listen(
      {
        host: given.host ?? '127.0.0.1',
        port,
        onError: (error) => {
          once([plain(explain(root, error).diagnostic)]);
        },
      },
      async (asked) => await host.answer(asked),
    );
    const url = server.url.replace(/\/$/, `${base}/`);
    print(`Serving ${shown} at ${url} as a static host would. Ctrl-C ends it.`);
    if (given.open) await openInBrowser(url);
    await ended;
    await server.close();
    return GOOD;
  });
}

async function untilEnded(): Promise<void> {
  await new Promise<void>((resolve) => {
    endOnSignalsBy(resolve);
  });
}

/** Says each message once, however often readers make it happen. */
function sayOnce(): (messages: readonly string[]) => void {
  const said = new Set<string>();
  return (messages) => {
    for (const it of messages) {
      if (!said.has(it)) say(it, '');
      said.add(it);
    }
  };
}

/** The first lines of a file of rules that hosts cannot read, and how many more there are. */
function rulesWords(wrong: readonly Diagnostic[], text: string): string[] {
  const lines = linesOf(text);
  const colours = coloursOfMessages();
  const words = wrong.slice(0, MOST_OF_ONE_CODE).map((it) => {
    const span = locate(it.spot, NO_PLACES);
    return formatDiagnostic({ diagnostic: it, span }, () => lines, colours);
  });
  const [first] = wrong;
  const rest = wrong.length - words.length;
  if (first === undefined || rest === 0) return words;
  return [...words, `… and ${rest} more of [${first.code}] in ${first.file ?? ''}.`];
}

function plain(diagnostic: Diagnostic): string {
  return formatDiagnostic({ diagnostic, span: null }, () => null, coloursOfMessages());
}

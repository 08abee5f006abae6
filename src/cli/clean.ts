/** `broadside clean`: removes what builds have written, and nothing else. */
import { counted } from '../diagnostics/format.ts';
import { cleanOutput } from '../io/clean.ts';
import { removeState } from '../io/store.ts';
import { outFolder, rootFolder, shownFrom } from './place.ts';
import { guarded } from './run.ts';
import { GOOD } from './status.ts';
import { print, sayWaiting } from './terminal.ts';

export interface CleanArguments {
  readonly root: string;
  readonly out: string | undefined;
}

/** Removes the edition and what is kept for the next build. Gives the exit status. */
export async function clean(given: CleanArguments): Promise<number> {
  return await guarded({ json: false, root: given.root }, async () => {
    const root = rootFolder(given.root);
    const out = outFolder(root, given.out);
    const shown = shownFrom(process.cwd(), out);
    const { removed, kept } = await cleanOutput(root, out, {
      onWait: (holder) => {
        sayWaiting(shown, holder.pid);
      },
    });
    removeState(root);
    print(
      `Removed ${counted(removed, 'file')} from ${shown}, and what was kept for the next build.`,
    );
    if (kept) print(`${shown} is still there, with what Broadside did not write.`);
    return GOOD;
  });
}

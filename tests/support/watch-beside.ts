import { onTestFinished } from 'vitest';
import { watchSources } from '../../src/io/watch.ts';

/** A watch of the same folder: when it has looked so often, the program has too. */
export async function watchBeside(root: string): Promise<(looks: number) => Promise<void>> {
  const watch = watchSources(root, ({ message }) => {
    throw new Error(message);
  });
  onTestFinished(() => watch.close());
  await watch.ready;
  return async (looks) => {
    for (let seen = 0; seen < looks;) {
      const batch = await watch.next();
      if (batch === null) throw new Error('the watch has ended');
      if (batch.reason === 'check') seen += 1;
    }
  };
}

import { say } from './terminal.ts';

/** Opens a URL in the user's browser, where there is one to open. */
export async function openInBrowser(url: string): Promise<void> {
  const failed = (): void => {
    say(`No browser could be opened. The address is ${url}`);
  };
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    child.once('error', failed);
  } catch {
    failed();
  }
}

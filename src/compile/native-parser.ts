import type { Root } from 'mdast';

/** What is used of `satteri`. Its own types are not: they add MDX to every tree of this program. */
interface Library {
  markdownToMdast(text: string, options: { readonly features: object }): Root;
}

/**
 * The native parser, where it is installed and runs: an optional part, many times faster. `parser.ts` gives
 * it only what it is known to read exactly as remark-parse does.
 */
export const nativeParser: ((text: string) => Root) | null = await load('satteri');

async function load(name: string): Promise<typeof nativeParser> {
  try {
    const library: unknown = await import(name);
    if (!isLibrary(library)) return null;
    const features = { gfm: false, directive: false, frontmatter: false };
    return (text) => library.markdownToMdast(text, { features });
  } catch {
    // Not installed, or not made for this machine: remark-parse reads everything.
    return null;
  }
}

function isLibrary(it: unknown): it is Library {
  return (
    typeof it === 'object' &&
    it !== null &&
    'markdownToMdast' in it &&
    typeof it.markdownToMdast === 'function'
  );
}

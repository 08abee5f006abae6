import { outputPathOf } from '../addresses.ts';
import { foldForCollision } from '../base/slug.ts';
import { duplicateAddress } from '../diagnostics/catalog/links.ts';
import type { Diagnostic, Spot } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model.ts';

/** Who wants an address, in the author's words, and what decided it. */
export interface Claimant {
  readonly file: string;
  readonly spot: Spot;
  /** As named to the other one: a path, or "the feed of the site". */
  readonly name: string;
  /** The rule that made the address, and how to get another. */
  readonly rule: string;
}

/** Hands out the addresses of an edition, each once. */
export interface Claims {
  readonly diagnostics: readonly Diagnostic[];
  /** True when nobody has it: not in another case or Unicode form either, and not as a folder of another. */
  claim(address: Address, claimant: Claimant): boolean;
}

export function handOutAddresses(): Claims {
  const files = new Map<string, Claimant>();
  const folders = new Map<string, Claimant>();
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    claim(address, claimant) {
      const key = foldForCollision(outputPathOf(address));
      const parents = parentsOf(key);
      const other =
        files.get(key) ??
        folders.get(key) ??
        parents.map((it) => files.get(it)).find((it) => it !== undefined);
      if (other !== undefined) {
        diagnostics.push(
          duplicateAddress(claimant.file, claimant.spot, address, other.name, claimant.rule),
        );
        return false;
      }
      files.set(key, claimant);
      for (const parent of parents) if (!folders.has(parent)) folders.set(parent, claimant);
      return true;
    },
  };
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    parents.push(path.slice(0, at));
  return parents;
}

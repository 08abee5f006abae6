import { outputPathOf } from '../addresses.ts';
import { foldForCollision, isReservedName } from '../base/slug.ts';
import { duplicateAddress, unsafeAddress } from '../diagnostics/catalog/links.ts';
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
  /**
   * True when it can be a file everywhere and nobody has it: not in another case or Unicode form either,
   * and not as a folder of another.
   */
  claim(address: Address, claimant: Claimant): boolean;
}

export function handOutAddresses(): Claims {
  const files = new Map<string, Claimant>();
  const folders = new Map<string, Claimant>();
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    claim(address, claimant) {
      const path = outputPathOf(address);
      const part = unsafePart(path);
      if (part !== null) {
        const { file, spot, name } = claimant;
        diagnostics.push(unsafeAddress(file, spot, name, address, part));
        return false;
      }
      const key = PLAIN.test(path) ? path.toLowerCase() : foldForCollision(path);
      const parents = newFolders(key, folders);
      const other = files.get(key) ?? folders.get(key) ?? firstOf(parents, files);
      if (other !== undefined) {
        diagnostics.push(
          duplicateAddress(claimant.file, claimant.spot, address, other.name, claimant.rule),
        );
        return false;
      }
      files.set(key, claimant);
      for (const parent of parents) folders.set(parent, claimant);
      return true;
    },
  };
}

/** Most systems allow a name 255 bytes, and a whole path about a thousand. */
const LONGEST_NAME = 255;
const LONGEST_PATH = 800;

/**
 * The first part of a path that would lead out of the output folder, that some system refuses as a name,
 * or that is shown as something else than it is; null when there is none.
 */
function unsafePart(path: string): string | null {
  if (path.length * 3 > LONGEST_PATH && Buffer.byteLength(path) > LONGEST_PATH)
    return `${path.slice(0, 60)}…`;
  const part = path.split('/').find((it) => {
    if (it === '' || it === '.' || it === '..' || isReservedName(it)) return true;
    if (UNSAFE.test(it)) return true;
    // A character of UTF-16 is at most three bytes of UTF-8.
    return it.length * 3 > LONGEST_NAME && Buffer.byteLength(it) > LONGEST_NAME;
  });
  return part === undefined || part.length <= 60 ? (part ?? null) : `${part.slice(0, 60)}…`;
}

/** What Windows refuses, and characters that are not seen, or turn the direction of what follows them. */
const UNSAFE =
  /[\\<>:"|?*\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The folders a path lies in that nobody has yet, the outermost first. What holds a known one is known too. */
function newFolders(path: string, known: ReadonlyMap<string, Claimant>): string[] {
  const parents: string[] = [];
  for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
    const parent = path.slice(0, at);
    if (known.has(parent)) break;
    parents.push(parent);
  }
  return parents.reverse();
}

function firstOf(
  paths: readonly string[],
  files: ReadonlyMap<string, Claimant>,
): Claimant | undefined {
  for (const path of paths) {
    const found = files.get(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** ASCII letters fold to their small ones by every rule. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A theme as it was read: its files, and the digest of all of them. */
import { digestOf, digestOfData } from '../base/digest.ts';
import { sortedBy } from '../base/order.ts';
import type { Digest } from '../model.ts';
import type { ThemeAsset } from './theme-assets.ts';

/** A template as found. */
export interface ThemeFile {
  /** Its path inside `templates/`: `article.hbs`. */
  readonly name: string;
  /** As shown to the author. */
  readonly path: string;
  readonly text: string;
}

/** A theme as read: plain data that a worker can be given. */
export interface ThemeSource {
  readonly files: readonly ThemeFile[];
  readonly assets: readonly ThemeAsset[];
  readonly digest: Digest;
}

/** Puts a theme together from its files, in whatever order they were found. */
export function themeSourceOf(
  files: readonly ThemeFile[],
  assets: readonly ThemeAsset[],
): ThemeSource {
  const byName = { files: sortedBy(files, nameIn), assets: sortedBy(assets, nameIn) };
  const digest = digestOfData([
    byName.files.map((it) => [it.name, it.path, digestOf(it.text)]),
    byName.assets.map((it) => [it.name, it.path, it.digest]),
  ]);
  return { ...byName, digest };
}

function nameIn({ name }: { readonly name: string }): string {
  return name;
}

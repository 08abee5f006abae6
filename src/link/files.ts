/** Files that pages refer to: which may be published, and where. */
import { fileAddress } from '../addresses.ts';
import { isReservedName, slugOf } from '../base/slug.ts';
import type { BinaryFile, CopiedFile, OutputPath, SourcePath } from '../model.ts';

/**
 * What may be copied from beside an article. Anything that a browser would run or render as a document of
 * this site (HTML, SVG, XML, scripts) is not in it: contributors' files share an origin with the site.
 */
const COPIED = new Set(
  'jpg jpeg png gif webp avif pdf csv tsv txt zip mp3 m4a ogg oga opus wav flac mp4 m4v webm epub odt ods odp doc docx xls xlsx ppt pptx rtf'.split(
    ' ',
  ),
);

export interface Files {
  /** The file at a path from the site's root, as it is published; null when there is none. */
  find(path: string): FoundFile | null;
  /** Paths for suggestions. */
  readonly paths: readonly string[];
  /** Those that were found so far and have to be copied. */
  readonly used: ReadonlyMap<SourcePath, CopiedFile>;
}

export type FoundFile =
  { readonly refused: true } | { readonly refused: false; readonly file: CopiedFile };

/** `binaries` are copied when something refers to them; `publicFiles` are there anyway, at their own paths. */
export function gatherFiles(
  binaries: readonly BinaryFile[],
  publicFiles: readonly BinaryFile[],
): Files {
  const known = new Map(binaries.map((it) => [it.path as string, it]));
  const there = new Map(publicFiles.map((it) => [it.path as string, it]));
  const used = new Map<SourcePath, CopiedFile>();
  return {
    paths: [...known.keys(), ...[...there.keys()].map((it) => it.slice('public'.length))],
    used,
    find(path) {
      const ready = there.get(path) ?? there.get(`public/${path}`);
      if (ready !== undefined) return { refused: false, file: publicFile(ready) };
      const binary = known.get(path) ?? known.get(path.normalize('NFC'));
      if (binary === undefined) return null;
      const file = mediaFile(binary);
      if (!COPIED.has(extensionOf(path))) return { refused: true };
      used.set(binary.path, file);
      return { refused: false, file };
    },
  };
}

/** A file of `public/`, copied whole and under its own path. */
export function publicFile(file: BinaryFile): CopiedFile {
  const output = file.path.slice('public/'.length) as OutputPath;
  return { path: file.path, digest: file.digest, output, address: fileAddress(output) };
}

/**
 * A file something refers to: under `/media/`, with a digest in the name, so that it can be cached for ever.
 * The rest of the name is a slug: whatever the file is called, every system can store it.
 */
export function mediaFile(file: BinaryFile): CopiedFile {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const words = slugOf(dot > 0 ? name.slice(0, dot) : name);
  const stem = words === null || isReservedName(words) ? 'file' : words;
  const ending = dot > 0 ? name.slice(dot).toLowerCase() : '';
  const output = `media/${stem}.${file.digest.slice(0, 8)}${ending}` as OutputPath;
  return { path: file.path, digest: file.digest, output, address: fileAddress(output) };
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

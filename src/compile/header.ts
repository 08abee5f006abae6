import { plainOf } from '../base/yaml-plain.ts';
import type { Span } from '../base/span.ts';
import type { CompileOptions } from '../config/config.ts';
import { frontMatterYaml } from '../diagnostics/catalog/front-matter.ts';
import type { Diagnostic, Places } from '../diagnostics/diagnostic.ts';
import type { SourceKind, SourcePath, Summary, TextFace } from '../model.ts';
import type { FrontMatter } from './front-matter.ts';
import { articleHeader } from './header/article.ts';
import {
  authorHeader,
  outletHeader,
  pageHeader,
  promoHeader,
  topicHeader,
} from './header/registry.ts';
import type { Sheet } from './header/sheet.ts';
import type { References } from './references.ts';

/** What front matter alone says of a file: its summary without what the body adds. */
export type Header = HeaderOf<Summary>;

/**
 * Reads the typed fields of one file's front matter. What it mentions is added to `references`. The
 * header is null when there is no readable front matter, or no title or date in it (of a promo, no url);
 * any other wrong field counts as absent. `fields` has the place of each value, and of each key without one.
 */
export function readHeader(
  kind: SourceKind,
  path: SourcePath,
  frontMatter: FrontMatter,
  options: CompileOptions,
  references: References,
): {
  readonly header: Header | null;
  readonly fields: Places['fields'];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document } = frontMatter;
  const plain = frontMatter.plain ?? (document === null ? null : plainOf(document));
  if (plain === null) return { header: null, fields: {}, diagnostics: [] };
  const diagnostics = plain.problems.map((it) =>
    frontMatterYaml(path, it.span, it.message, it.hint),
  );
  const header = headerOf(kind, { path, options, references, plain, diagnostics });
  diagnostics.sort((a, b) => startOf(a) - startOf(b));
  const fields: Record<string, Span> = { ...plain.keys, ...plain.values };
  return { header, fields, diagnostics };
}

type HeaderOf<S extends Summary> = S extends Summary
  ? Omit<S, 'references' | keyof TextFace>
  : never;

function headerOf(kind: SourceKind, sheet: Sheet): Header | null {
  switch (kind) {
    case 'article':
      return articleHeader(sheet);
    case 'page':
      return pageHeader(sheet);
    case 'author':
      return authorHeader(sheet);
    case 'topic':
      return topicHeader(sheet);
    case 'outlet':
      return outletHeader(sheet);
    case 'promo':
      return promoHeader(sheet);
  }
}

function startOf(it: Diagnostic): number {
  return it.spot !== null && 'start' in it.spot ? it.spot.start : 0;
}

import { digestOfData } from '../base/digest.ts';
import type { CompileOptions } from '../config/config.ts';
import { notUtf8 } from '../diagnostics/catalog/file.ts';
import { mostlyExcerpt } from '../diagnostics/catalog/newsroom.ts';
import { type Diagnostic, NO_PLACES } from '../diagnostics/diagnostic.ts';
import type { Body, Entry, Facts, SourceFile, Summary } from '../model.ts';
import { readFrontMatter } from './front-matter.ts';
import { readHeader } from './header.ts';
import { readBody } from './markdown.ts';
import { readSimpleFields } from './quick/simple-fields.ts';
import { collectReferences } from './references.ts';

const EMPTY_BODY: Body = { pieces: [], facts: { words: 0, quotedWords: 0, headings: [] } };

const NO_DIAGNOSTICS: readonly Diagnostic[] = [];

/**
 * Compiles one file: what it says before anyone has looked at another. The same bytes and options give
 * the same result on any thread, day and machine: it reads no disk, clock, environment or locale, and the
 * cache of entries and bodies depends on exactly that.
 */
export function compile(
  file: SourceFile,
  options: CompileOptions,
): { readonly entry: Entry; readonly body: Body } {
  if (file.text === null) return unreadable(file);
  const { path, text, kind } = file;
  const simple = readSimpleFields(text);
  const frontMatter =
    simple === null
      ? readFrontMatter(path, text)
      : { document: null, diagnostics: NO_DIAGNOSTICS, ...simple };
  const references = collectReferences();
  const head = readHeader(kind, path, frontMatter, options, references);
  const lang = head.header !== null && 'lang' in head.header ? head.header.lang : options.language;
  const read = readBody({
    path,
    text,
    bodyStart: frontMatter.bodyStart,
    lang,
    options,
    references,
    paid: head.header?.of === 'promo' && head.header.sponsored,
  });
  const summary: Summary | null =
    head.header === null
      ? null
      : {
          ...head.header,
          references: references.list,
          anchors: read.anchors,
          citations: read.citations,
          outwardLinks: read.outwardLinks,
          readMore: read.readMore,
        };
  const entry: Entry = {
    path,
    source: file.digest,
    summary,
    face: digestOfData(summary),
    body: digestOfData(read.body),
    places: { references: references.places, citations: read.citationPlaces, fields: head.fields },
    diagnostics: [
      ...frontMatter.diagnostics,
      ...head.diagnostics,
      ...read.diagnostics,
      ...(summary?.of === 'article' ? quotedTooMuch(path, read.body.facts) : []),
    ],
  };
  return { entry, body: read.body };
}

/** Fewer words are a pointer to somebody else's article, which is meant to be short. */
const SHORTEST_JUDGED = 200;
const MOST_QUOTED = 2 / 3;

function quotedTooMuch(path: string, { words, quotedWords }: Facts): Diagnostic[] {
  const part = words === 0 ? 0 : quotedWords / words;
  if (words < SHORTEST_JUDGED || part <= MOST_QUOTED) return [];
  return [mostlyExcerpt(path, { field: 'title' }, Math.round(part * 100))];
}

function unreadable(file: SourceFile): { readonly entry: Entry; readonly body: Body } {
  const entry: Entry = {
    path: file.path,
    source: file.digest,
    summary: null,
    face: digestOfData(null),
    body: digestOfData(EMPTY_BODY),
    places: NO_PLACES,
    diagnostics: [notUtf8(file.path)],
  };
  return { entry, body: EMPTY_BODY };
}

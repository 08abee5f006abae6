import { percentEncode } from '../../src/compile/urls.ts';
import { type BodyOutcome, readBody } from '../../src/compile/markdown.ts';
import type { BodyInput } from '../../src/compile/reading.ts';
import { collectReferences } from '../../src/compile/references.ts';
import type { CompileOptions } from '../../src/config/config.ts';
import type { Span } from '../../src/base/span.ts';
import type { Body, Reference } from '../../src/model.ts';

export const options: CompileOptions = {
  language: 'en',
  dir: 'ltr',
  timezone: 'Europe/London',
  kind: 'opinion',
  origin: 'https://paper.example',
  base: '',
  markers: {},
  parser: 'auto',
};

export interface Read extends BodyOutcome {
  readonly references: readonly Reference[];
  readonly places: readonly Span[];
  /** The body with its holes filled as plainly as can be. */
  readonly html: string;
  /** `code "the marked text"` of each diagnostic. */
  readonly codes: string[];
}

/** Reads a body as the compile stage does, and fills its holes without any edition. */
export function read(text: string, changes: Partial<BodyInput> = {}): Read {
  const references = collectReferences();
  const input = { path: 'a.md', text, bodyStart: 0, lang: 'en', options, references, ...changes };
  const outcome = readBody(input);
  return {
    ...outcome,
    references: references.list,
    places: references.places,
    html: filled(outcome.body, references.list),
    codes: outcome.diagnostics.map((it) => `${it.code} ${JSON.stringify(marked(text, it.spot))}`),
  };
}

/** Fills the holes of a body with what its references say as written. */
export function filled(body: Body, references: readonly Reference[]): string {
  const urlOf = (index: number): string => {
    const { form, text } = references[index] ?? { form: 'link', text: '' };
    return form === 'wiki' ? `?${encodeURIComponent(text)}` : attribute(percentEncode(text));
  };
  return body.pieces
    .map((piece): string => {
      if (typeof piece === 'string') return piece;
      switch (piece.hole) {
        case 'link': {
          const title = piece.title === null ? '' : ` title="${attribute(piece.title)}"`;
          return `<a href="${urlOf(piece.reference)}"${title}>`;
        }
        case 'link-end':
          return '</a>';
        case 'words':
          return content(references[piece.reference]?.text ?? '');
        case 'picture': {
          const title = piece.title === null ? '' : ` title="${attribute(piece.title)}"`;
          return `<img src="${urlOf(piece.reference)}" alt="${attribute(piece.alt)}"${title}>`;
        }
        case 'id':
          return ` id="${attribute(piece.id)}"`;
        case 'fragment':
          return `#${attribute(piece.id)}`;
        case 'page-only':
          return piece.html;
        case 'see-also':
          return `<aside>${content(JSON.stringify(piece))}</aside>`;
        case 'embed':
          return `<embed-hole>${content(`${piece.provider} ${piece.url}`)}</embed-hole>`;
        case 'attribution':
          return `<figcaption>attribution ${piece.citation}</figcaption>`;
        case 'continue':
          return `<continue-hole>${piece.citation}</continue-hole>`;
        case 'topic-link':
          return '<a href="/topics/first/">';
        case 'topic-link-end':
          return '</a>';
        case 'date':
          return `date ${piece.date}`;
      }
    })
    .join('');
}

function marked(text: string, spot: BodyOutcome['diagnostics'][number]['spot']): string | null {
  return spot !== null && 'start' in spot ? text.slice(spot.start, spot.end) : null;
}

function content(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('"', '&#x22;');
}

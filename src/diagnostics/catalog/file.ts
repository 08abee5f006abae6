/**
 * Diagnostics about a file as a whole. `catalog/` holds every diagnostic Broadside can give: one factory
 * for each permanent code, and nothing else makes a `Diagnostic`. A code is never renamed, and never used
 * again for something else; the README lists them all.
 */
import type { Diagnostic } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

export function notUtf8(file: string): Diagnostic {
  return error(
    file,
    null,
    'not-utf8',
    'this file is not UTF-8 text',
    'Save it again with the encoding "UTF-8".',
  );
}

export function symbolicLink(file: string): Diagnostic {
  return warning(
    file,
    null,
    'symbolic-link',
    'this is a link to somewhere else and was passed over',
    'Links are never followed, so that no file outside the publication can get into it: put a copy here.',
  );
}

export function nameNotUtf8(file: string): Diagnostic {
  const message = 'the name of this file is not UTF-8, so nothing can refer to it';
  return error(file, null, 'file-name', message, 'Rename the file.');
}

export function noArticlesFolder(folder: string): Diagnostic {
  return error(
    folder,
    null,
    'articles-absent',
    'there is no such folder, so this edition would be empty',
    'Put it back (a link to a folder elsewhere does not count), or make it for your first article.',
  );
}

export function noArticles(): Diagnostic {
  return warning(
    null,
    null,
    'no-articles',
    'there is no article yet',
    'Put the first one into articles/, as a Markdown file: articles/2026-01-31-hello.md.',
  );
}

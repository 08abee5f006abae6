/** Diagnostics of the text of an article: its Markdown and the HTML in it. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

export function articleTooLarge(file: string, spot: Spot, limit: number): Diagnostic {
  return error(
    file,
    spot,
    'article-too-large',
    `the text of this file is longer than ${limit} characters`,
    'Split it into several articles.',
  );
}

/** `what` says what there is too much of: "quotations inside quotations". */
export function articleTooComplex(file: string, spot: Spot, what: string): Diagnostic {
  return error(
    file,
    spot,
    'article-too-complex',
    `this file holds ${what} than can be read in reasonable time`,
    'Take some of it out, or split the file; no article that people read comes near this limit.',
  );
}

export function linkScheme(file: string, spot: Spot, scheme: string): Diagnostic {
  return error(
    file,
    spot,
    'link-scheme',
    `a link may not begin with "${scheme}:"`,
    'Link to an address that begins with https:, http:, mailto: or tel:, or to a file of this site.',
  );
}

export function linkWithoutScheme(file: string, spot: Spot, url: string): Diagnostic {
  return error(
    file,
    spot,
    'link-without-scheme',
    `"${url}" names another host but not how to reach it`,
    `Write "https:${url.replaceAll('\\', '/')}".`,
  );
}

export function linkEmpty(file: string, spot: Spot): Diagnostic {
  const hint = 'Write the address between the parentheses, or take the link out.';
  return error(file, spot, 'link-empty', 'this leads nowhere: its address is empty', hint);
}

/** `outcome` says what becomes of it, after a comma. */
export function remoteImage(
  file: string,
  spot: Spot,
  url: string,
  outcome: 'so it is shown as a link' | 'and no page shows it',
): Diagnostic {
  return warning(
    file,
    spot,
    'remote-image',
    `the picture "${url}" lies on another site, ${outcome}`,
    'Readers would be seen by that site: save the picture under media/ and refer to it there.',
  );
}

export function htmlRemoved(file: string, spot: Spot, element: string): Diagnostic {
  return warning(
    file,
    spot,
    'html-removed',
    `<${element}> is not allowed in an article and was left out`,
    'Say it in Markdown, or with the HTML elements for text: abbr, details, figure, mark, q, sub, sup, table, time.',
  );
}

export function htmlUnclosed(file: string, spot: Spot, element: string): Diagnostic {
  return warning(
    file,
    spot,
    'html-unclosed',
    `<${element}> is not closed where it was opened, so it was left out`,
    `Write </${element}> in the same paragraph, or, round several paragraphs, on a line of its own.`,
  );
}

/** A row of a table with more cells than the row at its head. */
export function tableCells(file: string, spot: Spot, cells: number, columns: number): Diagnostic {
  return warning(
    file,
    spot,
    'table-cells',
    `this row has ${cells} cells where the head of its table has ${columns}, so the last one holds the rest`,
    'Write \\| for a bar that parts no cells, in code as well, or give the head as many cells.',
  );
}

/** `opening` is what was never closed, as written: `<!--`, `<script>`. */
export function htmlSwallowsText(
  file: string,
  spot: Spot,
  opening: string,
  closing: string,
): Diagnostic {
  return error(
    file,
    spot,
    'html-swallows-text',
    `"${opening}" is never closed, so the text after it would be lost`,
    `Write "${closing}" where it ends, or take it out.`,
  );
}

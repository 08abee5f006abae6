/** Diagnostics of excerpts, notes and the other constructs of a newsroom in a text. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { error, finding, warning } from '../make.ts';

/** `fault` is what is wrong with the line that opens a block, `corrected` the line as it should be. */
export function directiveForm(
  file: string,
  spot: Spot,
  fault: string,
  corrected: string | null,
): Diagnostic {
  const hint =
    corrected === null
      ? 'A block opens with a line such as :::note. As plain text, write \\:::'
      : `Write ${corrected}`;
  return error(file, spot, 'directive-form', `this opens no block: ${fault}`, hint);
}

export function directiveUnknown(
  file: string,
  spot: Spot,
  name: string,
  known: readonly string[],
  corrected: string | null,
): Diagnostic {
  const list = known.map((it) => `:::${it}`).join(', ');
  const hint =
    corrected === null
      ? `There are ${list}. As plain text, write \\:::${name}`
      : `Write ${corrected}`;
  return error(file, spot, 'directive-unknown', `there is no block ":::${name}"`, hint);
}

/** `problem` follows the name of the attribute. */
export function directiveAttribute(
  file: string,
  spot: Spot,
  attribute: string,
  problem: string,
  hint: string,
): Diagnostic {
  return error(file, spot, 'directive-attribute', `the attribute "${attribute}" ${problem}`, hint);
}

/** `problem` says what of the block is wrong or missing. */
export function directiveValue(
  file: string,
  spot: Spot,
  problem: string,
  hint: string | null,
): Diagnostic {
  return error(file, spot, 'directive-value', problem, hint);
}

export function directiveUnclosed(
  file: string,
  spot: Spot,
  name: string,
  colons: string,
): Diagnostic {
  const message = `":::${name}" is never closed, so all that follows would be part of it`;
  return error(
    file,
    spot,
    'directive-unclosed',
    message,
    `Write ${colons} on a line of its own where it ends.`,
  );
}

export function directiveStray(file: string, spot: Spot, written: string): Diagnostic {
  const hint = `Take it out, or open the block above: :::note. As plain text, write \\${written}`;
  return error(file, spot, 'directive-stray', `"${written}" closes nothing that is open`, hint);
}

/** `where` is what it stands in: "another excerpt". */
export function directivePlace(
  file: string,
  spot: Spot,
  name: string,
  where: string,
  hint: string,
): Diagnostic {
  return error(file, spot, 'directive-place', `":::${name}" cannot stand inside ${where}`, hint);
}

export function directiveEmpty(file: string, spot: Spot, name: string): Diagnostic {
  const hint = 'Put its text between the two lines, or take them out.';
  return error(file, spot, 'directive-empty', `":::${name}" holds nothing`, hint);
}

export function excerptDiffers(
  file: string,
  spot: Spot,
  attribute: string,
  here: string,
  before: string,
): Diagnostic {
  return warning(
    file,
    spot,
    'excerpt-differs',
    `${attribute} is "${here}" here and "${before}" in an earlier excerpt from the same address`,
    'The earlier one counts. Say it once, and give only the url where an excerpt goes on.',
  );
}

export function excerptWithoutUrl(file: string, spot: Spot): Diagnostic {
  const message = 'this excerpt does not say where the original can be read';
  const hint = 'Add its url, or make the name of the outlet a link to it.';
  return finding(file, spot, 'excerpt-without-url', message, hint);
}

/** `percent` of the words of an article are quoted. */
export function mostlyExcerpt(file: string, spot: Spot, percent: number): Diagnostic {
  const message = `${percent}% of the words of this article are somebody else's`;
  const hint = 'Shorten the excerpts, or say more about them: readers can follow the links.';
  return finding(file, spot, 'mostly-excerpt', message, hint);
}

/** `problem` says what keeps the last line of a quotation from being read as meant. */
export function attributionForm(
  file: string,
  spot: Spot,
  problem: string,
  hint: string,
): Diagnostic {
  return warning(file, spot, 'attribution-form', problem, hint);
}

export function noteDate(file: string, spot: Spot, written: string): Diagnostic {
  const hint = 'Write a day such as 2020-01-17, or take it out of the parentheses.';
  return warning(file, spot, 'note-date', `"${written}" is not a day of the calendar`, hint);
}

/** Diagnostics about templates and the other files of a theme. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

export function templateSyntax(file: string, spot: Spot, unfinished: boolean): Diagnostic {
  const message = unfinished
    ? 'the template ends before a block or an expression is closed'
    : 'Handlebars cannot read the template here';
  const hint = unfinished
    ? 'Close every {{#if}}, {{#unless}}, {{#each}}, {{#with}} and {{#> name}}, in the order they were opened.'
    : 'Look for a missing brace, a missing name or an {{else}} outside a block just before this place.';
  return error(file, spot, 'template-syntax', message, hint);
}

export function mismatchedBlock(
  file: string,
  spot: Spot,
  opened: string,
  closed: string,
): Diagnostic {
  const message = `the block "${opened}" is closed as "${closed}"`;
  const hint = `Close it with {{/${opened}}}, or close what was opened inside it first.`;
  return error(file, spot, 'template-block', message, hint);
}

export function templateExpression(
  file: string,
  spot: Spot,
  message: string,
  hint: string,
): Diagnostic {
  return error(file, spot, 'template-expression', message, hint);
}

export function unknownHelper(
  file: string,
  spot: Spot,
  name: string,
  near: readonly string[],
  all: readonly string[],
): Diagnostic {
  const hint = suggest(near) ?? `There are ${list(all)}; {{#if}} and {{#each}} take a field.`;
  return error(file, spot, 'unknown-helper', `there is no helper "${name}"`, hint);
}

export function unknownPartial(
  file: string,
  spot: Spot,
  name: string,
  near: readonly string[],
): Diagnostic {
  const hint = suggest(near) ?? `Put a file ${name}.hbs into templates/.`;
  return error(file, spot, 'unknown-partial', `there is no template "${name}"`, hint);
}

export function unknownField(
  file: string,
  spot: Spot,
  name: string,
  where: string,
  near: readonly string[],
  fields: readonly string[],
): Diagnostic {
  const all = fields.length === 0 ? 'It has no fields.' : `Its fields are ${list(fields)}.`;
  const message = `there is no field "${name}" in ${where}`;
  return error(file, spot, 'unknown-field', message, suggest(near) ?? all);
}

export function absentField(file: string, spot: Spot, written: string): Diagnostic {
  return error(
    file,
    spot,
    'field-may-be-absent',
    `"${written}" may be absent here`,
    `Put it inside {{#if ${written}}} … {{/if}}.`,
  );
}

export function fieldType(file: string, spot: Spot, message: string, hint: string): Diagnostic {
  return error(file, spot, 'field-type', message, hint);
}

export function unescapedField(file: string, spot: Spot, written: string): Diagnostic {
  const message = `"${written}" is no trusted HTML, so {{{ }}} would let its text become markup`;
  return error(file, spot, 'unescaped-field', message, `Write {{${written}}}.`);
}

export function escapedHtml(file: string, spot: Spot, written: string): Diagnostic {
  const message = `"${written}" is HTML: with {{ }} its tags would be shown as text`;
  return error(file, spot, 'escaped-html', message, `Write {{{${written}}}}.`);
}

export function expressionPlace(file: string, spot: Spot, where: string, hint: string): Diagnostic {
  return error(file, spot, 'expression-place', `nothing can be filled in ${where}`, hint);
}

export function fieldInUrl(
  file: string,
  spot: Spot,
  written: string,
  attribute: string,
): Diagnostic {
  const message = `"${written}" is no checked address, so it cannot stand in ${attribute}`;
  const hint =
    'Use a field of the type url at the beginning of the value; after a # any text may follow.';
  return error(file, spot, 'field-in-url', message, hint);
}

export function brokenMarkup(file: string, spot: Spot, message: string, hint: string): Diagnostic {
  return error(file, spot, 'template-markup', message, hint);
}

export function relativeUrl(file: string, spot: Spot, url: string): Diagnostic {
  const message = `"${url}" leads somewhere else from every page`;
  const hint = 'Start it with a slash, from the front page, or with https://.';
  return error(file, spot, 'relative-url', message, hint);
}

export function unsafeUrl(file: string, spot: Spot, url: string): Diagnostic {
  const message = `"${url}" could run code in a reader's browser`;
  return error(file, spot, 'unsafe-url', message, 'Use https:, http:, mailto: or tel:.');
}

export function outsideRequest(file: string, spot: Spot, url: string): Diagnostic {
  const message = `"${url}" makes every reader's browser ask another site`;
  const hint = 'Keep a copy in templates/ or public/, so that nobody else learns who reads what.';
  return warning(file, spot, 'outside-request', message, hint);
}

export function partialLoop(file: string, spot: Spot, names: readonly string[]): Diagnostic {
  const message = `${names.join(' calls ')}, without end`;
  return error(file, spot, 'partial-loop', message, 'Take one of these calls out.');
}

export function slotOutside(file: string, spot: Spot): Diagnostic {
  const message = 'there is no block to show here';
  const hint = 'Call this template with {{#> name}} … {{/name}} everywhere, or take the slot out.';
  return error(file, spot, 'template-slot', message, hint);
}

export function missingTemplate(name: string): Diagnostic {
  const file = `templates/${name}.hbs`;
  return error(file, null, 'missing-template', `the theme has no template "${name}"`, null);
}

export function unusedTemplate(file: string, near: readonly string[]): Diagnostic {
  const hint = suggest(near) ?? 'Call it with {{> name}} from another template, or remove it.';
  return warning(file, null, 'unused-template', 'no page is made with this template', hint);
}

export function unknownAsset(
  file: string,
  spot: Spot,
  name: string,
  near: readonly string[],
): Diagnostic {
  const hint = suggest(near) ?? 'Put the file into templates/, or correct the path.';
  return error(file, spot, 'unknown-asset', `there is no file "${name}" in the theme`, hint);
}

export function assetLoop(file: string, spot: Spot, name: string): Diagnostic {
  const message = `"${name}" refers back to this style sheet`;
  return error(file, spot, 'asset-loop', message, 'Take one of the two @import lines out.');
}

export function unknownLabel(lang: string, key: string, near: readonly string[]): Diagnostic {
  const hint = suggest(near) ?? 'Remove it; the documentation lists the words a theme uses.';
  const spot = { field: `labels.${lang}.${key}` };
  return warning('broadside.yaml', spot, 'unknown-label', `the theme has no word "${key}"`, hint);
}

export function labelPlaceholder(
  lang: string,
  key: string,
  name: string,
  known: readonly string[],
): Diagnostic {
  const braced = list(known.map((it) => `{${it}}`));
  const hint =
    known.length === 0
      ? 'There is nothing to put in: write the words alone.'
      : `It may hold ${braced}.`;
  const spot = { field: `labels.${lang}.${key}` };
  const message = `nothing is put in the place of {${name}} in "${key}"`;
  return warning('broadside.yaml', spot, 'label-placeholder', message, hint);
}

function suggest(near: readonly string[]): string | null {
  const [first] = near;
  return first === undefined ? null : `Did you mean "${first}"?`;
}

function list(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

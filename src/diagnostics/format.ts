/**
 * Diagnostics as people and machines read them. Nothing here touches the disk or the terminal: texts and
 * the wish for colours are given, and text is returned. Lines and columns exist from here on only.
 */
import type { LineColumn, Span } from '../base/span.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { frameOf } from './frame.ts';
import { type Lines, placeIn } from './lines.ts';
import { visible } from './visible.ts';

/** A diagnostic with the stretch of its file that it is about. */
export interface Located {
  readonly diagnostic: Diagnostic;
  readonly span: Span | null;
}

/** The lines of a file by its path from the site's root; null when it cannot be read. */
export type LinesOf = (file: string) => Lines | null;

/** The line and column of a diagnostic, or null when it is about a file as a whole or about none. */
export function placeOf({ diagnostic, span }: Located, linesOf: LinesOf): LineColumn | null {
  const lines = diagnostic.file === null || span === null ? null : linesOf(diagnostic.file);
  return lines === null || span === null ? null : placeIn(lines, span.start);
}

/** `path:line:column: error: message [code]`, the frame, the hint: several lines without an end. */
export function formatDiagnostic(located: Located, linesOf: LinesOf, colours: boolean): string {
  const { diagnostic, span } = located;
  const { file, severity, message, hint, code } = diagnostic;
  const paint = colours ? painted : plain;
  const place = placeOf(located, linesOf);
  const at = place === null ? '' : `:${place.line}:${place.column}`;
  const where = file === null ? '' : `${paint('bold', `${visible(file)}${at}:`)} `;
  const said = clip(visible(message), 400);
  const lines = [`${where}${paint(severity, `${severity}:`)} ${said} ${paint('dim', `[${code}]`)}`];
  const source = file === null || span === null ? null : linesOf(file);
  if (source !== null && span !== null) {
    for (const { gutter, text, carets } of frameOf(source, span)) {
      const right = carets ? paint(severity, text) : text;
      lines.push(`${paint('dim', gutter)}${right}`.trimEnd());
    }
  }
  if (hint !== null) lines.push(`   ${paint('bold', 'hint:')} ${clip(visible(hint), 800)}`);
  return lines.join('\n');
}

/**
 * The diagnostics to show of a run, and a line for each code that occurs more than `most` times. With
 * `most: null` all are shown.
 */
export function sample(
  diagnostics: readonly Located[],
  most: number | null,
): { readonly shown: readonly Located[]; readonly rest: readonly string[] } {
  if (most === null) return { shown: diagnostics, rest: [] };
  const counts = new Map<string, number>();
  const shown = diagnostics.filter(({ diagnostic: { code } }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= most;
  });
  const rest = [...counts].flatMap(([code, count]) =>
    count > most ? [`… and ${count - most} more of [${code}]; "broadside check" lists all.`] : [],
  );
  return { shown, rest };
}

/** A line by which GitHub, Gitea and Forgejo show a diagnostic beside the file; `path` is as their checkout has it. */
export function annotationOf(located: Located, path: string | null, linesOf: LinesOf): string {
  const { severity, message, hint, code } = located.diagnostic;
  const command = { error: 'error', warning: 'warning', finding: 'notice' }[severity];
  const place = placeOf(located, linesOf);
  const fields = [
    ...(path === null ? [] : [`file=${property(path)}`]),
    ...(path === null || place === null ? [] : [`line=${place.line}`, `col=${place.column}`]),
  ].join(',');
  const text = `${visible(message)} [${code}]${hint === null ? '' : `\n${visible(hint)}`}`;
  return `::${command}${fields === '' ? '' : ` ${fields}`}::${data(text)}`;
}

export type Counts = Readonly<Record<Severity, number>>;

export function countsOf(diagnostics: readonly Located[]): Counts {
  const count = (severity: Severity): number =>
    diagnostics.filter((it) => it.diagnostic.severity === severity).length;
  return { error: count('error'), warning: count('warning'), finding: count('finding') };
}

/** `1 error in 1 of 214 articles`: what was found and in how much, without a full stop. */
export function summaryOf(diagnostics: readonly Located[], articles: number): string {
  const counts = countsOf(diagnostics);
  const worst = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : 'finding';
  const blamed = new Set(
    diagnostics.flatMap(({ diagnostic: { severity, file } }) =>
      severity === worst && file !== null ? [file] : [],
    ),
  );
  const onlyArticles = [...blamed].every((it) => it.startsWith('articles/'));
  const where =
    blamed.size === 0
      ? ''
      : onlyArticles && blamed.size <= articles
        ? ` in ${blamed.size} of ${counted(articles, 'article')}`
        : ` in ${counted(blamed.size, 'file')}`;
  const parts = (['error', 'warning', 'finding'] as const)
    .filter((it) => counts[it] > 0)
    .map((it) => `${counted(counts[it], it)}${it === worst ? where : ''}`);
  return parts.length === 0 ? 'no errors' : parts.join(', ');
}

/** `1 article`, `2 articles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

type Paint = Severity | 'bold' | 'dim';

const CODES: Readonly<Record<Paint, string>> = {
  error: '1;31',
  warning: '1;33',
  finding: '1;36',
  bold: '1',
  dim: '2',
};

function painted(paint: Paint, text: string): string {
  return `\u001B[${CODES[paint]}m${text}\u001B[0m`;
}

function plain(_paint: Paint, text: string): string {
  return text;
}

/** Long quotations of an author's words are cut in their middle: what we say stands at either end. */
function clip(text: string, most: number): string {
  const characters = text.length <= most ? [] : [...text];
  if (characters.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}

/** As the runners' toolkits escape the text of a command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

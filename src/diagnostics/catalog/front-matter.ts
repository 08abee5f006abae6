/** Diagnostics about front matter: its fences, its YAML and its fields. */
import type { Span } from '../../base/span.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

export function frontMatterMissing(file: string): Diagnostic {
  const hint = 'The first line must be "---"; then fields such as "title: …", and another "---".';
  const message = 'this file has no front matter';
  return error(file, { start: 0, end: 0 }, 'front-matter-missing', message, hint);
}

export function frontMatterFence(
  file: string,
  place: Span,
  line: string,
  position: 'first' | 'closing',
): Diagnostic {
  const message =
    position === 'first'
      ? `front matter cannot begin with "${clip(line)}"`
      : `front matter cannot hold or end with a line "${clip(line)}"`;
  const hint =
    position === 'first'
      ? 'The first line must be exactly "---", and YAML must follow. No other language is ever read or run.'
      : 'The closing line must be exactly "---".';
  return error(file, place, 'front-matter-fence', message, hint);
}

export function frontMatterUnclosed(file: string, place: Span): Diagnostic {
  const message = 'this front matter is never closed';
  return error(
    file,
    place,
    'front-matter-unclosed',
    message,
    'Add a line "---" after its last field.',
  );
}

export function frontMatterSize(file: string, place: Span, what: string): Diagnostic {
  const hint = 'Keep fields short: the text of an article belongs below the closing "---".';
  return error(file, place, 'front-matter-size', `front matter is too large: ${what}`, hint);
}

export function frontMatterYaml(
  file: string,
  place: Span,
  message: string,
  hint: string | null,
): Diagnostic {
  return error(file, place, 'front-matter-yaml', message, hint);
}

/** A field with a wrong value; `problem` follows the field's name. */
export function frontMatterValue(
  file: string,
  place: Span,
  field: string,
  problem: string,
  hint: string | null,
): Diagnostic {
  return error(file, place, 'front-matter-value', `${field}: ${problem}`, hint);
}

export function frontMatterKey(
  file: string,
  place: Span,
  field: string,
  hint: string | null,
): Diagnostic {
  return warning(file, place, 'front-matter-key', `there is no field "${clip(field)}"`, hint);
}

export function titleMissing(file: string, place: Span): Diagnostic {
  const hint = 'Add a line "title: …" to the front matter.';
  return error(file, place, 'title-missing', 'this file has no title', hint);
}

export function titleTooLong(file: string, place: Span, length: number): Diagnostic {
  const message = `this title has ${length} characters`;
  const hint = '300 are the most. A standfirst goes under "deck:".';
  return error(file, place, 'title-length', message, hint);
}

export function dateMissing(file: string, place: Span): Diagnostic {
  const hint =
    'Add a line "date: 2020-01-16" to the front matter, or begin the file name with the day: 2020-01-16-….';
  return error(file, place, 'date-missing', 'this article has no date', hint);
}

export function dateDiffers(
  file: string,
  place: Span,
  fileName: string,
  written: string,
): Diagnostic {
  const message = `the file name says ${fileName}, this says ${written}`;
  return warning(
    file,
    place,
    'date-differs',
    message,
    `${written} is used. Rename the file or mend the date.`,
  );
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Diagnostics about `broadside.yaml`: without a sound configuration nothing else is looked at. */
import type { Span } from '../../base/span.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

export function configYaml(
  file: string,
  place: Span,
  message: string,
  hint: string | null,
): Diagnostic {
  return error(file, place, 'config-yaml', message, hint);
}

export function configMissing(
  file: string,
  place: Span | null,
  field: string,
  hint: string,
): Diagnostic {
  return error(file, place, 'config-missing', `"${field}" is missing`, hint);
}

/** A field with a wrong value; `problem` follows the field's name. */
export function configValue(
  file: string,
  place: Span | null,
  field: string,
  problem: string,
  hint: string | null,
): Diagnostic {
  return error(file, place, 'config-value', `${field}: ${problem}`, hint);
}

export function configKeyUnknown(
  file: string,
  place: Span | null,
  field: string,
  hint: string,
): Diagnostic {
  return error(file, place, 'config-key-unknown', `there is no setting "${field}"`, hint);
}

export function nativeParserAbsent(file: string): Diagnostic {
  return warning(
    file,
    null,
    'native-parser-absent',
    'the native parser is asked for, but it is not installed or does not run here',
    'Install the optional package satteri, or write markdown: {parser: auto}. The pages are the same.',
  );
}

export function configAbsent(file: string): Diagnostic {
  return error(
    file,
    null,
    'config-absent',
    'there is no such file here, so this folder is no publication',
    'Give its folder with --root, or make one with these four lines: title: …, url: https://…, language: en, timezone: Europe/London.',
  );
}

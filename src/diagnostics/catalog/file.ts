/**
 * Every diagnostic Broadside can give: one factory for each permanent code. Nothing else makes a
 * `Diagnostic`. A code is never renamed or used again for something else; the README lists them all.
 */
import type { Diagnostic, Spot } from './diagnostic.ts';

type Made = (file: string | null, spot: Spot, code: string, message: string, hint: string | null) => Diagnostic;

const error: Made = (file, spot, code, message, hint) => ({ code, severity: 'error', file, spot, message, hint });
const warning: Made = (file, spot, code, message, hint) => ({ code, severity: 'warning', file, spot, message, hint });

// ---------------------------------------------------------------- the file as a whole

export function notUtf8(file: string): Diagnostic {
  return error(file, null, 'not-utf8', 'this file is not UTF-8 text', 'Save it again with the encoding "UTF-8".');
}

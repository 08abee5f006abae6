import type { Diagnostic, Spot } from './diagnostic.ts';

/** Makes a diagnostic. Only the factories in `catalog/` call these. */
type Make = (
  file: string | null,
  spot: Spot,
  code: string,
  message: string,
  hint: string | null,
) => Diagnostic;

/** The content, a template or the configuration is wrong: nothing is published. */
export const error: Make = (file, spot, code, message, hint) => ({
  code,
  severity: 'error',
  file,
  spot,
  message,
  hint,
});

/** Something an author should look at; the edition is published all the same. */
export const warning: Make = (file, spot, code, message, hint) => ({
  code,
  severity: 'warning',
  file,
  spot,
  message,
  hint,
});

/** Something worth knowing that only `check` reports. */
export const finding: Make = (file, spot, code, message, hint) => ({
  code,
  severity: 'finding',
  file,
  spot,
  message,
  hint,
});

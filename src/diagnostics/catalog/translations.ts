/** Diagnostics of articles that are translations of one another. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { warning } from '../make.ts';

export function translationCircle(file: string, spot: Spot, target: string): Diagnostic {
  return warning(
    file,
    spot,
    'translation-circle',
    `${target} is in turn a translation of this article, so that none of them is the original`,
    'Take `translationOf:` out of the article that was written first.',
  );
}

export function translationOfTranslation(
  file: string,
  spot: Spot,
  target: string,
  original: string,
): Diagnostic {
  return warning(
    file,
    spot,
    'translation-of-translation',
    `${target} is itself a translation`,
    `Name the original, so that all translations hang together: translationOf: ${original}.`,
  );
}

export function translationLanguage(
  file: string,
  spot: Spot,
  lang: string,
  other: string,
): Diagnostic {
  return warning(
    file,
    spot,
    'translation-language',
    `this article and ${other} are versions of one article, and both are in "${lang}"`,
    'Give the one in another language its `lang:`, or take `translationOf:` out of one of them.',
  );
}

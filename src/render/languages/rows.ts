import { arabic } from './ar.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { german } from './de.ts';
import type { AnyRow } from './row.ts';
import { russian } from './ru.ts';
import { spanish } from './es.ts';

/** The languages that the theme has words of, by primary language. */
export const ROWS: Readonly<Record<string, AnyRow>> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  ar: arabic,
  ru: russian,
};

/**
 * Lines that send a reader on, as authors type them: to the rest of a report that is quoted, or to more on
 * the subject. Sources of regular expressions for the start of a paragraph, blanks in them any run of blanks.
 */
import { primaryOf } from './languages.ts';

export interface JumpLines {
  /** "Continue this report at", before the name of an outlet. */
  readonly continueAt: string;
  /** "READ MORE IRAQ NEWS AT:", its colon included. */
  readonly readMore: string;
}

/** Those of a language and of English, which count in every article. */
export function jumpLinesOf(lang: string): JumpLines {
  const own = LANGUAGES[primaryOf(lang)];
  if (own === undefined || own === ENGLISH) return ENGLISH;
  return {
    continueAt: `${own.continueAt}|${ENGLISH.continueAt}`,
    readMore: `${own.readMore}|${ENGLISH.readMore}`,
  };
}

/** A few words without a colon: prose goes on for longer. */
const FEW = '(?: [^\\s:：]+){0,6}?';

const ENGLISH: JumpLines = {
  continueAt:
    'Continue (?:reading )?(?:(?:this|the) \\p{L}+ )?(?:at|on|in)|' +
    'Read the (?:full|whole|entire|complete|rest of the) (?:\\p{L}+ ){1,3}(?:at|on|in)',
  readMore: `Read more(?:${FEW} (?:news|stories|coverage|at|on|about|from|here))? ?[:：]`,
};

const LANGUAGES: Readonly<Record<string, JumpLines>> = {
  en: ENGLISH,
  es: {
    continueAt:
      '(?:Continuar|Continúe|Continúa|Seguir|Siga|Sigue) leyendo(?: (?:este|esta|el|la) \\p{L}+)? en|' +
      'Leer (?:el|la) \\p{L}+ (?:completo|completa) en',
    readMore: `(?:Leer|Lea|Lee|Más)(?: más)?(?:${FEW} (?:noticias|en|sobre|aquí)${FEW})? ?[:：]`,
  },
  fr: {
    continueAt:
      'Lire la suite(?: (?:de|du) (?:\\p{L}+ ){0,2}?\\p{L}+)? (?:sur|dans|chez)|' +
      "Lire (?:l['’]|la |le )\\p{L}+ (?:complet|complète|intégral|intégrale)? ?(?:sur|dans)",
    readMore: `(?:Lire plus|En savoir plus|Toute l['’]actualité)${FEW} ?[:：]`,
  },
  de: {
    continueAt:
      'Weiterlesen (?:bei|auf|in)|(?:Den|Die|Das) (?:ganzen?|vollständigen?) \\p{L}+ lesen (?:bei|auf|in)',
    readMore: `(?:Mehr (?:Nachrichten|lesen|Berichte)|Weitere (?:Nachrichten|Berichte))${FEW} ?[:：]`,
  },
  ar: {
    continueAt: '(?:تتمة|تابع|لقراءة بقية|بقية) (?:\\p{L}+ ){0,2}?(?:على موقع|على|في)',
    readMore: `(?:اقرأ المزيد|المزيد من)${FEW} ?[:：]`,
  },
  ru: {
    continueAt:
      'Читать (?:продолжение|дальше|далее|полностью)(?: (?:на|в)|:)|Продолжение(?: (?:на|в)|:)',
    readMore: `(?:Читайте (?:больше|ещё|еще)|Ещё новости|Еще новости)${FEW} ?[:：]`,
  },
};

import type { Language } from '../languages.ts';

/** Narrow no-break space, inside quotation marks. */
const NARROW = '\u202F';

export const french: Language = {
  markers: {
    seeAlso: ['Lire aussi', 'À lire aussi', 'A lire aussi', 'Voir aussi', 'Sur le même sujet'],
    note: ['Note'],
    editorsNote: ['Note de la rédaction', 'NDLR', 'N.D.L.R.'],
    update: ['Mise à jour'],
    disclosure: ['Transparence', 'Conflit d’intérêts', "Déclaration d'intérêts"],
  },
  labels: {
    footnotes: 'Notes',
    footnoteBack: 'Retour à l’appel de note',
    table: 'Tableau',
    done: 'fait',
    open: 'à faire',
  },
  quotes: { double: [`«${NARROW}`, `${NARROW}»`], single: ['“', '”'] },
  elided: [],
  dates: {
    date: '{day} {month} {year}',
    month: '{month} {year}',
    months:
      'janvier | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | décembre',
    firstOfMonth: '1er',
    time: '{h}\u00A0h\u00A0{minute}',
    dateTime: '{date} à {time}',
  },
  otherMonths:
    'janv | févr/fév/fevrier | mars | avr | mai | juin | juil | aout | sept | oct | nov | déc/decembre',
};

import type { Language } from '../languages.ts';

export const german: Language = {
  markers: {
    seeAlso: ['Siehe auch', 'Lesen Sie auch', 'Lies auch', 'Mehr zum Thema', 'Zum Thema'],
    note: ['Hinweis', 'Anmerkung'],
    editorsNote: ['Anmerkung der Redaktion', 'Anm. d. Red.'],
    update: ['Aktualisierung', 'Update'],
    disclosure: ['Transparenzhinweis', 'Offenlegung'],
  },
  labels: {
    footnotes: 'Fußnoten',
    footnoteBack: 'Zurück zur Textstelle',
    table: 'Tabelle',
    done: 'erledigt',
    open: 'offen',
  },
  quotes: { double: ['„', '“'], single: ['‚', '‘'] },
  elided: ['s', 'n', 'ne', 'nen', 'nem', 'ner'],
  dates: {
    date: '{day}. {month} {year}',
    month: '{month} {year}',
    months:
      'Januar | Februar | März | April | Mai | Juni | Juli | August | September | Oktober | November | Dezember',
    firstOfMonth: '1',
    time: '{hour}:{minute}',
    dateTime: '{date}, {time} Uhr',
  },
  otherMonths:
    'Jan/Jänner/Jän | Feb/Feber | Mrz | Apr | Mai | Jun | Jul | Aug | Sep/Sept | Okt | Nov | Dez',
};

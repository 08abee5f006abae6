import type { Language } from '../languages.ts';

export const english: Language = {
  markers: {
    seeAlso: ['See also', 'Read also', 'Related'],
    note: ['Note'],
    editorsNote: ["Editor's note"],
    update: ['Update'],
    disclosure: ['Disclosure'],
  },
  labels: {
    footnotes: 'Footnotes',
    footnoteBack: 'Back to reference',
    table: 'Table',
    done: 'done',
    open: 'not done',
  },
  quotes: { double: ['“', '”'], single: ['‘', '’'] },
  elided: ['tis', 'twas', 'twere', 'twill', 'em', 'til', 'cause', 'bout', 'n', 'round'],
  dates: {
    date: '{day} {month} {year}',
    month: '{month} {year}',
    months:
      'January | February | March | April | May | June | July | August | September | October | November | December',
    firstOfMonth: '1',
    time: '{hour}:{minute}',
    dateTime: '{date}, {time}',
  },
  otherMonths: 'Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep/Sept | Oct | Nov | Dec',
};

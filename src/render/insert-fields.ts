/** Templates of what stands inside an article's text. They know nothing of the page round them. */
export const inserts = {
  'see-also': {
    label: ['text', 'The marker as the author wrote it, or "See also"'],
    name: [
      'text',
      'The label with the first headline, for screen readers; no other aside of the text has it',
    ],
    items: ['[]seeAlso', 'What it names'],
  },
  embed: {
    provider: ['text', 'Who would play it: YouTube'],
    url: ['url', 'Where it is'],
    title: ['text?', 'What it is called'],
    address: ['text', 'Its address as people read it'],
    player: ['text?', 'For the script that loads it: frame, audio or video; null where it cannot'],
    playerUrl: ['url?', 'What that would load'],
    play: ['text', 'The words of the link: Play at YouTube'],
    load: ['text', 'The words of a button that would load it into the page'],
    notice: ['text', 'That nothing is loaded from the provider before the click'],
  },
  attribution: {
    outlet: ['text', 'Name of the outlet an excerpt is from'],
    outletUrl: ['url?', 'Its page on this site'],
    url: ['url?', 'The report'],
    title: ['text?', 'Title of the report'],
    author: ['text?', 'Who wrote it'],
    date: ['shortDate?', 'When it appeared: a day, a month or a year'],
    archived: ['url?', 'An archived copy'],
    archivedWords: ['text', 'The words of the link to that copy'],
    resumed: ['text?', 'The Ledger, continued: where the text has quoted the same report before'],
    comma: ['text', 'Between these things; a blank follows'],
    lang: ['text?', 'Language of the title, when it is not that of the text round it'],
    dir: ['text?', 'Direction of the title, likewise'],
  },
  continue: {
    outlet: ['text', 'Name of the outlet'],
    url: ['url', 'Where the report goes on'],
    title: ['text?', 'Title of the report'],
    words: ['text', 'The words of the link: Continue this report at The Ledger'],
  },
} as const;

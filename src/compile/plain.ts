/**
 * Which texts the native parser may read: those made of nothing but paragraphs, headings, simple lists and
 * quotations, with links, pictures, code, emphasis and strong words in them. For these it gives the very
 * tree of remark-parse, positions included (`tests/native-parser.test.ts`). A text that holds anything else
 * is remark-parse's; should a difference ever be found, this grammar becomes narrower.
 */
export function isPlain(text: string): boolean {
  // The two disagree on which characters beyond the basic plane are punctuation, which emphasis asks.
  if (ASTRAL.test(text)) return false;
  // Nor on which of them opens and which closes, in words that have both signs of emphasis side by side.
  if (text.includes('*_') || text.includes('_*')) return false;
  let before: Kind = 'blank';
  for (const line of text.split('\n')) {
    const kind = kindOf(line);
    if (kind === null) return false;
    // A line of another kind right under this one could belong to either.
    if (kind !== before && kind !== 'blank' && before !== 'blank' && before !== 'heading')
      return false;
    before = kind;
  }
  return true;
}

type Kind = 'blank' | 'prose' | 'heading' | 'item' | 'number' | 'quotation';

function kindOf(line: string): Kind | null {
  if (line === '') return 'blank';
  if (line === '>') return 'quotation';
  const marker = MARKER.exec(line)?.[0] ?? '';
  const words = line.slice(marker.length);
  if (!BEGINNING.test(words) || !INLINE.test(words)) return null;
  switch (marker.charAt(0)) {
    case '':
      return 'prose';
    case '#':
      return words.endsWith('#') ? null : 'heading';
    case '-':
      return 'item';
    case '>':
      return 'quotation';
    default:
      return 'number';
  }
}

const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

const MARKER = /^(?:#{1,6} |- |> |\d{1,9}\. )/;

/** A beginning that starts no block of its own: a word, a number that numbers nothing, a quotation mark. */
const BEGINNING = /^(?:[*_]{0,2}[\p{L}“‘"'(]|\[|!\[|`[^`]|\p{N}+(?![\p{N}.)]))/u;

/** Characters that mean nothing by themselves, wherever they stand. */
const INERT = String.raw`[^<>&\\\x60|~_[\]!*\s\u0000-\u001f\u007f-\u00a0\u2028\u2029]`;

/**
 * The words of a line, without a blank at the end: nothing that begins HTML, an entity, an escape, a table,
 * a footnote or a reference; brackets only round the words of a link or picture with its address.
 */
const INLINE = new RegExp(
  `^(?:(?:${INERT}|[*_]|&(?= )|!(?!\\[)|!?\\[(?:${INERT}+ )*${INERT}+\\]\\([\\w./?=#%:,;@+-]+\\)|\\x60(?:${INERT}+ )*${INERT}+\\x60(?!\\x60)) {0,2})*(?<! )$`,
  'u',
);

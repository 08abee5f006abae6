/** Counts what `limits.ts` weighs in a line, in one pass over its characters. */
export interface LineMarks {
  /** Exclusive, without the line break. */
  end: number;
  /** Characters that may be markup. */
  marks: number;
  /** Sequences of `*`, `_` or `~`. */
  delimiters: number;
  /** `![` */
  pictures: number;
  /** `[` and `]` */
  brackets: number;
  /** `<!` and `<?` */
  searches: number;
  /** `http:`, `https:`, `www.` and `@`, in any case. */
  addresses: number;
  bars: number;
  /** The length of each sequence of ticks. */
  ticks: number[];
}

export function noMarks(): LineMarks {
  return {
    end: 0,
    marks: 0,
    delimiters: 0,
    pictures: 0,
    brackets: 0,
    searches: 0,
    addresses: 0,
    bars: 0,
    ticks: [],
  };
}

/** Counts those of the line that begins at an offset, instead of what `into` had. */
export function countMarks(text: string, start: number, into: LineMarks): void {
  Object.assign(into, NOTHING);
  if (into.ticks.length > 0) into.ticks = [];
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) continue;
    const meaning = MEANING[code];
    if (meaning === 0) continue;
    if (meaning === 3) break;
    if (meaning === 1) into.marks++;
    countMark(text, start, at, code, into);
  }
  into.end = at;
}

const NOTHING = {
  marks: 0,
  delimiters: 0,
  pictures: 0,
  brackets: 0,
  searches: 0,
  addresses: 0,
  bars: 0,
};

const MARKUP = '*_~[]!<>&`|\\@:#';

/** By its code, what a character is: 0 nothing, 1 a mark, 2 part of an address alone, 3 a line break. */
const MEANING = new Uint8Array(128).map((_, code) => {
  const character = String.fromCharCode(code);
  if (character === '\n' || character === '\r') return 3;
  return MARKUP.includes(character) ? 1 : character === '.' ? 2 : 0;
});

function countMark(text: string, start: number, at: number, code: number, into: LineMarks): void {
  switch (text.charAt(at)) {
    case '*':
    case '_':
    case '~':
      if (at === start || text.charCodeAt(at - 1) !== code) into.delimiters++;
      break;
    case '[':
      into.brackets++;
      if (at > start && text.charAt(at - 1) === '!') into.pictures++;
      break;
    case ']':
      into.brackets++;
      break;
    case '<':
      if (text.charAt(at + 1) === '!' || text.charAt(at + 1) === '?') into.searches++;
      break;
    case '|':
      into.bars++;
      break;
    case '`':
      if (at === start || text.charCodeAt(at - 1) !== code) into.ticks.push(1);
      else into.ticks.push((into.ticks.pop() ?? 0) + 1);
      break;
    case '@':
      into.addresses++;
      break;
    case '.':
      if (endsWith(text, start, at, 'www')) into.addresses++;
      break;
    case ':':
      if (endsWith(text, start, at, 'http') || endsWith(text, start, at, 'https')) into.addresses++;
      break;
    default:
  }
}

/** Whether a line has this word, in any case, right before an offset. */
function endsWith(text: string, start: number, end: number, word: string): boolean {
  const from = end - word.length;
  if (from < start) return false;
  for (let at = 0; at < word.length; at++) {
    if ((text.charCodeAt(from + at) | 32) !== word.charCodeAt(at)) return false;
  }
  return true;
}

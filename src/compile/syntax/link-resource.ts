import { type Code, type Construct, isBlank, isLineEnding, type State } from './micromark.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wikiLinkResource: 'wikiLinkResource';
  }
}

const ESCAPE = 92;
const OPEN = 40;
const CLOSE = 41;
const DEEPEST = 32;
const LONGEST_LABEL = 999;

/** What stands behind the brackets of an inline link, `(url "title")` (CommonMark 0.31.2, 6.3); to check only. */
export const linkResource: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let depth = 0;
    let blank = false;
    let closing: Code = null;

    const blanksThen =
      (next: State): State =>
      (code) => {
        if (!isBlank(code) && !isLineEnding(code)) return next(code);
        blank = true;
        effects.consume(code);
        return blanksThen(next);
      };
    const end: State = (code) => {
      if (code !== CLOSE) return nok(code);
      effects.consume(code);
      effects.exit('wikiLinkResource');
      return ok;
    };
    const escapedThen =
      (next: State): State =>
      (code) => {
        if (code === null || isLineEnding(code)) return next(code);
        effects.consume(code);
        return next;
      };
    const title: State = (code) => {
      if (code === null || (closing === CLOSE && code === OPEN)) return nok(code);
      effects.consume(code);
      if (code === closing) return blanksThen(end);
      return code === ESCAPE ? escapedThen(title) : title;
    };
    const afterDestination: State = (code) => {
      if (!blank || (code !== 34 && code !== 39 && code !== OPEN)) return end(code);
      closing = code === OPEN ? CLOSE : code;
      effects.consume(code);
      return title;
    };
    const pointed: State = (code) => {
      if (code === null || isLineEnding(code) || code === 60) return nok(code);
      effects.consume(code);
      blank = false;
      if (code === 62) return blanksThen(afterDestination);
      return code === ESCAPE ? escapedThen(pointed) : pointed;
    };
    const plain: State = (code) => {
      if (code === null || isBlank(code) || isLineEnding(code) || (code === CLOSE && depth === 0)) {
        blank = false;
        return blanksThen(afterDestination)(code);
      }
      if (code < 32 || code === 127) return nok(code);
      if (code === OPEN && ++depth > DEEPEST) return nok(code);
      if (code === CLOSE) depth--;
      effects.consume(code);
      return code === ESCAPE ? escapedThen(plain) : plain;
    };
    const destination: State = (code) => {
      if (code === CLOSE) return end(code);
      if (code !== 60) return plain(code);
      effects.consume(code);
      return pointed;
    };
    return (code) => {
      effects.enter('wikiLinkResource');
      effects.consume(code);
      return blanksThen(destination);
    };
  },
};

/** A label in brackets that a definition names, as in `[words][label]`; to check only. */
export const definedLabel: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const context = this;
    let size = 0;
    let start = context.now();
    const inside: State = (code) => {
      if (code === null || code === 91 || size++ > LONGEST_LABEL) return nok(code);
      if (code === 93) {
        const label = context.sliceSerialize({ start, end: context.now() });
        if (!context.parser.defined.includes(identifier(label))) return nok(code);
        effects.consume(code);
        effects.exit('wikiLinkResource');
        return ok;
      }
      effects.consume(code);
      return code === ESCAPE ? escaped : inside;
    };
    const escaped: State = (code) => {
      if (code !== 91 && code !== 93 && code !== ESCAPE) return inside(code);
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter('wikiLinkResource');
      effects.consume(code);
      start = context.now();
      return inside;
    };
  },
};

/** A label as CommonMark compares it (4.7). */
export function identifier(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}

/**
 * Containers, `:::name{attributes}` to `:::`, as the parser sees them: the container construct of
 * micromark-extension-directive alone, so that nothing inside a line (`NATO:Russia`, `8:30pm`) can ever be
 * a directive.
 *
 * That construct ends a container at the first fence that is long enough. Authors write a note inside an
 * excerpt with the same three colons, and code that holds such lines, so here a fence ends only what it
 * belongs to: what was opened further in comes first, and a block of code is passed over.
 */
import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import {
  type Construct,
  isLineEnding,
  type State,
  type SyntaxExtension,
  type Tokenizer,
  type TreeExtension,
} from './micromark.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    directiveLine: 'directiveLine';
  }
}

const COLON = 58;

const container = containerOf(directive());

export const directiveSyntax: SyntaxExtension = {
  flow: { [COLON]: { ...container, tokenize: tokenizeContainer() } },
};

/** Each node with the place of its closing fence, which an unclosed container lacks. */
export const directiveTree: TreeExtension = directiveFromMarkdown({ verbose: true });

function containerOf({ flow }: SyntaxExtension): Construct {
  const [first] = [flow?.[COLON] ?? []].flat();
  if (first === undefined) throw new Error('micromark-extension-directive has no container');
  return first;
}

/** A note in an excerpt is two; what is inside is read once more for each of them. */
const DEEPEST = 4;

/** The lines that containers take up, by the document they are in. */
const taken = new WeakMap<object, { readonly first: number; readonly last: number }[]>();

function tokenizeContainer(): Tokenizer {
  return function (effects, ok, nok) {
    const context = this;
    const containers = taken.get(context.parser) ?? [];
    taken.set(context.parser, containers);
    const first = context.now().line;
    // What is inside of a container is only looked at when its end is known.
    const around = containers.filter((it) => it.first < first && first <= it.last);
    if (around.length >= DEEPEST) return nok;
    const done: State = (code) => {
      if (context.interrupt !== true) containers.push({ first, last: context.now().line });
      return ok(code);
    };
    let own = 0;
    let isEnd: ((line: string) => boolean) | null = null;
    const watched: typeof effects = {
      ...effects,
      enter(type, fields) {
        if (type === 'directiveContainerContent') isEnd = endOf(own);
        return effects.enter(type, fields);
      },
      exit(type) {
        const token = effects.exit(type);
        if (own === 0 && type === 'directiveContainerSequence') {
          own = token.end.offset - token.start.offset;
        }
        return token;
      },
      // Of what the construct attempts behind its opening line, there is only the closing fence.
      attempt(construct, returnState, bogusState) {
        const attempted = effects.attempt(construct, returnState, bogusState);
        if (isEnd === null || bogusState === undefined) return attempted;
        return effects.check(lineThat(isEnd), attempted, bogusState);
      },
    };
    return container.tokenize.call(context, watched, done, nok);
  };
}

/** The rest of a line of which something is true; to check only. */
function lineThat(fits: (line: string) => boolean): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      const context = this;
      let start = context.now();
      const rest: State = (code) => {
        if (code !== null && !isLineEnding(code)) {
          effects.consume(code);
          return rest;
        }
        effects.exit('directiveLine');
        return fits(context.sliceSerialize({ start, end: context.now() }, true))
          ? ok(code)
          : nok(code);
      };
      return (code) => {
        if (code === null || isLineEnding(code)) return nok(code);
        effects.enter('directiveLine');
        start = context.now();
        return rest(code);
      };
    },
  };
}

/** A fence of colons, perhaps first in an item of a list; what follows it makes it an opening one. */
const FENCE = /^ {0,3}(?:[-+*] |\d[.)] )?(:{3,})[ \t]*(\S?)/;
const CODE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S?)/;

/**
 * Tells, line after line, which one ends a container whose own fence has that many colons. Of what is open, a
 * fence ends the innermost with as many colons, else the innermost with fewer.
 */
function endOf(own: number): (line: string) => boolean {
  const open = [own];
  let code: string | null = null;
  return (line) => {
    const [, marks, info] = CODE.exec(line) ?? [];
    if (code !== null) {
      if (marks?.startsWith(code) === true && info === '') code = null;
      return false;
    }
    if (marks !== undefined) {
      code = marks;
      return false;
    }
    const [, colons, name] = FENCE.exec(line) ?? [];
    if (colons === undefined) return false;
    if (name !== '') {
      open.push(colons.length);
      return false;
    }
    const same = open.lastIndexOf(colons.length);
    const at = same < 0 ? open.findLastIndex((it) => it < colons.length) : same;
    if (at >= 0) open.length = at;
    return at === 0;
  };
}

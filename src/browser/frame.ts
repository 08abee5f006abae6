/** Diagnostics as the terminal shows them, in HTML: colours become classes, author text stays text. */
import { element } from './elements.ts';

/** Paragraphs that wrap, and blocks of source lines that do not, since the carets under them have to fit. */
export function frameElements(text: string): HTMLElement[] {
  const blocks: { readonly isSource: boolean; readonly lines: Run[][] }[] = [];
  for (const line of linesOf(text)) {
    const isSource = SOURCE.test(line.map((it) => it.text).join(''));
    const last = blocks.at(-1);
    if (last !== undefined && isSource && last.isSource) last.lines.push(line);
    else blocks.push({ isSource, lines: [line] });
  }
  return blocks.map(({ isSource, lines }) =>
    element(isSource ? 'pre' : 'p', {}, ...lines.flatMap(isSource ? sourceLine : proseLine)),
  );
}

/** ` > 12 | text`, and the line of carets, which has no number. */
const SOURCE = /^ [ >] *\d* *\|/;

/** Text in one style. */
interface Run {
  readonly text: string;
  readonly classes: string;
}

/** Select Graphic Rendition (ECMA-48, 8.3.117): those that Broadside writes. */
const CLASSES: Readonly<Record<string, string>> = {
  '1': 'bold',
  '2': 'dim',
  '31': 'red',
  '33': 'yellow',
  '36': 'cyan',
};
const SELECTION = new RegExp(`${'\u001B'}\\[([\\d;]*)m`);

function linesOf(text: string): Run[][] {
  let line: Run[] = [];
  const lines = [line];
  let classes: string[] = [];
  for (const [at, piece] of text.split(SELECTION).entries()) {
    if (at % 2 === 1) {
      for (const code of piece.split(';')) {
        const name = CLASSES[code];
        if (Number(code) === 0) classes = [];
        else if (name !== undefined) classes = [...classes, name];
      }
      continue;
    }
    for (const [row, part] of piece.split('\n').entries()) {
      if (row > 0) lines.push((line = []));
      if (part !== '') line.push({ text: part, classes: classes.join(' ') });
    }
  }
  return lines;
}

function sourceLine(line: readonly Run[], at: number): (Node | string)[] {
  return at === 0 ? elementsOf(line) : ['\n', ...elementsOf(line)];
}

/** Without what indents the hint: its lines wrap. */
function proseLine(line: readonly Run[]): (Node | string)[] {
  return elementsOf(line[0]?.text.trim() === '' ? line.slice(1) : line);
}

function elementsOf(line: readonly Run[]): (Node | string)[] {
  return line.map(({ text, classes }) =>
    classes === '' ? text : element('span', { class: classes }, text),
  );
}

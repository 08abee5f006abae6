/**
 * How deep a YAML text can nest, found without recursion. The parser recurses into every level; where its
 * stack ends it reports an error at best, and at worst V8 ends the whole process, because it cannot
 * compile a regular expression with so little room. So nothing deeply nested may reach it.
 */
import { CST, Lexer } from 'yaml';

/** Whether a text nests deeper than any honest file: more than `MOST` levels by the marks that open one. */
export function nestsTooDeep(source: string): boolean {
  const marks = source.match(/[[{:]|[-?](?=\s)/g);
  if (marks === null || marks.length <= MOST) return false;
  let flow = 0;
  // Marks that may each open a level inside the one before: in a line, or between two commas of [] and {}.
  let open = 0;
  let words = false;
  for (const lexeme of new Lexer().lex(source)) {
    if (words) {
      words = false;
      continue;
    }
    switch (CST.tokenType(lexeme)) {
      case 'scalar':
        words = true;
        break;
      case 'flow-map-start':
      case 'flow-seq-start':
        flow++;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        flow = Math.max(0, flow - 1);
        break;
      case 'flow-error-end':
        flow = 0;
        break;
      case 'comma':
        open = 0;
        break;
      case 'newline':
        if (flow === 0) open = 0;
        break;
      case 'map-value-ind':
      case 'explicit-key-ind':
      case 'seq-item-ind':
        open++;
        break;
      default:
    }
    if (flow + open > MOST) return true;
  }
  return false;
}

const MOST = 200;

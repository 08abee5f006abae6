/**
 * The only module that knows Handlebars: it reads templates into trees that can be checked, and compiles
 * those that were. Of the language it lets through what cannot surprise: fields, the four blocks, partials
 * called by their names, `lookup` for free data and `asset` for files of the theme. No helper reads a clock,
 * a locale or the environment, so a page is a function of its view.
 */
import Handlebars from 'handlebars';
import type { Span } from '../base/span.ts';
import * as problems from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Expression, PathExpression, TemplateNode, TemplateTree } from './template-tree.ts';

/** Reads a template. Its tree is null when the file is no Handlebars at all. */
export function readTemplate(
  name: string,
  path: string,
  text: string,
): { readonly tree: TemplateTree | null; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(text);
  } catch (mistake) {
    return { tree: null, diagnostics: [syntaxError(path, text, mistake)] };
  }
  const body = new Reader(path, text, diagnostics).nodes(program);
  return { tree: { name, path, body }, diagnostics };
}

/**
 * Compiles checked templates, given by name. Rendering one that was not checked against its view may throw.
 * `assetUrl` gives the address of a file of the theme.
 */
export function compileTemplates(
  texts: ReadonlyMap<string, string>,
  assetUrl: (name: string) => string,
): (name: string, view: object) => string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('asset', (name: unknown) => assetUrl(String(name)));
  const compiled = new Map<string, HandlebarsTemplateDelegate<object>>();
  for (const [name, text] of texts) {
    const template = handlebars.compile<object>(text, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: { asset: true },
      noEscape: false,
      // An indented partial call must not indent what it calls: a <pre> in it would change.
      preventIndent: true,
    });
    compiled.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return (name, view) => {
    const template = compiled.get(name);
    if (template === undefined) throw new Error(`the theme has no template "${name}"`);
    return template('extra' in view ? { ...view, extra: tame(view.extra) } : view, {
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
  };
}

/**
 * Free data as a template may meet it: a map prints as nothing instead of failing or as "[object Object]",
 * and no key of it can pass for one of the methods Handlebars calls while it prints.
 */
function tame(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tame);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([key]) => key !== 'toHTML' && key !== '__proto__');
  return Object.assign(
    Object.create({ [Symbol.toPrimitive]: () => '' }),
    Object.fromEntries(fields.map(([key, field]) => [key, tame(field)])),
  );
}

const BLOCKS = ['if', 'unless', 'each', 'with'] as const;
const HELPERS = [...BLOCKS, 'lookup', 'asset'];

/** Turns Handlebars' syntax tree into ours; closed over one file. */
class Reader {
  readonly #path: string;
  readonly #text: string;
  readonly #lines: readonly number[];
  readonly #diagnostics: Diagnostic[];

  constructor(path: string, text: string, diagnostics: Diagnostic[]) {
    this.#path = path;
    this.#text = text;
    this.#lines = lineStarts(text);
    this.#diagnostics = diagnostics;
  }

  nodes(program: hbs.AST.Program | undefined): TemplateNode[] {
    return (program?.body ?? []).flatMap((statement) => this.#node(statement) ?? []);
  }

  #node(statement: hbs.AST.Statement): TemplateNode | null {
    const span = this.#span(statement);
    if (isContent(statement)) {
      const cut = this.#text.slice(span.start, span.end).indexOf(statement.value);
      return { is: 'text', text: statement.value, start: span.start + Math.max(0, cut) };
    }
    if (isComment(statement)) return null;
    if (isMustache(statement)) return this.#print(statement, span);
    if (isBlock(statement)) return this.#block(statement);
    if (isPartial(statement) || isPartialBlock(statement)) return this.#partial(statement, span);
    const hint = 'Put an inline partial into a file of its own, and call it by its name.';
    return this.#refuse(span, 'decorators and inline partials are not used here', hint);
  }

  #print(it: hbs.AST.MustacheStatement, span: Span): TemplateNode | null {
    const called = it.params.length > 0 || it.hash !== undefined;
    const value = called ? this.#call(it, span) : this.#expression(it.path);
    if (value === null) return null;
    if (value.is === 'literal') {
      const hint = 'Write the words themselves, without {{ }}.';
      return this.#refuse(span, 'there is nothing to look up in a literal', hint);
    }
    return { is: 'print', value, raw: !it.escaped, span };
  }

  #block(it: hbs.AST.BlockStatement): TemplateNode | null {
    const head = this.#span(it.path);
    const helper = BLOCKS.find((name) => name === it.path.original);
    // `{{^name}}` has its statements in the inverse and no program.
    const program: hbs.AST.Program | undefined = it.program;
    if (helper === undefined) {
      const near = nearest(String(it.path.original), BLOCKS);
      this.#diagnostics.push(
        problems.unknownHelper(this.#path, head, String(it.path.original), near, BLOCKS),
      );
      return null;
    }
    const [first, ...others] = it.params;
    if (first === undefined || others.length > 0 || it.hash !== undefined) {
      const hint = `Write {{#${helper} field}}.`;
      return this.#refuse(head, `#${helper} takes one field and nothing else`, hint);
    }
    const params: readonly string[] = program?.blockParams ?? [];
    if (params.length > (helper === 'each' ? 2 : helper === 'with' ? 1 : 0)) {
      const hint = 'Write {{#each list as |item index|}} or {{#with field as |name|}}.';
      return this.#refuse(head, `#${helper} does not give that many names`, hint);
    }
    const argument = this.#expression(first);
    if (argument === null) return null;
    const otherwise = this.nodes(it.inverse);
    return {
      is: 'block',
      helper,
      argument,
      params,
      body: this.nodes(program),
      otherwise,
      span: head,
    };
  }

  #partial(
    it: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement,
    whole: Span,
  ): TemplateNode | null {
    const span = this.#span(it.name);
    if (!isPath(it.name) && !isLiteral(it.name)) {
      const hint = 'Write {{> name}}, and choose between partials with {{#if}}.';
      return this.#refuse(whole, 'a partial is called by its name, which no field can give', hint);
    }
    const name = String(it.name.original);
    const [first, ...others] = it.params;
    if (others.length > 0) {
      const hint = 'Write {{> name field}}, and further fields as name=value.';
      return this.#refuse(span, `"${name}" is given more than one thing to show`, hint);
    }
    if (name === '@partial-block') {
      if (first === undefined && it.hash === undefined) return { is: 'slot', span };
      const hint = 'Write {{> @partial-block}}.';
      return this.#refuse(span, 'the block of a partial is shown as it is', hint);
    }
    const context = first === undefined ? null : this.#expression(first);
    if (first !== undefined && context === null) return null;
    const fields = this.#hash(it.hash);
    const slot = isPartialBlock(it) ? this.nodes(it.program) : null;
    return { is: 'partial', name, context, fields, slot, span };
  }

  #hash(hash: hbs.AST.Hash | undefined): { name: string; value: Expression }[] {
    return (hash?.pairs ?? []).flatMap((pair) => {
      const value = this.#expression(pair.value);
      return value === null ? [] : [{ name: pair.key, value }];
    });
  }

  #expression(node: hbs.AST.Expression): Expression | null {
    const span = this.#span(node);
    if (isPath(node)) return pathOf(node, span);
    if (isCall(node)) return this.#call(node, span);
    if (node.type === 'StringLiteral') return { is: 'literal', type: 'text', span };
    if (node.type === 'NumberLiteral') return { is: 'literal', type: 'number', span };
    if (node.type === 'BooleanLiteral') return { is: 'literal', type: 'flag', span };
    const hint = 'A view holds every field, absent ones as null: name one of them.';
    return this.#refuse(span, 'null and undefined are not written in a template', hint);
  }

  #call(it: hbs.AST.MustacheStatement | hbs.AST.SubExpression, span: Span): Expression | null {
    const head = this.#span(it.path);
    const name = isPath(it.path) || isLiteral(it.path) ? String(it.path.original) : '';
    const [first, second, ...others] = it.params;
    if (name === 'lookup') {
      if (first === undefined || second === undefined || others.length > 0 || it.hash) {
        return this.#refuse(span, 'lookup takes a field and a name', 'Write lookup extra "name".');
      }
      const from = this.#expression(first);
      const key = this.#expression(second);
      return from === null || key === null ? null : { is: 'lookup', from, key, span };
    }
    if (name === 'asset') {
      if (first === undefined || !isText(first) || second !== undefined || it.hash) {
        const hint = 'Write asset "fonts/name.woff2", with the path inside templates/.';
        return this.#refuse(span, 'asset takes the name of a file of the theme', hint);
      }
      return { is: 'asset', name: first.value, span };
    }
    const near = nearest(name, HELPERS);
    this.#diagnostics.push(problems.unknownHelper(this.#path, head, name, near, HELPERS));
    return null;
  }

  #refuse(span: Span, message: string, hint: string): null {
    this.#diagnostics.push(problems.templateExpression(this.#path, span, message, hint));
    return null;
  }

  #span(node: hbs.AST.Node): Span {
    const { start, end } = node.loc;
    return { start: this.#offset(start), end: this.#offset(end) };
  }

  #offset(position: hbs.AST.Position): number {
    const line = this.#lines[position.line - 1] ?? this.#text.length;
    return Math.min(line + position.column, this.#text.length);
  }
}

function pathOf(node: hbs.AST.PathExpression, span: Span): PathExpression {
  const written = node.original;
  const scoped = /^(?:\.|this\b)/.test(written);
  const [first = '', ...rest] = node.parts;
  if (!node.data) {
    return {
      is: 'path',
      written,
      from: 'context',
      up: node.depth,
      scoped,
      parts: node.parts,
      span,
    };
  }
  const up = node.depth;
  if (first === 'root') return { is: 'path', written, from: 'root', up, scoped, parts: rest, span };
  return { is: 'path', written, from: 'loop', up, scoped, parts: node.parts, span };
}

/** Handlebars counts a line at LF, CR LF and CR, as its lexer does. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const found of text.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length);
  return starts;
}

/**
 * Handlebars' own words name tokens of its grammar; what an author can use in them is the place alone. It is
 * told as a line and a picture of the text round it, so that text is looked for, nearest to that line.
 */
function syntaxError(path: string, text: string, mistake: unknown): Diagnostic {
  const message = mistake instanceof Error ? mistake.message : String(mistake);
  const mismatch = /^(.+) doesn't match (.+) - (\d+):(\d+)$/.exec(message);
  const starts = lineStarts(text);
  if (mismatch !== null) {
    const [, opened = '', closed = '', line = '1', column = '0'] = mismatch;
    const start = (starts[Number(line) - 1] ?? 0) + Number(column);
    const span = { start, end: start + opened.length };
    return problems.mismatchedBlock(path, span, opened, closed);
  }
  const [head = '', picture = '', arrow = ''] = message.split('\n');
  const line = Number(/line (\d+)/.exec(head)?.[1] ?? 1);
  const caret = arrow.indexOf('^');
  const before = picture.slice(0, caret).replace(/^\.\.\./, '');
  const after = picture.slice(caret).replace(/\.\.\.$/, '');
  const flat = text.replace(/\n/g, '');
  const shown = before + after;
  let best: number | null = null;
  for (let at = flat.indexOf(shown); at >= 0 && shown !== ''; at = flat.indexOf(shown, at + 1)) {
    const offset = unflatten(text, at + before.length);
    const near = (it: number): number => Math.abs((starts[line - 1] ?? 0) - it);
    if (best === null || near(offset) < near(best)) best = offset;
  }
  const start = best ?? starts[line - 1] ?? 0;
  const unfinished = /got 'EOF'/.test(message);
  return problems.templateSyntax(
    path,
    { start, end: Math.min(start + 1, text.length) },
    unfinished,
  );
}

/** The offset in a text of a position counted without its line feeds. */
function unflatten(text: string, position: number): number {
  let left = position;
  let at = 0;
  while (at < text.length && (left > 0 || text[at] === '\n')) {
    if (text[at] !== '\n') left--;
    at++;
  }
  return at;
}

function isContent(it: hbs.AST.Node): it is hbs.AST.ContentStatement {
  return it.type === 'ContentStatement';
}
function isComment(it: hbs.AST.Node): it is hbs.AST.CommentStatement {
  return it.type === 'CommentStatement';
}
function isMustache(it: hbs.AST.Node): it is hbs.AST.MustacheStatement {
  return it.type === 'MustacheStatement';
}
function isBlock(it: hbs.AST.Node): it is hbs.AST.BlockStatement {
  return it.type === 'BlockStatement';
}
function isPartial(it: hbs.AST.Node): it is hbs.AST.PartialStatement {
  return it.type === 'PartialStatement';
}
function isPartialBlock(it: hbs.AST.Node): it is hbs.AST.PartialBlockStatement {
  return it.type === 'PartialBlockStatement';
}
function isPath(it: hbs.AST.Node): it is hbs.AST.PathExpression {
  return it.type === 'PathExpression';
}
function isCall(it: hbs.AST.Node): it is hbs.AST.SubExpression {
  return it.type === 'SubExpression';
}
function isText(it: hbs.AST.Node): it is hbs.AST.StringLiteral {
  return it.type === 'StringLiteral';
}
function isLiteral(it: hbs.AST.Node): it is hbs.AST.StringLiteral | hbs.AST.NumberLiteral {
  return it.type === 'StringLiteral' || it.type === 'NumberLiteral';
}

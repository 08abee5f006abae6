/**
 * A template as the checks see it: what Handlebars read, without its peculiarities, every part with its
 * place in the file. `template.ts` makes it; `template-markup.ts` and `template-fields.ts` look at it.
 */
import type { Span } from '../base/span.ts';

/** A template file, read. */
export interface TemplateTree {
  /** What `{{> name}}` calls it: the file's name in `templates/` without `.hbs`. */
  readonly name: string;
  /** As shown to the author. */
  readonly path: string;
  readonly body: readonly TemplateNode[];
}

export type TemplateNode =
  | StaticText
  | Print
  | Block
  | PartialCall
  /** `{{> @partial-block}}`: what stands between `{{#> name}}` and `{{/name}}` where this file is called. */
  | { readonly is: 'slot'; readonly span: Span };

/** Markup as written. */
export interface StaticText {
  readonly is: 'text';
  readonly text: string;
  readonly start: number;
}

/** `{{value}}`, or `{{{value}}}` when raw. */
export interface Print {
  readonly is: 'print';
  readonly value: Expression;
  readonly raw: boolean;
  readonly span: Span;
}

export interface Block {
  readonly is: 'block';
  readonly helper: 'if' | 'unless' | 'each' | 'with';
  readonly argument: Expression;
  readonly params: readonly string[];
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
  readonly span: Span;
}

export interface PartialCall {
  readonly is: 'partial';
  readonly name: string;
  readonly context: Expression | null;
  readonly fields: readonly { readonly name: string; readonly value: Expression }[];
  /** What the called file shows at its slot; null when it is called without one. */
  readonly slot: readonly TemplateNode[] | null;
  readonly span: Span;
}

export type Expression =
  | PathExpression
  | { readonly is: 'literal'; readonly type: 'text' | 'number' | 'flag'; readonly span: Span }
  /** `lookup extra "name"`: the one way into free data. */
  | {
      readonly is: 'lookup';
      readonly from: Expression;
      readonly key: Expression;
      readonly span: Span;
    }
  /** `asset "style.css"`: the address of a file of the theme. */
  | { readonly is: 'asset'; readonly name: string; readonly span: Span };

export interface PathExpression {
  readonly is: 'path';
  /** As written. */
  readonly written: string;
  /** `context` starts at the view or a block's item, `root` at the page's view, `loop` names @index and its like. */
  readonly from: 'context' | 'root' | 'loop';
  /** How many `../` lead it. */
  readonly up: number;
  /** Led by `this` or `./`: never a block parameter. */
  readonly scoped: boolean;
  readonly parts: readonly string[];
  readonly span: Span;
}

import type { Brand } from './brand.ts';

/** Markup that may stand in a page as it is. Minted here from text, and where author's HTML was sanitised. */
export type Html = Brand<string, 'Html'>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, safe both as content and inside a quoted attribute. */
export function escapeHtml(text: string): Html {
  return text.replace(/[&<>"']/g, (it) => ENTITIES[it] ?? it) as Html;
}

/** Joins finished pieces of markup, with plain text between them. */
export function joinHtml(pieces: readonly Html[], between: string = ''): Html {
  return pieces.join(escapeHtml(between)) as Html;
}

/** Markup from a template literal: its fixed parts are ours, every text put into it is escaped, markup goes in as it is. */
export function html(
  fixed: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Html {
  let result = fixed[0] ?? '';
  values.forEach((value, at) => {
    result += typeof value === 'object' ? value.markup : escapeHtml(String(value));
    result += fixed[at + 1] ?? '';
  });
  return result as Html;
}

interface Markup {
  readonly markup: Html;
}

/** Marks finished markup for `html`. */
export function markup(value: Html): Markup {
  return { markup: value };
}

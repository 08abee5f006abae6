/**
 * The parser seam: remark-parse, with the extensions a text can have a use for. Each one costs time on every
 * paragraph (tables alone a quarter of all parsing), so it is left out where the text does not hold what
 * it begins with. Each sign is wider than the construct, so that leaving one out changes no tree; only a bare
 * address right after `<` or in a broken link stays text.
 */
import type { Root } from 'mdast';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { CompileOptions } from '../config/config.ts';
import { nativeParser } from './native-parser.ts';
import { isPlain } from './plain.ts';
import { directiveSyntax, directiveTree } from './syntax/directive.ts';
import type { SyntaxExtension, TreeExtension } from './syntax/micromark.ts';
import { wikiLinkSyntax, wikiLinkTree } from './syntax/wiki-link.ts';

/** An extension, and the sign that a text may have a use for it. */
export interface Extension {
  readonly sign: RegExp;
  readonly syntax: SyntaxExtension;
  readonly tree: TreeExtension | TreeExtension[];
}

const GFM: readonly Extension[] = [
  { sign: /\[\^/, syntax: gfmFootnote(), tree: gfmFootnoteFromMarkdown() },
  // The row under the head of a table holds a bar or a colon beside a dash.
  { sign: /\||:-|-:/, syntax: gfmTable(), tree: gfmTableFromMarkdown() },
  { sign: /~/, syntax: gfmStrikethrough(), tree: gfmStrikethroughFromMarkdown() },
  { sign: /\[[\sxX]\]/, syntax: gfmTaskListItem(), tree: gfmTaskListItemFromMarkdown() },
  // A bare address, but not the target of a link, nor one in angle brackets: almost every text has those,
  // and this extension costs more than all other parsing.
  {
    sign: /(?<!\]\(|<|\]: |[a-z])https?:\/\/|(?<![^\s*_~(]|\]\()www\.|[\w.+-]@/i,
    syntax: gfmAutolinkLiteral(),
    tree: gfmAutolinkLiteralFromMarkdown(),
  },
];

const OURS: readonly Extension[] = [
  { sign: /\[\[/, syntax: wikiLinkSyntax, tree: wikiLinkTree },
  { sign: /:::/, syntax: directiveSyntax, tree: directiveTree },
];

/** The extensions that a text has a use for; `constructs` says whether our own syntax counts. */
export function extensionsFor(text: string, constructs: boolean): Extension[] {
  const known = constructs ? [...GFM, ...OURS] : GFM;
  return known.filter((it) => it.sign.test(text));
}

/** Parses a text, or a part of one with the extensions of the whole. The tree is the same by either parser. */
export function parseMarkdown(
  text: string,
  constructs: boolean,
  parser: CompileOptions['parser'],
  needed: readonly Extension[] = extensionsFor(text, constructs),
): Root {
  const native = parser === 'remark' || needed.length > 0 ? null : nativeParser;
  return native !== null && isPlain(text) ? native(text) : parserWith(needed).parse(text);
}

/** The same with every extension, whether there is a use for it or not: what `parseMarkdown` must equal. */
export function parseWithAll(text: string, constructs: boolean): Root {
  return parserWith(constructs ? [...GFM, ...OURS] : GFM).parse(text);
}

interface Parser {
  parse(text: string): Root;
}

/** Made when first needed: for most publications that is a handful. */
const parsers = new Map<string, Parser>();

function parserWith(extensions: readonly Extension[]): Parser {
  const name = extensions.map((it) => it.sign.source).join('\n');
  const known = parsers.get(name);
  if (known !== undefined) return known;
  const parser = unified()
    .use(remarkParse)
    .data(
      'micromarkExtensions',
      extensions.map((it) => it.syntax),
    )
    .data(
      'fromMarkdownExtensions',
      extensions.map((it) => it.tree),
    )
    .freeze();
  parsers.set(name, parser);
  return parser;
}

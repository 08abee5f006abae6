/**
 * Turns the Markdown of a file into a body. This file and `parser.ts` alone know unified; the constructs of
 * a newsroom are in `syntax/`, one file each.
 *
 *   text --limits--> parse --constructs--> HTML tree --author's HTML--> scrub --meet--> sanitise
 *        --anchors, typography--> finish (holes) --stringify--> cut at the holes
 *
 * The order is what makes it safe: nothing an author wrote joins the tree after `sanitise`, nothing is
 * decoded after `scrub`, and holes come last, so none of them can be the author's.
 */
import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Span } from '../base/span.ts';
import { articleTooComplex } from '../diagnostics/catalog/markdown.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Body, TextFace } from '../model.ts';
import { readAnchors } from './anchors.ts';
import { finishElements, meetElements } from './elements.ts';
import { tooMuch } from './limits.ts';
import { parseMarkdown } from './parser.ts';
import { cutAtHoles } from './pieces.ts';
import { balanceHtml, TooComplex } from './raw-html.ts';
import { type BodyInput, type Reading, startReading } from './reading.ts';
import { runsOf } from './runs.ts';
import { schemaWith } from './sanitise.ts';
import { scrubText, scrubTree } from './scrub.ts';
import { readBlocks } from './syntax/blocks.ts';
import { readFootnotes } from './syntax/footnotes.ts';
import { readMarkedParagraphs } from './syntax/marked-paragraphs.ts';
import { liftOwnVoice } from './syntax/quotation.ts';
import { keepEveryCell } from './syntax/table-cells.ts';
import { readWikiLinks } from './syntax/wiki-link.ts';
import { typesetRuns } from './typography.ts';
import { checkExpansion, handlersAsWritten } from './written-urls.ts';
import { countWords } from './words.ts';

export interface BodyOutcome extends TextFace {
  readonly body: Body;
  readonly citationPlaces: readonly Span[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads the Markdown of a file from `bodyStart` on. Adds to `references` what it refers to, in the order of
 * the text. Always gives a body: an empty one when the text is too large or too complex to be read, which
 * is then its only error.
 */
export function readBody(input: BodyInput): BodyOutcome {
  const refused = tooMuch(input.path, input.text, input.bodyStart);
  if (refused !== null) return nothing(refused);
  const reading = startReading(skipByteOrderMark(input), scrubText(input.text));
  try {
    const tree = parse(reading);
    if (reading.constructs) readConstructs(reading, tree);
    const html = converter.runSync(tree);
    readFootnotes(reading, html);
    return finishBody(reading, html);
  } catch (thrown) {
    const span = { start: input.bodyStart, end: input.bodyStart };
    if (thrown instanceof TooComplex) {
      return nothing(articleTooComplex(input.path, thrown.span, thrown.what));
    }
    // What is nested too deep for the parser overflows its stack; there is no cheaper way to find out.
    if (!(thrown instanceof RangeError)) throw thrown;
    return nothing(articleTooComplex(input.path, span, 'more inside one another'));
  }
}

/** From an HTML tree with the author's HTML still raw in it to a body. */
export function finishBody(reading: Reading, markdownTree: HtmlRoot): BodyOutcome {
  let tree = markdownTree;
  if (balanceHtml(reading, tree)) {
    tree = raw.runSync(tree, reading.source.slice(reading.bodyStart));
    scrubTree(tree);
  }
  if (reading.hasOwnVoice()) {
    liftOwnVoice(tree, (it) => reading.carriedBy(it)?.ours === true);
  }
  meetElements(reading, tree);
  tree = sanitiserFor(reading.mark).runSync(tree);
  const { anchors, headings } = readAnchors(reading, tree);
  const runs = runsOf(reading, tree);
  const words = countWords(runs);
  const quotedWords = countWords(runs.filter((it) => it.quoted));
  if (reading.constructs) typesetRuns(runs, reading.lang);
  finishElements(reading, tree);
  const pieces = cutAtHoles(stringifier.stringify(tree), reading.holes);
  const { citations, places } = reading.citations.all();
  return {
    body: { pieces, facts: { words, quotedWords, headings } },
    anchors,
    citations,
    citationPlaces: places,
    outwardLinks: [...reading.outwardLinks],
    readMore: reading.readMore,
    diagnostics: reading.diagnostics,
  };
}

function parse(reading: Reading): Root {
  const tree = parseMarkdown(
    reading.source.slice(reading.bodyStart),
    reading.constructs,
    reading.options.parser,
  );
  checkExpansion(reading, tree);
  return tree;
}

/** Finds what is ours in the text. */
function readConstructs(reading: Reading, tree: Root): void {
  if (reading.source.includes('|', reading.bodyStart)) keepEveryCell(reading, tree);
  if (reading.source.includes('[[', reading.bodyStart)) readWikiLinks(reading, tree);
  readMarkedParagraphs(reading, tree, readBlocks(reading, tree));
}

function nothing(diagnostic: Diagnostic): BodyOutcome {
  const body: Body = { pieces: [], facts: { words: 0, quotedWords: 0, headings: [] } };
  return {
    body,
    anchors: [],
    citations: [],
    citationPlaces: [],
    outwardLinks: [],
    readMore: false,
    diagnostics: [diagnostic],
  };
}

/** The parser drops one at the start of a text, which would shift every offset. */
function skipByteOrderMark(input: BodyInput): BodyInput {
  const { text, bodyStart } = input;
  return text.charCodeAt(bodyStart) === 0xfeff ? { ...input, bodyStart: bodyStart + 1 } : input;
}

const converter = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    footnoteLabelProperties: {},
    handlers: handlersAsWritten,
  })
  .freeze();

const raw = unified().use(rehypeRaw).freeze();

const stringifier = unified().use(rehypeStringify).freeze();

const sanitisers = new Map<string, Transformer>();

/** One for the usual mark; another only for a source that holds that very word. */
function sanitiserFor(mark: string): Transformer {
  const found = sanitisers.get(mark);
  if (found !== undefined) return found;
  const made = unified().use(rehypeSanitize, schemaWith(mark)).freeze();
  if (sanitisers.size === 0) sanitisers.set(mark, made);
  return made;
}

interface Transformer {
  runSync(tree: HtmlRoot): HtmlRoot;
}

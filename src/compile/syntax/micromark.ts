/** The types of micromark's extensions, taken from the packages that we depend on, and its special codes. */
import type { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import type { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';

export type SyntaxExtension = ReturnType<typeof gfmStrikethrough>;
export type TreeExtension = ReturnType<typeof gfmStrikethroughFromMarkdown>;

type Constructs = NonNullable<SyntaxExtension['text']>;
export type Construct = Exclude<Constructs[string], undefined | readonly unknown[]>;
export type Tokenizer = Construct['tokenize'];
export type State = ReturnType<Tokenizer>;
export type Code = Parameters<State>[0];

/** A blank, a tab or the virtual blanks that make up a tab. */
export function isBlank(code: Code): boolean {
  return code === 32 || code === -1 || code === -2;
}

export function isLineEnding(code: Code): boolean {
  return code !== null && code < -2;
}

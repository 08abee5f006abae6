/**
 * Reads the static markup of a template just far enough to know where each expression stands: in text, in a
 * quoted attribute, or where escaping cannot protect a reader. Handlebars escapes without looking, so
 * every other place is refused. On the way it finds the plain URLs the template leads to.
 */
import type { Span } from '../base/span.ts';
import type { SiteLink } from '../config/config.ts';
import * as problems from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Block, Print, StaticText, TemplateNode, TemplateTree } from './template-tree.ts';

/** Where an expression may stand. */
export type Place =
  /** Between tags. */
  | 'text'
  /** In <title> or <textarea>, where tags are words. */
  | 'plain-text'
  /** In a quoted attribute. */
  | 'attribute'
  /** At the beginning of an attribute that holds an address: only a `url` field may. */
  | 'url-start'
  /** Further on in it, after an address. */
  | 'url-rest'
  /** After a `#` in it: any text may. */
  | 'url-fragment';

export interface Markup {
  /** The place and the attribute's name of every expression that stands where one may. */
  readonly places: ReadonlyMap<Print, { readonly place: Place; readonly attribute: string }>;
  readonly links: readonly SiteLink[];
  /** Offsets of plain URLs from the site's root, where the folder the site lies in is to be put before. */
  readonly roots: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at one template file by itself; what its partials hold is looked at in their own files. */
export function readMarkup(tree: TemplateTree): Markup {
  const scanner = new Scanner(tree.path);
  const end = scanner.nodes(tree.body, START);
  scanner.finish(end, tree.body);
  return scanner;
}

/** Where the scanner stands. */
interface State {
  readonly mode:
    | 'text'
    | 'raw'
    | 'plain-text'
    | 'comment'
    | 'opening'
    | 'tag-name'
    | 'tag'
    /** In a tag, where a name may have ended or may go on: only a blank or the tag's end tells. */
    | 'name-edge'
    | 'attribute-name'
    | 'after-name'
    | 'before-value'
    | 'quoted'
    | 'unquoted';
  readonly element: string;
  readonly closing: boolean;
  readonly attribute: string;
  readonly quote: string;
  /** The attribute's value so far, a NUL for each expression in it, and the offset where it begins. */
  readonly value: string;
  readonly from: number;
}

const START: State = {
  mode: 'text',
  element: '',
  closing: false,
  attribute: '',
  quote: '',
  value: '',
  from: 0,
};

const RAW = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
const PLAIN = new Set(['title', 'textarea']);
const URLS = new Set(
  'href src srcset imagesrcset poster action formaction cite background longdesc manifest ping data xlink:href'.split(
    ' ',
  ),
);
const LOADED = new Set(['src', 'srcset', 'imagesrcset', 'poster', 'background']);

class Scanner implements Markup {
  readonly places = new Map<Print, { place: Place; attribute: string }>();
  readonly links: SiteLink[] = [];
  readonly roots: number[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  nodes(nodes: readonly TemplateNode[], before: State): State {
    let state = before;
    for (const node of nodes) state = this.#node(node, state);
    return state;
  }

  finish(state: State, body: readonly TemplateNode[]): void {
    if (state.mode === 'text') return;
    const last = body.at(-1);
    const end =
      last === undefined ? 0 : last.is === 'text' ? last.start + last.text.length : last.span.end;
    const message = 'the template ends inside a tag, a comment or a script';
    this.#broken({ start: Math.max(0, end - 1), end }, message, 'Close it in the same file.');
  }

  #node(node: TemplateNode, state: State): State {
    switch (node.is) {
      case 'text':
        return this.#text(node, state);
      case 'print':
        return this.#print(node, state);
      case 'block':
        return this.#block(node, state);
      case 'partial':
      case 'slot':
        if (state.mode !== 'text') {
          const hint = 'A partial holds whole tags: call it between tags.';
          this.#broken(node.span, `a template is called ${described(state)}`, hint);
        }
        if (node.is === 'partial' && node.slot !== null) {
          const end = this.nodes(node.slot, START);
          this.finish(end, node.slot);
        }
        return state;
    }
  }

  #block(node: Block, before: State): State {
    const state = before.mode === 'tag-name' ? edge(before) : before;
    const refused = blockRefusal(state);
    if (refused !== null) this.#misplaced(node.span, refused);
    const ends = [this.nodes(node.body, state), this.nodes(node.otherwise, state)];
    if (!ends.every((end) => sameMode(end, state)) || state.mode === 'attribute-name') {
      const message = `the block does not end where it began, ${described(state)}`;
      const hint = 'Open and close each tag and each attribute inside the same block.';
      this.#broken(node.span, message, hint);
      return state;
    }
    if (isValue(state)) return { ...state, value: `${state.value}\0` };
    const open = ends.some((end) => end.mode === 'attribute-name' || end.mode === 'name-edge');
    return open ? edge(state) : state;
  }

  #print(node: Print, state: State): State {
    const refused = printRefusal(state);
    if (refused !== null) {
      this.#misplaced(node.span, refused);
      return isValue(state) ? { ...state, value: `${state.value}\0` } : state;
    }
    this.places.set(node, { place: placeIn(state), attribute: state.attribute });
    return isValue(state) ? { ...state, value: `${state.value}\0` } : state;
  }

  #text(node: StaticText, before: State): State {
    let state = before;
    let at = 0;
    while (at < node.text.length) {
      if (state.mode === 'name-edge' && !/[\s/>]/.test(node.text[at] ?? '')) {
        const span = { start: node.start + at, end: node.start + at + 1 };
        const message = 'a name goes on here that a block may have begun';
        this.#broken(span, message, 'Put a blank before it.');
      }
      const [next, length] = step(state, node.text, at);
      if (next.mode === 'quoted' && state.mode === 'before-value') {
        state = { ...next, from: node.start + at + length };
      } else if (next.mode === 'unquoted' && state.mode === 'before-value') {
        state = { ...next, from: node.start + at };
      } else {
        if (isValue(state) && !isValue(next)) this.#value(state);
        state = next;
      }
      at += length;
    }
    return state;
  }

  /** The value of an attribute is complete. */
  #value(state: State): void {
    if (!URLS.has(state.attribute)) return;
    if (state.attribute.endsWith('srcset')) {
      for (const found of state.value.matchAll(/(^|,)\s*([^\s,\0]+)/g)) {
        const [whole, , url = ''] = found;
        this.#url(url, state.from + found.index + whole.length - url.length, state);
      }
      return;
    }
    const [fixed = ''] = state.value.split('\0');
    if (fixed !== '') this.#url(fixed, state.from, state);
  }

  #url(url: string, start: number, state: State): void {
    const span = { start, end: start + url.length };
    if (/^(?:javascript|vbscript|data):/i.test(url.replace(/\s/g, ''))) {
      this.diagnostics.push(problems.unsafeUrl(this.#path, span, url));
    } else if (url.startsWith('//') || /^https?:/i.test(url)) {
      const loaded = LOADED.has(state.attribute);
      if (loaded) this.diagnostics.push(problems.outsideRequest(this.#path, span, url));
    } else if (url.startsWith('/')) {
      this.links.push({ file: this.#path, span, url });
      this.roots.push(start);
    } else if (!/^(?:[a-z][a-z0-9+.-]*:|[#?])/i.test(url)) {
      this.diagnostics.push(problems.relativeUrl(this.#path, span, url));
    }
  }

  #misplaced(span: Span, [where, hint]: Refusal): void {
    this.diagnostics.push(problems.expressionPlace(this.#path, span, where, hint));
  }

  #broken(span: Span, message: string, hint: string): void {
    this.diagnostics.push(problems.brokenMarkup(this.#path, span, message, hint));
  }
}

/** Takes one step through markup: the state after it, and how many characters it took. */
function step(state: State, text: string, at: number): readonly [State, number] {
  const character = text[at] ?? '';
  const blank = /\s/.test(character);
  switch (state.mode) {
    case 'text':
      if (text.startsWith('<!--', at)) return [{ ...state, mode: 'comment' }, 4];
      if (character !== '<') return [state, 1];
      return /[a-z/!]/i.test(text[at + 1] ?? 'a') ? [{ ...START, mode: 'opening' }, 1] : [state, 1];
    case 'comment':
      return text.startsWith('-->', at) ? [START, 3] : [state, 1];
    case 'raw':
    case 'plain-text': {
      const end = `</${state.element}`;
      const closes = text.slice(at, at + end.length).toLowerCase() === end;
      return closes
        ? [{ ...START, mode: 'tag', element: state.element, closing: true }, end.length]
        : [state, 1];
    }
    case 'opening':
      if (character === '/') return [{ ...state, closing: true }, 1];
      return [{ ...state, mode: 'tag-name', element: character.toLowerCase() }, 1];
    case 'tag-name':
      if (character === '>') return [opened(state), 1];
      if (blank || character === '/') return [{ ...state, mode: 'tag' }, 1];
      return [{ ...state, element: state.element + character.toLowerCase() }, 1];
    case 'tag':
      if (character === '>') return [opened(state), 1];
      if (blank || character === '/') return [state, 1];
      return [{ ...state, mode: 'attribute-name', attribute: character.toLowerCase() }, 1];
    case 'name-edge':
      return [{ ...state, mode: 'tag' }, 0];
    case 'attribute-name':
      if (character === '=') return [{ ...state, mode: 'before-value' }, 1];
      if (character === '>') return [opened(state), 1];
      if (blank) return [{ ...state, mode: 'after-name' }, 1];
      if (character === '/') return [{ ...state, mode: 'tag' }, 1];
      return [{ ...state, attribute: state.attribute + character.toLowerCase() }, 1];
    case 'after-name':
      if (character === '=') return [{ ...state, mode: 'before-value' }, 1];
      if (blank) return [state, 1];
      return [{ ...state, mode: 'tag', attribute: '' }, 0];
    case 'before-value':
      if (blank) return [state, 1];
      if (character === '"' || character === "'") {
        return [{ ...state, mode: 'quoted', quote: character, value: '' }, 1];
      }
      return [{ ...state, mode: 'unquoted', value: '' }, 0];
    case 'quoted':
      if (character === state.quote)
        return [{ ...state, mode: 'tag', attribute: '', quote: '' }, 1];
      return [{ ...state, value: state.value + character }, 1];
    case 'unquoted':
      if (blank || character === '>') return [{ ...state, mode: 'tag', attribute: '' }, 0];
      return [{ ...state, value: state.value + character }, 1];
  }
}

/** The state after the `>` of a tag. */
function opened(state: State): State {
  if (state.closing) return START;
  if (RAW.has(state.element)) return { ...START, mode: 'raw', element: state.element };
  if (PLAIN.has(state.element)) return { ...START, mode: 'plain-text', element: state.element };
  return START;
}

/** In words, and what to write instead. */
type Refusal = readonly [where: string, hint: string];

function printRefusal(state: State): Refusal | null {
  switch (state.mode) {
    case 'text':
    case 'plain-text':
      return null;
    case 'quoted':
      return attributeRefusal(state);
    case 'before-value':
    case 'unquoted':
      return ['in an attribute without quotation marks', `Write ${state.attribute}="{{…}}".`];
    default:
      return codeRefusal(state) ?? [described(state), 'Write tags and names of attributes out.'];
  }
}

function blockRefusal(state: State): Refusal | null {
  if (state.mode === 'before-value' || state.mode === 'unquoted') return printRefusal(state);
  if (state.mode === 'quoted' && isUrl(state)) {
    return [`in parts in ${state.attribute}`, 'Put the block round the whole attribute.'];
  }
  return state.mode === 'quoted' ? attributeRefusal(state) : codeRefusal(state);
}

function attributeRefusal(state: State): Refusal | null {
  if (state.attribute.startsWith('on') || state.attribute === 'srcdoc') {
    return [`in ${state.attribute}, which is code`, 'Put the text into a data- attribute.'];
  }
  if (state.attribute === 'style') {
    return ['in style, which is code', 'Choose a class, and say the rest in the style sheet.'];
  }
  return null;
}

function codeRefusal(state: State): Refusal | null {
  if (state.mode === 'raw') {
    return [`in <${state.element}>, which is code`, 'Put the text into a data- attribute.'];
  }
  if (state.mode === 'comment') {
    return ['in a comment of HTML', 'Write {{!-- … --}}: readers do not get such a comment.'];
  }
  return null;
}

function placeIn(state: State): Place {
  if (state.mode === 'text') return 'text';
  if (state.mode === 'plain-text') return 'plain-text';
  if (state.element === 'meta' && /url=\s*$/i.test(state.value)) return 'url-start';
  if (!isUrl(state)) return 'attribute';
  if (state.value.includes('#')) return 'url-fragment';
  if (state.value === '') return 'url-start';
  return state.attribute.endsWith('srcset') && /,\s+$/.test(state.value) ? 'url-start' : 'url-rest';
}

function isUrl(state: State): boolean {
  return URLS.has(state.attribute) && (state.attribute !== 'data' || state.element === 'object');
}

function isValue(state: State): boolean {
  return state.mode === 'quoted' || state.mode === 'unquoted';
}

function edge(state: State): State {
  return { ...state, mode: 'name-edge', attribute: '' };
}

function sameMode(a: State, b: State): boolean {
  const settled = ({ mode }: State): string =>
    mode === 'after-name' || mode === 'attribute-name' || mode === 'name-edge' ? 'tag' : mode;
  return (
    settled(a) === settled(b) &&
    a.element === b.element &&
    (!isValue(a) || a.attribute === b.attribute) &&
    a.quote === b.quote
  );
}

function described(state: State): string {
  switch (state.mode) {
    case 'text':
    case 'plain-text':
      return 'between tags';
    case 'raw':
      return `in <${state.element}>`;
    case 'comment':
      return 'in a comment';
    case 'quoted':
    case 'unquoted':
    case 'before-value':
      return `in the attribute ${state.attribute}`;
    case 'opening':
    case 'tag-name':
    case 'tag':
    case 'name-edge':
    case 'attribute-name':
    case 'after-name':
      return 'inside a tag';
  }
}

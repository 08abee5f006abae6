/** A tag or comment in a piece of HTML, as the HTML standard's tokenizer (13.2.5) would find it. */
export interface Tag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'comment';
  readonly start: number;
  /** Exclusive; the length of the text when it never ends. */
  readonly end: number;
  readonly ends: boolean;
  readonly attributes: number;
}

/** Elements whose contents are read as text up to their closing tag. */
const TEXT_ONLY: ReadonlySet<string> = new Set(
  'script style xmp iframe noembed noframes textarea title plaintext'.split(' '),
);

/** All tags and comments, in order; what stands in elements like `<script>` is skipped when they end. */
export function tagsIn(html: string): Tag[] {
  const tags: Tag[] = [];
  const opening = /<(?:!--|[!?]|(\/?)([a-z][^\t\n\f\r />]*))/gi;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const start = match.index;
    const name = match[2]?.toLowerCase();
    const tag =
      name === undefined
        ? comment(html, start)
        : { ...tagEnd(html, opening.lastIndex), name, start, kind: kindOf(match[1]) };
    tags.push(tag);
    opening.lastIndex = tag.end;
    if (tag.kind === 'open' && TEXT_ONLY.has(tag.name)) {
      const close = new RegExp(`</${tag.name}(?=[\\t\\n\\f\\r />])`, 'gi');
      close.lastIndex = tag.end;
      const closed = close.exec(html);
      if (closed !== null) opening.lastIndex = closed.index;
    }
  }
  return tags;
}

export function isTextOnly(name: string): boolean {
  return TEXT_ONLY.has(name);
}

function kindOf(slash: string | undefined): Tag['kind'] {
  return slash === '/' ? 'close' : 'open';
}

function comment(html: string, start: number): Tag {
  const real = html.startsWith('<!--', start);
  const close = real ? /--!?>/g : />/g;
  // `<!-->` and `<!--->` are whole comments.
  close.lastIndex = real ? start + 2 : start;
  const end = close.exec(html);
  return {
    name: real ? '!--' : '!',
    kind: 'comment',
    start,
    end: end === null ? html.length : end.index + end[0].length,
    ends: end !== null,
    attributes: 0,
  };
}

/** Walks over the attributes from behind the name to behind the `>`. */
function tagEnd(html: string, from: number): Pick<Tag, 'end' | 'ends' | 'attributes'> {
  const attribute = /[\t\n\f\r /]*(?:(>)|=?[^\t\n\f\r />=]*[\t\n\f\r ]*(?:(=)[\t\n\f\r ]*)?)/y;
  const value = /"[^"]*"|'[^']*'|(?!["'])[^\t\n\f\r >]*/y;
  let at = from;
  for (let attributes = 0; at < html.length; attributes++) {
    attribute.lastIndex = at;
    const match = attribute.exec(html);
    if (match === null) break;
    at = attribute.lastIndex;
    if (match[1] !== undefined) return { end: at, ends: true, attributes };
    if (match[2] === undefined) continue;
    value.lastIndex = at;
    if (value.exec(html) === null) break;
    at = value.lastIndex;
  }
  return { end: html.length, ends: false, attributes: 0 };
}

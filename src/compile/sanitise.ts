/**
 * What an author may write in HTML, element by element. Everything passes through this list, whether it
 * was written in HTML or in Markdown, after the last transform that sees what an author wrote.
 *
 * Absent on purpose: anything that runs, loads or submits (script, style, iframe, object, embed, media,
 * picture, svg, math, form and its controls but for the boxes of task lists); presentation (style, class,
 * align, width, font, center); `name`, which shadows properties of the document; `rel` and `target`.
 * Classes are only what Markdown itself makes; ours are added afterwards. Pictures have lost their `src`
 * by then: local ones become holes, all others links. Links into the site likewise; the schemes are those
 * of urls.ts, which reports the others before they are removed here.
 */
import type { Options as Schema } from 'rehype-sanitize';

const PROSE =
  'a abbr b bdi br cite code del dfn em i ins kbd mark q s samp small span strong sub sup';
const MORE = 'time u var wbr ruby rp rt img input';
const BLOCKS =
  'address article aside blockquote dd details div dl dt figcaption figure footer header';
const MORE_BLOCKS = 'h1 h2 h3 h4 h5 h6 hr li ol p pre section summary ul';
const TABLES = 'caption col colgroup table tbody td tfoot th thead tr';

export const allowedElements: ReadonlySet<string> = new Set(
  `${PROSE} ${MORE} ${BLOCKS} ${MORE_BLOCKS} ${TABLES}`.split(' '),
);

/** Elements whose contents are no words of the article. */
const CONTENTS_TOO = [
  'script',
  'style',
  'iframe',
  'noembed',
  'noframes',
  'template',
  'textarea',
  'title',
  'select',
  'datalist',
  'svg',
  'math',
];

const TABLE = ['table'];

/** The schema that also lets through the attribute by which constructs mark their elements. */
export function schemaWith(mark: string): Schema {
  return {
    strip: CONTENTS_TOO,
    tagNames: [...allowedElements],
    attributes: {
      '*': [mark, 'id', 'lang', 'title', ['dir', 'ltr', 'rtl', 'auto']],
      a: ['href'],
      blockquote: ['cite'],
      code: [['className', /^language-./]],
      col: ['span'],
      colgroup: ['span'],
      del: ['cite', 'dateTime'],
      details: ['open'],
      img: ['alt'],
      input: [['type', 'checkbox'], 'checked', 'disabled'],
      ins: ['cite', 'dateTime'],
      li: ['value', ['className', 'task-list-item']],
      ol: ['reversed', 'start', 'type', ['className', 'contains-task-list']],
      q: ['cite'],
      section: [['className', 'footnotes']],
      td: [['align', 'left', 'center', 'right'], 'colSpan', 'rowSpan', 'headers'],
      th: [['align', 'left', 'center', 'right'], 'colSpan', 'rowSpan', 'headers', 'scope', 'abbr'],
      time: ['dateTime'],
      ul: [['className', 'contains-task-list']],
    },
    protocols: { cite: ['http', 'https'], href: ['http', 'https', 'mailto', 'tel'] },
    required: {},
    // Ids are checked one by one in anchors.ts.
    clobber: [],
    ancestors: {
      caption: TABLE,
      col: TABLE,
      colgroup: TABLE,
      dd: ['dl'],
      dt: ['dl'],
      figcaption: ['figure'],
      li: ['ol', 'ul'],
      rp: ['ruby'],
      rt: ['ruby'],
      summary: ['details'],
      tbody: TABLE,
      td: TABLE,
      tfoot: TABLE,
      th: TABLE,
      thead: TABLE,
      tr: TABLE,
    },
  };
}

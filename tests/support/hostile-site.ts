/** A site whose articles hold what feeds and pages break on. */
import type { Files } from './folder.ts';

export const HOSTILE_NOW = '2026-01-01';

const front = (fields: Readonly<Record<string, unknown>>): string =>
  `---\n${Object.entries(fields)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')}---\n\n`;

const CONTROLS =
  'bell \u0007 tab \u000b c1 \u0085\u0092 none \ufffe\uffff\ufdd0 replaced \ufffd end';

const MARKDOWN = `First[^1] and [^two], then [a heading](#a-heading) and [a file](plain.md#over-here).

## A heading

A [link](/about/ "with a \\"title\\""), <https://other.example/?a=1&b=2>, www.other.example/path, me@other.example,
\`code with <b> & ]]>\`, ~~struck~~, **bold**, *em*, a line\\
break, a picture ![a "dot" & more](dot.png) in text and [a document](paper.pdf).

![Alone](dot.png "The caption & more")

| Left | Right |
| :--- | ----: |
| a \\| b | [[plain\\|words]] |

- [ ] to do
- [x] done

1. one
   - two

> Quoted words, [a source](https://outlet.example/a?b=c&d=e).
>
> — Somebody

:::excerpt{from="An <outlet> & 'more'" url="https://outlet.example/ä?x=1&y=2" title='"T" ]]> &amp; <i>' lang=ar}
Quoted "as it is" ]]> <b>so</b>.

UPDATE (2024-01-02): Ours & "more".

NOTE: Ours <i>too</i>.
:::

:::excerpt{from="Another & one" author="A <b>" date="2 January 2024" archived="https://archive.example/?a=1&b=2"}
Quoted again.
:::

:::pullquote{by="Me & <you>"}
Pulled "out".
:::

READ MORE NEWS AT: *Here* & there

\`\`\`html
<script>alert("&amp;")</script>
\`\`\`

SEE ALSO: Plain words; [Elsewhere](https://elsewhere.example/ä?x=<y>)

https://www.youtube.com/watch?v=dQw4w9WgXcQ

[reference]: ../articles/plain.md 'Plain'

A [reference] too.

[^1]: The first note, with [a link](plain.md).
[^two]: The second.

    Of two paragraphs.
`;

const RAW = `<section id="own" class="mine" style="color:red" onclick="alert(1)">

Inside, <q cite="/about/">quoted</q> and <del cite="../plain/" datetime="2024-01-01">deleted</del>.

</section>

<details open><summary>More</summary><p>Hidden <b>words <i>crossed</b> over</i></p></details>

<table><tr><th scope="col" abbr="A">Head<td colspan="2">Cell<tr><td>Next</table>

<bdo dir="rtl">backwards</bdo>

<p>Unclosed <span lang="fr" dir="ltr">mot <br/> <wbr> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>

<img src="dot.png" srcset="dot.png 2x, /x.png 3x" alt="dot" width="10" onerror="alert(1)">
<a href="plain.md" target="_blank" rel="opener" ping="https://spy.example/">kept</a>
<video src="film.mp4" poster="dot.png">film</video> <script>alert(2)</script> <style>p{}</style>
<form action="/x"><input name="q"><button>Go</button></form> <iframe src="https://spy.example/"></iframe>
<svg><script>alert(3)</script></svg> <math><mi>x</mi></math> <!-- a comment --> <?php echo 1 ?> <![CDATA[ cdata ]]>
`;

export const HOSTILE_SITE: Files = {
  'broadside.yaml': [
    'title: "Ho & <b>stile</b> ]]>"',
    'url: https://hostile.example/news/',
    'language: en',
    'timezone: Asia/Kathmandu',
    'description: "5 < 6 & so on"',
    'license: "© <us> & them"',
    'feeds: { hub: "https://hub.example/?a=1&b=2" }',
    '',
  ].join('\n'),
  'public/files/talk.mp3': 'mp3',
  'pages/about.md': '---\ntitle: About\n---\n\nWords.\n',
  'articles/dot.png': 'a dot',
  'articles/paper.pdf': 'a paper',
  'articles/plain.md': `${front({ title: 'Plain words', date: '2024-01-01', deck: 'D', topics: ['x'] })}Words.\n\n## Over here\n\nMore.\n`,
  'articles/controls.md': `${front({
    title: 'Controls \u0001\u0085 and 👩‍👩‍👧 𝒳 ]]> end',
    date: '2024-01-02T03:04:05',
    deck: 'Deck \u0008\ufffe & ]]>',
    topics: ['a & b <c>', 'x ]]>'],
    authors: ['Ünï & Söns'],
  })}${CONTROLS}\n\nAn end ]]> of a section, <![CDATA[ and a start. &#0; &#x80; &nbsp;&copy &amp;lt; 👩‍👩‍👧\n`,
  'articles/surrogates.md': `---\ntitle: "Lone \\uD800 and \\uDFFF surrogates"\ndate: 2024-01-03\ndeck: "A \\uD83D half"\n---\n\nWords &#xD800; &#xDFFF; &#55296;.\n`,
  'articles/retracted.md': `${front({
    title: 'It never was so',
    date: '2024-01-04',
    authors: ['Ada & Co <ada>', { name: 'Bo Lind', role: 'photographs' }, 'Cy ]]> Marsh'],
    corrections: [
      { date: '2025-05-05', kind: 'retraction', text: 'It was false & wrong <b>indeed</b> ]]>' },
      { date: '2024-02-02', kind: 'update', text: 'Updated "then"' },
    ],
  })}Nothing of it.\n`,
  'articles/markup.md': `${front({
    title: 'Markup in words: <b>bold</b> & &amp; <script>alert(1)</script>',
    date: '2024-01-05',
    deck: 'A deck with <img src=x onerror=alert(1)> & &lt;',
    image: { src: 'dot.png', alt: '"><script>alert(4)</script>', caption: '<b>c</b>' },
  })}Words.\n`,
  'articles/markdown.md': `${front({ title: 'All of Markdown', date: '2024-01-06', topics: ['x', 'y'] })}${MARKDOWN}`,
  'articles/raw.md': `${front({ title: 'Raw HTML', date: '2024-01-07', topics: ['y'] })}${RAW}`,
  'articles/heard.md': `${front({
    title: 'Heard',
    date: '2024-01-08',
    audio: { url: '/files/talk.mp3', length: 3, type: 'audio/mpeg' },
  })}Words.\n`,
  'articles/arabic.md': `${front({ title: 'مقال', date: '2024-01-09', lang: 'ar', slug: 'مقال-طويل' })}كلمات [[plain]].[^1]\n\n[^1]: حاشية.\n`,
  'articles/own-id.md': `${front({ title: 'Its own id', date: '2024-01-10', id: 'its-own-id' })}Words.\n`,
};

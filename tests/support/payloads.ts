/** What an attacker writes, and every place where an article lets somebody write. */

/** The word by which a payload is known wherever it turns up. */
export const MARK = 'zqpwn';

const RUN = `alert('${MARK}')`;

/** Each would run, load or change something if it came into a page as it is. */
export const PAYLOADS: readonly string[] = [
  `<script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `'><img src=x onerror=${RUN}>`,
  `" onmouseover="${RUN}" x="`,
  `' onfocus='${RUN}' autofocus='`,
  `\` onclick=\`${RUN}`,
  `<svg/onload=${RUN}>`,
  `<svg><script href="data:,${RUN}"/></svg>`,
  `<img src="x\`> \`<script>${RUN}</script>"\`>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<xmp><p title="</xmp><svg/onload=${RUN}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href=" &#14; java&Tab;script&colon;${RUN}">x</a>`,
  `<a href="https://x.example/" onclick="${RUN}" style="position:fixed;inset:0" target=_top>x</a>`,
  `<form action="javascript:${RUN}"><button formaction="javascript:${RUN}">x</button></form>`,
  `<input autofocus onfocus=${RUN}><select onfocus=${RUN}><textarea onfocus=${RUN}>`,
  `<base href="//${MARK}.example/"><link rel=stylesheet href="//${MARK}.example/x.css">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<style>@import '//${MARK}.example/x.css';</style><div style="background:url(//${MARK}.example/)">x</div>`,
  `<video src=x onerror=${RUN}><audio src=x onerror=${RUN}><source onerror=${RUN}>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<template><script>${RUN}</script></template>`,
  `<body onload=${RUN}><html onclick=${RUN}>`,
  `</p></article></main></body></html><script>${RUN}</script>`,
  `</title></style></textarea></noscript></template><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script><![CDATA[`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `\u003cscript\u003e${RUN}\u003c/script\u003e`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;img src=x onerror=${RUN}&#62;`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;${MARK}`,
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `javascript&colon;${RUN}`,
  `&#x6A;avascript:${RUN}`,
  `javascript://x.example/%0a${RUN}`,
  `vbscript:msgbox("${MARK}")`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,PHNjcmlwdD4=${MARK}`,
  `//${MARK}.example/`,
  `\\\\${MARK}.example/`,
  `/\\${MARK}.example/`,
  `https:${MARK}.example`,
  `https://user:pass@${MARK}.example/`,
  `[x](javascript:${RUN})`,
  `![x](javascript:${RUN})`,
  `![x](//${MARK}.example/x.png)`,
  `[x]: javascript:${RUN}`,
  `<javascript:${RUN}>`,
  `{{{${MARK}}}} {{#with "${MARK}"}}{{this}}{{/with}} {{> ${MARK}}} \${${MARK}} <%= ${MARK} %>`,
  `{{lookup extra "constructor"}}{{constructor.constructor "${RUN}"}}`,
  `\ue000\uf8ff\ufdd0hole:id:${MARK}\ufdd1`,
];

/** An article with a payload at one place of its front matter or text. */
export interface Context {
  readonly where: string;
  readonly article: (payload: string) => string;
  /** Whether the place has a grammar that hardly any payload fits. */
  readonly strict: boolean;
}

const STRICT = new Set([
  'slug',
  'aliases',
  'image.creditUrl',
  'sources.url',
  'sources.archived',
  'sponsor.url',
  'lang',
  'canonical',
  'the address of an excerpt',
  'republishedFrom.url',
  'audio',
  'audio.type',
]);

function field(
  where: string,
  fields: (payload: string) => Readonly<Record<string, unknown>>,
): Context {
  return {
    where,
    article: (payload) => articleOf(fields(payload), 'Words.'),
    strict: STRICT.has(where),
  };
}

function text(where: string, body: (payload: string) => string): Context {
  return {
    where,
    article: (payload) => articleOf({}, body(payload)),
    strict: STRICT.has(where),
  };
}

const picture = (more: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => ({
  image: { src: '/media/dot.png', alt: 'A dot', ...more },
});

const corrected = (more: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => ({
  corrections: [{ date: '2024-02-02', kind: 'correction', text: 'Wrong', ...more }],
});

/** The payload without what ends a line: for places that are one line. */
const line = (payload: string): string => payload.replace(/\s+/g, ' ');

/** The payload as the value of an attribute of a block. */
const value = (payload: string): string => line(payload).replaceAll('"', '&quot;');

export const CONTEXTS: readonly Context[] = [
  field('title', (it) => ({ title: it })),
  field('deck', (it) => ({ deck: it })),
  field('authors', (it) => ({ authors: [it, { name: 'Ada', role: it }] })),
  field('topics', (it) => ({ topics: [it] })),
  field('place', (it) => ({ place: it })),
  field('formerTitles', (it) => ({ formerTitles: [it] })),
  field('slug', (it) => ({ slug: it })),
  field('aliases', (it) => ({ aliases: [it] })),
  field('id', (it) => ({ id: it })),
  field('image.src', (it) => ({ image: { src: it, alt: 'A dot' } })),
  field('image.alt', (it) => picture({ alt: it })),
  field('image.caption', (it) => picture({ caption: it })),
  field('image.credit', (it) => picture({ credit: it, creditUrl: 'https://x.example/' })),
  field('image.creditUrl', (it) => picture({ credit: 'Somebody', creditUrl: it })),
  field('corrections.text', (it) => corrected({ text: it })),
  field('retraction.text', (it) => corrected({ kind: 'retraction', text: it })),
  field('corrections.at', (it) => corrected({ at: it })),
  field('sources.title', (it) => ({ sources: [{ title: it, url: 'https://x.example/' }] })),
  field('sources.url', (it) => ({ sources: [{ title: 'A source', url: it }] })),
  field('sources.outlet', (it) => ({ sources: [{ title: 'A', outlet: it, author: it }] })),
  field('sources.archived', (it) => ({ sources: [{ title: 'A source', archived: it }] })),
  field('sponsor.name', (it) => ({ sponsor: { name: it, note: it } })),
  field('sponsor.url', (it) => ({ sponsor: { name: 'A sponsor', url: it } })),
  field('series', (it) => ({ series: { id: it, part: 1 } })),
  field('lang', (it) => ({ lang: it })),
  field('canonical', (it) => ({ canonical: it })),
  field('republishedFrom.label', (it) => ({
    republishedFrom: { label: it, url: 'https://x.example/' },
  })),
  field('republishedFrom.url', (it) => ({ republishedFrom: { label: 'There', url: it } })),
  field('license', (it) => ({ license: it })),
  field('audio', (it) => ({ audio: { url: it, length: 1, type: 'audio/mpeg' } })),
  field('audio.type', (it) => ({ audio: { url: '/about/', length: 1, type: it } })),
  field('events', (it) => ({ events: [{ date: '2024', text: it }] })),
  field('extra', (it) => ({ extra: { word: it, [it]: it } })),
  field('unknown', (it) => ({ [it]: it })),
  field('seeAlso', (it) => ({ seeAlso: [it] })),
  text('a paragraph', (it) => `Before ${line(it)} after.`),
  text('a line of its own', (it) => it),
  text('a heading', (it) => `## Before ${line(it)} after`),
  text('the words of a link', (it) => `A [${line(it)}](https://x.example/) there.`),
  text('the words of a link of ours', (it) => `A [${line(it)}](plain.md) there.`),
  text('the address of a link', (it) => `A [link](<${line(it)}>) there.`),
  text('the bare address of a link', (it) => `A [link](${line(it)}) there.`),
  text('the title of a link', (it) => `A [link](https://x.example/ "${line(it)}") there.`),
  text('the title of a link of ours', (it) => `A [link](plain.md '${line(it)}') there.`),
  text('a definition', (it) => `A [link][one] there.\n\n[one]: <${line(it)}> "${line(it)}"`),
  text('an autolink', (it) => `A <${line(it)}> there.`),
  text('a fragment', (it) => `A [link](plain.md#${line(it)}) and [here](#${line(it)}).`),
  text('the words of a picture', (it) => `![${line(it)}](/media/dot.png)`),
  text('a caption', (it) => `![A dot](/media/dot.png "${line(it)}")`),
  text('the address of a picture', (it) => `In text ![A dot](<${line(it)}>).`),
  text('a picture of another site', (it) => `In text ![${line(it)}](https://x.example/x.png).`),
  text('a wiki link', (it) => `See [[${line(it)}]].`),
  text('the label of a wiki link', (it) => `See [[plain|${line(it)}]].`),
  text('a see-also paragraph', (it) => `SEE ALSO: ${line(it)}`),
  text('the words of a see-also link', (it) => `SEE ALSO: [${line(it)}](https://x.example/)`),
  text('the address of a see-also link', (it) => `SEE ALSO: [x](<${line(it)}>)`),
  text('a see-also list', (it) => `SEE ALSO:\n\n- [${line(it)}](plain.md)\n`),
  text('a footnote', (it) => `Words[^1].\n\n[^1]: ${line(it)}\n`),
  text('the label of a footnote', (it) => `Words[^${line(it)}].\n\n[^${line(it)}]: Note.\n`),
  text('a table', (it) => `| A | B |\n| - | - |\n| ${line(it)} | b |\n`),
  text('a table escaped', (it) => `| ${line(it).replaceAll('|', '\\|')} |\n| - |\n| x |\n`),
  text('a list', (it) => `- [ ] ${line(it)}\n- x\n`),
  text(
    'a quotation',
    (it) => `> ${line(it)}\n>\n> — [${line(it)}](https://x.example/), "${line(it)}"\n`,
  ),
  text(
    'an excerpt',
    (it) =>
      `:::excerpt{from="${value(it)}" url=https://x.example/ title="${value(it)}"}\n${line(it)}\n:::\n`,
  ),
  text('the address of an excerpt', (it) => `:::excerpt{url="${value(it)}"}\nx\n:::\n`),
  text('a note', (it) => `UPDATE (${line(it)}): ${line(it)}\n`),
  text('the label of a note', (it) => `:::note{label="${value(it)}"}\n${line(it)}\n:::\n`),
  text('a pull quote', (it) => `:::pullquote{by="${value(it)}"}\n${line(it)}\n:::\n`),
  text('a line to more', (it) => `READ MORE NEWS AT: ${line(it)}\n`),
  text('a code span', (it) => `Some \`\` ${line(it)} \`\` code.`),
  text('a code block', (it) => `\`\`\`js\n${it}\n\`\`\``),
  text('the language of a code block', (it) => `~~~ ${line(it)}\nx\n~~~`),
  text('emphasis', (it) => `*${line(it)}* **${line(it)}** ~~${line(it)}~~`),
  text('HTML in a block', (it) => `<div>\n${it}\n</div>`),
  text('HTML with a blank line', (it) => `<section>\n\n${line(it)}\n\n</section>`),
  text('an attribute in double quotes', (it) => `<span title="${it}" lang="${it}">x</span>`),
  text('an attribute in single quotes', (it) => `<span title='${it}'>x</span>`),
  text('an attribute without quotes', (it) => `<span title=${it}>x</span>`),
  text('an href of HTML', (it) => `<a href="${it}">x</a>`),
  text('an id and a class', (it) => `<p id="${it}" class="${it}" name="${it}">x</p>`),
  text('a cite', (it) => `<q cite="${it}">x</q><del cite='${it}' datetime='${it}'>x</del>`),
  text('a picture of HTML', (it) => `<img src="${it}" srcset="${it} 2x" alt="${it}">`),
  text('a cell of HTML', (it) => `<table><tr><td headers="${it}" colspan="${it}">${it}</table>`),
  text('a comment', (it) => `<!-- ${it} -->\n\nx`),
  text('the name of an element', (it) => `<${line(it)}>x</${line(it)}>`),
  text('the name of an attribute', (it) => `<span ${line(it)}="x">x</span>`),
  text('a summary', (it) => `<details><summary>${it}</summary>${it}</details>`),
];

let made = 0;

function articleOf(fields: Readonly<Record<string, unknown>>, body: string): string {
  const all = { title: `Article ${++made}`, date: '2024-01-01', ...fields };
  const header = Object.entries(all).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}\n`,
  );
  return `---\n${header.join('')}---\n\n${body}\n`;
}

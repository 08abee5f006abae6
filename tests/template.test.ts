import { describe, expect, test } from 'vitest';
import { checkTheme, compileTheme } from '../src/render/theme.ts';
import { defaultTheme } from './fixtures/theme.ts';
import { samples, site } from './fixtures/views.ts';

/** What is wrong with a file of the theme: each mistake's code, and the text it points at. */
function mistakesOf(
  name: string,
  text: string,
  others: Readonly<Record<string, string | null>> = {},
): string[] {
  const { diagnostics } = checkTheme(defaultTheme({ ...others, [name]: text }));
  return diagnostics
    .filter((it) => it.file === `templates/${name}` && it.code !== 'unused-template')
    .map(({ code, spot }) => {
      const at = spot !== null && 'start' in spot ? text.slice(spot.start, spot.end) : '';
      return `${code}: ${at}`;
    });
}

function hintOf(text: string): string | null {
  const { diagnostics } = checkTheme(defaultTheme({ 'page.hbs': text }));
  return diagnostics.find((it) => it.file === 'templates/page.hbs')?.hint ?? null;
}

function render(text: string, others: Readonly<Record<string, string>> = {}, base = ''): string {
  const source = defaultTheme({ ...others, 'article.hbs': text });
  expect(checkTheme(source).diagnostics.filter((it) => it.severity === 'error')).toEqual([]);
  const view = samples.find(([title]) => title === 'article')?.[2];
  if (view === undefined) throw new Error('no sample');
  return compileTheme(source, base).render('article', view);
}

describe('a template without mistakes', () => {
  test.each([
    ['a field', '{{title}}'],
    ['a field of a field', '{{site.labels.skip}}'],
    ['trusted HTML', '{{{content}}}'],
    ['an address in an attribute', '<a href="{{site.url}}">x</a>'],
    ['text after a #', '<a href="#{{title}}">x</a><a href="{{site.url}}#{{title}}">x</a>'],
    [
      'an optional field inside its #if',
      '{{#if head.image}}<img src="{{head.image}}" alt="">{{/if}}',
    ],
    [
      'an optional field in the else of #unless',
      '{{#unless head.next}}{{else}}<a href="{{head.next}}">x</a>{{/unless}}',
    ],
    [
      'an attribute that is there or not',
      '<p{{#if deck}} hidden{{/if}}><input{{#if deck}} checked{{/if}} type="checkbox"></p>',
    ],
    [
      'a block parameter',
      '{{#each site.nav as |entry at|}}{{at}}<a href="{{entry.url}}">{{entry.label}}</a>{{/each}}',
    ],
    [
      'the way up',
      '{{#each site.nav}}{{label}}{{../title}}{{#if current}}{{../title}}{{/if}}{{/each}}',
    ],
    [
      '@index, @first, @last',
      '{{#each site.nav}}{{@index}}{{#unless @last}}, {{/unless}}{{/each}}',
    ],
    ['@root', '{{#each site.nav}}{{@root.title}}{{/each}}'],
    [
      '{{else if}}',
      '{{#if head.next}}<a href="{{head.next}}">x</a>{{else if deck}}{{deck}}{{/if}}',
    ],
    [
      'a script without expressions',
      '<script>if (1 < 2) document.title = "</p>";</script>{{title}}',
    ],
    ['a comment', '{{!-- {{nothing}} --}}<!-- words -->'],
    ['a field in <title>', '<title>{{title}}</title>'],
    ['text with a < in it', 'a < b {{title}}'],
  ])('%s', (_title, text) => {
    expect(mistakesOf('page.hbs', text)).toEqual([]);
  });
});

describe('a mistake is framed where it is', () => {
  test.each([
    ['a misspelt field', '{{titel}}', ['unknown-field: titel']],
    ['a misspelt field of a shape', '{{site.labels.skp}}', ['unknown-field: site.labels.skp']],
    ['in #if', '{{#if titel}}x{{/if}}', ['unknown-field: titel']],
    ['in #unless', '{{#unless titel}}x{{/unless}}', ['unknown-field: titel']],
    ['in #each', '{{#each site.navi}}x{{/each}}', ['unknown-field: site.navi']],
    ['inside #each', '{{#each site.nav}}{{lable}}{{/each}}', ['unknown-field: lable']],
    ['in #with', '{{#with sight}}x{{/with}}', ['unknown-field: sight']],
    ['in an else', '{{#if deck}}{{else}}{{dek}}{{/if}}', ['unknown-field: dek']],
    ['through ../', '{{#each site.nav}}{{../titel}}{{/each}}', ['unknown-field: ../titel']],
    [
      'through a block parameter',
      '{{#each site.nav as |it|}}{{it.lable}}{{/each}}',
      ['unknown-field: it.lable'],
    ],
    ['through @root', '{{@root.titel}}', ['unknown-field: @root.titel']],
    [
      "in a partial's argument",
      '{{> pagination pagination labels=site.labels}}',
      ['unknown-field: pagination'],
    ],
    ["in a partial's field", '{{> date head datum=site.dat}}', ['unknown-field: site.dat']],
    [
      'a field of Object',
      '{{constructor}}{{site.__proto__}}',
      ['unknown-field: constructor', 'unknown-field: site.__proto__'],
    ],
    ['out of the template', '{{../title}}', ['template-expression: ../title']],
    ['@index outside a loop', '{{@index}}', ['template-expression: @index']],
    ['an unknown helper', '{{shout title}}', ['unknown-helper: shout']],
    ['an unknown block', '{{#ech site.nav}}x{{/ech}}', ['unknown-helper: ech']],
    ['a field as a block', '{{#title}}x{{/title}}', ['unknown-helper: title']],
    ['a helper that reads a clock', '{{now}}', ['unknown-field: now']],
    ['log', '{{log title}}', ['unknown-helper: log']],
    ['an unknown partial', '{{> fotoer}}', ['unknown-partial: fotoer']],
    [
      'a partial named by a field',
      '{{> (lookup site "x")}}',
      ['template-expression: {{> (lookup site "x")}}'],
    ],
    [
      'an inline partial',
      '{{#*inline "x"}}y{{/inline}}',
      ['template-expression: {{#*inline "x"}}y{{/inline}}'],
    ],
    ['a slot that nobody fills', '{{> @partial-block}}', ['template-slot: @partial-block']],
    [
      'a field of something absent',
      '{{#if true}}{{head.next.x}}{{/if}}',
      ['field-may-be-absent: head.next.x', 'unknown-field: head.next.x'],
    ],
    ['an absent address', '<a href="{{head.next}}">x</a>', ['field-may-be-absent: head.next']],
    ['a shape as text', '{{site}}', ['field-type: {{site}}']],
    ['a list as text', '{{site.nav}}', ['field-type: {{site.nav}}']],
    ['a flag as text', '{{head.noindex}}', ['field-type: {{head.noindex}}']],
    ['text as a list', '{{#each title}}x{{/each}}', ['field-type: title']],
    ['text in #with', '{{#with title}}x{{/with}}', ['field-type: title']],
    ['lookup outside free data', '{{lookup site "title"}}', ['field-type: site']],
    ['unescaped text', '{{{title}}}', ['unescaped-field: {{{title}}}']],
    ['unescaped text with &', '{{&title}}', ['unescaped-field: {{&title}}']],
    ['escaped HTML', '{{content}}', ['escaped-html: {{content}}']],
    ['HTML in an attribute', '<p title="{{{content}}}">', ['field-type: {{{content}}}']],
    [
      'an expression in a script',
      '<script>var x = "{{title}}";</script>',
      ['expression-place: {{title}}'],
    ],
    ['a block in a script', '<script>{{#if deck}}x(){{/if}}</script>', ['expression-place: if']],
    [
      'an expression in a style',
      '<style>p { color: {{title}} }</style>',
      ['expression-place: {{title}}'],
    ],
    [
      'an expression in style=',
      '<p style="color: {{title}}">x</p>',
      ['expression-place: {{title}}'],
    ],
    [
      'an expression in onclick=',
      '<p onclick="x({{title}})">x</p>',
      ['expression-place: {{title}}'],
    ],
    [
      'an expression in ONCLICK split by a block',
      '<p {{#if deck}}ONCLICK="{{title}}"{{/if}}>x</p>',
      ['expression-place: {{title}}'],
    ],
    ['an unquoted attribute', '<p class={{title}}>x</p>', ['expression-place: {{title}}']],
    ['a name of an attribute', '<p {{title}}>x</p>', ['expression-place: {{title}}']],
    ['a name of a tag', '<{{title}}>x', ['expression-place: {{title}}', 'template-markup: x']],
    ['a comment of HTML', '<!-- {{title}} -->', ['expression-place: {{title}}']],
    ['text in href', '<a href="{{title}}">x</a>', ['field-in-url: {{title}}']],
    ['text in a path', '<a href="/topics/{{title}}/">x</a>', ['field-in-url: {{title}}']],
    ['text in src', "<img src='{{title}}' alt=''>", ['field-in-url: {{title}}']],
    ['text in action', '<form action="{{title}}"></form>', ['field-in-url: {{title}}']],
    [
      'text in a meta refresh',
      '<meta http-equiv="refresh" content="0; url={{title}}">',
      ['field-in-url: {{title}}'],
    ],
    [
      'an address in parts',
      '<a href="{{#if deck}}/a/{{else}}/b/{{/if}}">x</a>',
      ['expression-place: if'],
    ],
    [
      'a name that goes on after a block',
      '<p on{{#if deck}}click="x"{{/if}}>y</p>',
      ['template-markup: if'],
    ],
    [
      'a name that a block begins',
      '<p {{#if deck}}on{{/if}}click="{{title}}">y</p>',
      ['template-markup: c'],
    ],
    ['a block that leaves a tag open', '{{#if deck}}<p class="{{/if}}">x', ['template-markup: if']],
    ['a partial in an attribute', '<p class="{{> date}}">x</p>', ['template-markup: date']],
    ['a tag that never ends', '<p class="x', ['template-markup: x']],
    ['code in href', '<a href="javascript:x()">x</a>', ['unsafe-url: javascript:x()']],
    ['a relative address', '<a href="about/">x</a>', ['relative-url: about/']],
    [
      'a picture of another site',
      '<img src="https://x.example/y.png" alt="">',
      ['outside-request: https://x.example/y.png'],
    ],
    [
      'an asset that is not there',
      '<img src="{{asset "logo.svg"}}" alt="">',
      ['unknown-asset: {{asset "logo.svg"}}'],
    ],
  ])('%s', (_title, text, mistakes) => {
    expect(mistakesOf('page.hbs', text)).toEqual(mistakes);
  });

  test('the nearest field is named', () => {
    expect(hintOf('{{titl}}')).toBe('Did you mean "title"?');
    expect(hintOf('{{#each site.topcs}}{{/each}}')).toBe('Did you mean "topics"?');
    expect(hintOf('{{> pagnation}}')).toBe('Did you mean "pagination"?');
  });
});

describe('a template that is no Handlebars', () => {
  test.each([
    ['a block left open', '<p>\n{{#if deck}}\nx', ''],
    ['a missing brace', 'ab\n  {{#if deck}\nx{{/if}}', '}'],
    ['a missing name', 'x\n {{> }} y', '}'],
  ])('%s', (_title, text, at) => {
    expect(mistakesOf('page.hbs', text)).toEqual([`template-syntax: ${at}`]);
  });

  test('of a block that is closed as another', () => {
    const text = 'ab\n {{#if deck}}x{{/each}}';
    expect(mistakesOf('page.hbs', text)).toEqual(['template-block: if']);
  });

  test('counts lines that end in CR LF', () => {
    expect(mistakesOf('page.hbs', '<p>\r\n\r\n{{#if deck}}x{{/if}}{{titel}}\r\n')).toEqual([
      'unknown-field: titel',
    ]);
  });
});

describe('partials', () => {
  const partial = (text: string, call: string): string[] =>
    mistakesOf('extra.hbs', text, { 'page.hbs': call });

  test('are checked with what they are called with', () => {
    expect(partial('{{label}}', '{{#each site.nav}}{{> extra}}{{/each}}')).toEqual([]);
    expect(partial('{{label}}', '{{> extra}}')).toEqual(['unknown-field: label']);
    expect(partial('{{label}}{{at}}', '{{#each site.nav}}{{> extra at=@index}}{{/each}}')).toEqual(
      [],
    );
    expect(partial('{{../title}}', '{{#each site.nav}}{{> extra}}{{/each}}')).toEqual([
      'template-expression: ../title',
    ]);
  });

  test('are checked again for another shape', () => {
    const call = '{{#each site.nav}}{{> extra}}{{/each}}{{> extra site}}';
    expect(partial('{{label}}', call)).toEqual(['unknown-field: label']);
  });

  test('get nothing absent', () => {
    expect(mistakesOf('article.hbs', '{{> card newer picture=false}}')).toEqual([
      'field-may-be-absent: newer',
    ]);
    expect(mistakesOf('article.hbs', '{{#if newer}}{{> card newer picture=false}}{{/if}}')).toEqual(
      [],
    );
  });

  test('that call each other without end are an error', () => {
    expect(partial('{{> other}}', '{{> extra}}{{> other}}')).toEqual(['unknown-partial: other']);
    const found = mistakesOf('other.hbs', '{{> extra}}', {
      'extra.hbs': '{{> other}}',
      'page.hbs': '{{> extra}}',
    });
    expect(found).toEqual(['partial-loop: extra']);
  });

  test('that nobody calls are a warning, with the page they may be meant for', () => {
    const { diagnostics } = checkTheme(defaultTheme({ 'artcle.hbs': 'x' }));
    expect(diagnostics.map((it) => [it.severity, it.code, it.file, it.hint])).toEqual([
      ['warning', 'unused-template', 'templates/artcle.hbs', 'Did you mean "article"?'],
    ]);
  });

  test('a page without its template is an error', () => {
    const { diagnostics } = checkTheme(defaultTheme({ 'year.hbs': null }));
    expect(diagnostics.map((it) => it.code)).toEqual(['missing-template']);
  });
});

describe('rendering', () => {
  test('escapes every text, in content and in attributes', () => {
    const [, , view] = samples.find(([title]) => title === 'page') ?? [];
    const theme = compileTheme(
      defaultTheme({ 'page.hbs': '<p title="{{title}}">{{title}}</p>' }),
      '',
    );
    expect(theme.render('page', { ...view, title: `<b>"&'` })).toBe(
      '<p title="&lt;b&gt;&quot;&amp;&#x27;">&lt;b&gt;&quot;&amp;&#x27;</p>',
    );
  });

  test('puts the folder of the site before plain URLs and assets', () => {
    const text = `<a href="/about/">x</a><a href='/a/#{{article.title}}'>y</a><img srcset="/a.png 1x, /b.png 2x" src="{{asset "style.css"}}" alt="">`;
    const html = render(text, { 'style.css': 'p{}' }, "/it's");
    expect(html).toContain('<a href="/it&#39;s/about/">');
    expect(html).toContain("<a href='/it&#39;s/a/#");
    expect(html).toContain('srcset="/it&#39;s/a.png 1x, /it&#39;s/b.png 2x"');
    expect(html).toMatch(/src="\/it&#x27;s\/assets\/style\.[0-9a-f]{8}\.css"/);
  });

  test('a partial with other indentation leaves preformatted text as it is', () => {
    expect(render('    {{> extra}}\n', { 'extra.hbs': '<pre>\na\nb</pre>\n' })).toBe(
      '    <pre>\na\nb</pre>\n',
    );
  });

  test('free data cannot make it fail, whatever it holds', () => {
    const text =
      '{{#each (lookup extra "list")}}{{this}};{{/each}}{{lookup extra "map"}}{{lookup (lookup extra "map") "a"}}{{lookup extra "none"}}{{lookup extra "constructor"}}';
    const theme = compileTheme(defaultTheme({ 'article.hbs': text }), '');
    const [, , view] = samples.find(([title]) => title === 'article') ?? [];
    const map = JSON.parse(
      '{"a":"<1>","toString":"x","toHTML":"y","valueOf":"z","__proto__":{"a":"b"}}',
    ) as unknown;
    const extra = { list: ['p', 'q', map, null], map };
    expect(
      checkTheme(defaultTheme({ 'article.hbs': text })).diagnostics.filter(
        (it) => it.severity === 'error',
      ),
    ).toEqual([]);
    expect(theme.render('article', { ...view, extra })).toBe('p;q;;;&lt;1&gt;');
    expect(theme.render('article', { ...view, extra: {} })).toBe('');
  });

  test('the same view gives the same page twice', () => {
    const theme = compileTheme(defaultTheme(), '/paper');
    for (const [, template, view] of samples) {
      expect(theme.render(template, view)).toBe(theme.render(template, structuredClone(view)));
    }
  });
});

test('plain URLs of templates are handed over for checking, with their places', () => {
  const text =
    '<a href="/about/">x</a>\n<img src="/logo.png" alt=""><a href="https://x.example/">y</a>';
  const { value } = checkTheme(defaultTheme({ 'page.hbs': text }));
  expect(
    value.links.map((it) => [it.file, it.url, text.slice(it.span.start, it.span.end)]),
  ).toEqual([
    ['templates/page.hbs', '/about/', '/about/'],
    ['templates/page.hbs', '/logo.png', '/logo.png'],
  ]);
  expect(site.url).toBe('/paper/');
});

import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { PLAIN_LOOK } from '../src/config/look.ts';
import type { Look } from '../src/config/config.ts';
import { configJsonSchema } from '../src/config/schema.ts';
import { TEMPLATE_FIELDS } from '../src/render/field-types.ts';
import { withLook } from '../src/render/theme-look.ts';
import { minifyStyles } from '../src/render/theme-minify.ts';
import { themeSourceOf } from '../src/render/theme-source.ts';
import { checkTheme, compileTheme } from '../src/render/theme.ts';
import { inserts, shapes, templates } from '../src/render/views.ts';
import type { InsertName, PageView } from '../src/render/views.ts';
import { defaultTheme } from './fixtures/theme.ts';
import { samples } from './fixtures/views.ts';

const source = defaultTheme();
const facts = checkTheme(source).value;
const theme = compileTheme(source, '/paper');

const insertSamples: { readonly [Name in InsertName]: PageView<Name> } = {
  'see-also': {
    label: 'READ ALSO',
    name: 'READ ALSO: Sixty-two seats and one pencil',
    items: [
      {
        title: 'Sixty-two seats and one pencil',
        url: '/paper/2024/03/pencil/',
        date: { iso: '2024-03-07', day: '7 March 2024' },
        byline: 'By Ada Quill',
        lang: 'en-US',
        dir: 'ltr',
      },
      { title: 'Not out yet', url: null, date: null, byline: null, lang: null, dir: null },
    ],
  },
  embed: {
    provider: 'YouTube',
    url: 'https://video.example.com/1',
    title: null,
    address: 'video.example.com/1',
    player: 'frame',
    playerUrl: 'https://player.example.com/1',
    play: 'Play at YouTube',
    load: 'Load it here from YouTube',
    notice: 'Nothing is loaded from YouTube before you click.',
  },
  attribution: {
    outlet: 'The Ledger',
    outletUrl: '/paper/sources/ledger/',
    url: 'https://ledger.example.com/1',
    title: 'What the lease says',
    author: 'Cora Lind',
    date: { iso: '2024-03', day: 'March 2024' },
    archived: 'https://archive.example.org/ledger/1',
    archivedWords: 'archived copy',
    resumed: 'The Ledger, continued',
    comma: ',',
    lang: 'de',
    dir: 'ltr',
  },
  continue: {
    outlet: 'The Ledger',
    url: 'https://ledger.example.com/1',
    title: 'Part two',
    words: 'Continue this report at The Ledger',
  },
};

const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });

async function faultsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((it) =>
    it.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
  );
}

test('the default theme has no mistake', () => {
  expect(checkTheme(source).diagnostics).toEqual([]);
});

describe('every page of the default theme', () => {
  test.each(samples)('%s is valid HTML', async (_title, template, view) => {
    expect(await faultsOf(theme.render(template, view))).toEqual([]);
  });

  test.each(samples)(
    '%s has one h1, a language, a skip link, and one script that nothing waits for',
    (_, template, view) => {
      const html = theme.render(template, view);
      expect(html).toContain('<html lang="en-GB" dir="ltr">');
      expect(html).not.toMatch(/\son[a-z]+=|style=/);
      const scripts = html.match(/<script[^>]*>[^<]*/g) ?? [];
      if (template === 'redirect') {
        expect(scripts).toEqual([]);
        return;
      }
      expect(scripts).toEqual([
        expect.stringMatching(/^<script src="\/paper\/assets\/reader\.[0-9a-f]{8}\.js" defer>$/),
      ]);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html).toMatch(/<body>\n<a class="skip" href="#Content">/);
      expect(html).toContain('<main id="Content"');
    },
  );

  test.each(samples)('%s asks no other site for anything', (_title, template, view) => {
    const html = theme.render(template, view);
    expect(html).not.toMatch(/\ssrc(?:set)?="(?:https?:)?\/\//);
    const loaded = html.matchAll(/<link rel="(?:stylesheet|preload)" href="([^"]*)"/g);
    for (const [, url] of loaded) expect(url).toMatch(/^\/paper\/assets\//);
  });

  test.each(samples)('%s has no id that a body could have', (_title, template, view) => {
    const html = theme.render(template, 'content' in view ? { ...view, content: '' } : view);
    for (const [, id] of html.matchAll(/\sid="([^"]*)"/g)) expect(id).toMatch(/[A-Z]/);
  });

  test('an article is small', () => {
    const [, , view] = samples.find(([title]) => title === 'article') ?? [];
    const html = theme.render('article', view ?? {});
    const words =
      'A sentence of the text, as long as such a sentence may be, and no longer. '.repeat(100);
    const wire = gzipSync(html).length + gzipSync(theme.asset('style.css')).length;
    expect(wire + gzipSync(words).length).toBeLessThan(20_000);
    // What a page in Latin letters asks for; the other faces are loaded by the letters they have.
    const fonts = facts.assets.filter((it) => /-latin(?:-italic)?\.woff2$/.test(it.name));
    expect(fonts).toHaveLength(3);
    const bytes = fonts.reduce((sum, it) => sum + theme.asset(it.name).length, 0);
    expect(bytes + wire).toBeLessThan(100_000);
  });

  test('what stands inside a text is valid there', async () => {
    const [, , view] = samples.find(([title]) => title === 'page') ?? [];
    const content = Object.entries(insertSamples)
      .map(([name, insert]) => [name, theme.render(name, insert)])
      .map(([name, html = '']) => (name === 'attribution' ? `<figure>${html}</figure>` : html))
      .join('');
    expect(content).toContain(
      '<a href="/paper/2024/03/pencil/">Sixty-two seats and one pencil</a>',
    );
    expect(await faultsOf(theme.render('page', { ...view, content }))).toEqual([]);
  });
});

describe('a checked theme renders', () => {
  const bare = (type: string): unknown => {
    if (type.startsWith('[]')) return [];
    if (type.endsWith('?')) return null;
    return filled(type, bare);
  };
  const full = (type: string): unknown => {
    if (type.startsWith('[]')) return [full(type.slice(2)), full(type.slice(2))];
    return filled(type.replace('?', ''), full);
  };

  test.each([...TEMPLATE_FIELDS])('%s with nothing in it and with everything', (name, fields) => {
    for (const make of [bare, full]) {
      const view = Object.fromEntries(
        Object.entries(fields).map(([key, type]) => [
          key,
          typeof type === 'string' ? make(type) : null,
        ]),
      );
      expect(theme.render(name, view)).toContain('<');
    }
  });

  function filled(type: string, make: (type: string) => unknown): unknown {
    if (type === 'text' || type === 'html' || type === 'url') return 'x';
    if (type === 'number') return 0;
    if (type === 'flag') return make === full;
    if (type === 'any') return {};
    const shape = Object.entries(shapes).find(([name]) => name === type)?.[1] ?? {};
    return Object.fromEntries(
      Object.entries(shape).map(([key, field]) => [
        key,
        make(String(Array.isArray(field) ? field[0] : field)),
      ]),
    );
  }
});

describe('what the plan digests', () => {
  const changed = (files: Readonly<Record<string, string>>): string[] => {
    const other = checkTheme(defaultTheme(files)).value;
    return [...TEMPLATE_FIELDS.keys()].filter((it) => facts.digestOf(it) !== other.digestOf(it));
  };

  test('a page template touches its own pages alone', () => {
    expect(changed({ 'year.hbs': '{{title}}' })).toEqual(['year']);
  });

  test('a partial touches what calls it, however deep', () => {
    expect(changed({ 'caption.hbs': '<figcaption>{{credit}}</figcaption>' })).toEqual(['article']);
    const pages = Object.keys(templates).filter((it) => it !== 'redirect');
    expect(changed({ 'footer.hbs': '<footer></footer>' })).toEqual(pages);
  });

  test('a style sheet, or a font in it, touches every page that names it', () => {
    const pages = Object.keys(templates).filter((it) => it !== 'redirect');
    expect(changed({ 'style.css': 'p{}' })).toEqual(pages);
    expect(changed({ 'fonts/sans-latin.woff2': 'x' })).toEqual(pages);
  });

  test('an insert changes the digest of what stands inside texts', () => {
    const other = checkTheme(defaultTheme({ 'embed.hbs': '{{provider}}' })).value;
    expect(other.fragments).not.toBe(facts.fragments);
    expect(changed({ 'embed.hbs': '{{provider}}' })).toEqual(['embed']);
    expect(Object.keys(inserts)).toContain('embed');
  });

  test('the order in which files are found changes nothing', () => {
    const turned = themeSourceOf([...source.files].reverse(), [...source.assets].reverse());
    expect(turned).toEqual(source);
  });

  test('a theme survives the way to a worker', () => {
    const there = compileTheme(structuredClone(source), '/paper');
    for (const [, template, view] of samples) {
      expect(there.render(template, view)).toBe(theme.render(template, view));
    }
    expect(there.asset('style.css')).toBe(theme.asset('style.css'));
  });
});

describe('a style sheet as it is served', () => {
  test.each([
    ['/* a */ a , b > c { color : red ; }', 'a,b>c{color :red}'],
    ['/*! keep */\n a::after { content: " ; } " ; }', '/*! keep */\na::after{content:" ; } "}'],
    ['a :hover{width: calc(1px + 2px)}', 'a :hover{width:calc(1px + 2px)}'],
    [
      '@media (min-width: 45rem) and (x) {\n :root { --a: 1px; } }',
      '@media (min-width:45rem) and (x){:root{--a:1px}}',
    ],
    ["a::before{content:'\\'/* no */'}", "a::before{content:'\\'/* no */'}"],
    ['a{b:c}/**/d{e:f}', 'a{b:c}d{e:f}'],
    ['a /**/ b{c:d} /* open', 'a b{c:d}'],
    ['a{b:url(data:x,y;z) url(#z)}', 'a{b:url(data:x,y;z) url(#z)}'],
  ])('%s', (css, expected) => {
    expect(minifyStyles(css)).toBe(expected);
    expect(minifyStyles(expected)).toBe(expected);
  });
});

describe('what a publication sets', () => {
  const look = (more: Partial<Look>): string =>
    String(compileTheme(withLook(source, { ...PLAIN_LOOK, ...more }), '').asset('style.css'));

  test('comes after the rules of the theme, for both schemes', () => {
    const second = { light: '#7a1f3d', dark: '#f0a6bd' };
    const fonts = { text: "'Own', serif", furniture: null };
    const styles = look({ colors: { second, mark: { light: 'gold', dark: null } }, fonts });
    expect(styles).toMatch(
      /:root\{--second:light-dark\(#7a1f3d,#f0a6bd\);--mark:gold;--serif:'Own',serif\}$/,
    );
  });

  test('is nothing where it sets nothing', () => {
    expect(withLook(source, PLAIN_LOOK)).toBe(source);
  });

  test('are colours that the style sheet has', () => {
    const styles = String(theme.asset('style.css'));
    const names = JSON.stringify(configJsonSchema()).matchAll(
      /"([\w-]+)":\{"description":"[^"]*, as in second:/g,
    );
    const known = [...names].map(([, name]) => name);
    expect(known).toContain('second');
    for (const name of known) expect(styles).toContain(`--${name}:light-dark(`);
  });
});

describe('assets', () => {
  const withStyle = (css: string, more: Readonly<Record<string, string>> = {}) =>
    defaultTheme({ 'style.css': css, ...more });
  const served = (css: string, more: Readonly<Record<string, string>> = {}): string =>
    String(compileTheme(withStyle(css, more), '/paper').asset('style.css'));
  const mistakes = (css: string, more: Readonly<Record<string, string>> = {}): string[] =>
    checkTheme(withStyle(css, more))
      .diagnostics.filter((it) => it.file?.endsWith('.css'))
      .map(
        ({ code, spot }) =>
          `${code}: ${spot !== null && 'start' in spot ? css.slice(spot.start, spot.end) : ''}`,
      );

  test('have a digest of their bytes in their names', () => {
    expect(facts.assets.map((it) => it.output)).toEqual([
      expect.stringMatching(/^assets\/fonts\/OFL\.[0-9a-f]{8}\.txt$/),
      expect.stringMatching(/^assets\/fonts\/naskh-arabic\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/sans-cyrillic\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/sans-latin\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/serif-cyrillic-italic\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/serif-cyrillic\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/serif-latin-ext\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/serif-latin-italic\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/fonts\/serif-latin\.[0-9a-f]{8}\.woff2$/),
      expect.stringMatching(/^assets\/icon\.[0-9a-f]{8}\.svg$/),
      expect.stringMatching(/^assets\/reader\.[0-9a-f]{8}\.js$/),
      expect.stringMatching(/^assets\/style\.[0-9a-f]{8}\.css$/),
    ]);
  });

  test('are called by those names from style sheets, wherever the site lies', () => {
    const font = facts.assets.find((it) => it.name === 'fonts/sans-latin.woff2');
    expect(served('a{src:url(fonts/sans-latin.woff2)}')).toBe(`a{src:url(../${font?.output})}`);
    expect(served('a{src:url( "./fonts/sans-latin.woff2?#x" )}')).toBe(
      `a{src:url( "../${font?.output}?#x" )}`,
    );
    expect(
      served('@import "more/b.css";', { 'more/b.css': 'p{b:url(../c.svg)}', 'c.svg': 'x' }),
    ).toMatch(/^@import "\.\.\/assets\/more\/b\.[0-9a-f]{8}\.css";$/);
    expect(served('a{b:url(data:x,y) url(#z)}')).toBe('a{b:url(data:x,y) url(#z)}');
  });

  test('a picture of the site is checked like any link, and found from the style sheet', () => {
    const css = 'a{b:url(/media/x.png)}';
    expect(served(css)).toBe('a{b:url(../media/x.png)}');
    const link = checkTheme(withStyle(css)).value.links.find((it) => it.file.endsWith('.css'));
    expect(link?.url).toBe('/media/x.png');
    expect(css.slice(link?.span.start, link?.span.end)).toBe('/media/x.png');
  });

  test('that are missing, of another site or going round in circles are said', () => {
    expect(mistakes('a{b:url(fonts/x.woff2)}')).toEqual(['unknown-asset: fonts/x.woff2']);
    expect(mistakes("@import url('https://x.example/a.css');")).toEqual([
      'outside-request: https://x.example/a.css',
    ]);
    expect(mistakes('@import "style.css";')).toEqual(['asset-loop: style.css']);
  });

  test('that nothing names are not published', () => {
    const { value } = checkTheme(defaultTheme({ 'notes.txt': 'x' }));
    expect(value.assets.map((it) => it.name)).not.toContain('notes.txt');
  });
});

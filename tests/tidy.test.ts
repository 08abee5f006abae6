/** What the code may not become. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOME } from './support/home.ts';
import { projectFiles, type Source, sourcesIn } from './support/sources.ts';

const SOURCES = sourcesIn('src', '.ts');

/** Layers from the bottom to the top; DESIGN: imports only go down. */
const LAYERS: readonly (readonly string[])[] = [
  ['base'],
  ['diagnostics', 'model.ts', 'config', 'addresses.ts'],
  ['compile', 'link', 'render'],
  ['build.ts'],
  ['io'],
  ['cli', 'index.ts'],
  // Runs in a page, and shares nothing with the others.
  ['browser'],
];

/** Layers whose members share types and not code. */
const STRANGERS = new Set(['compile', 'link', 'render']);

/** Where a package, or a part of Node, may be imported. */
const OWNERS: readonly [what: RegExp, where: RegExp][] = [
  [/^gray-matter$/, /^src\/compile\/front-matter\.ts$/],
  [/^yaml$/, /^src\/(base\/yaml[\w-]*|config\/[\w-]+|compile\/front-matter)\.ts$/],
  [
    /^(unified|(remark|rehype|micromark|mdast|hast|unist|hastscript|vfile)\b.*)$/,
    /^src\/compile\//,
  ],
  [/^handlebars$/, /^src\/render\/template[\w-]*\.ts$/],
  [/^zod$/, /^src\/(config|compile\/header)\//],
  [/^temporal-polyfill$/, /^src\/base\/moment\.ts$/],
  [/^commander$/, /^src\/cli\//],
  [/^chokidar$/, /^src\/io\/folder-watch\.ts$/],
  [
    /^node:(fs|fs\/promises|os|child_process|worker_threads|http|https|net|dgram|dns|timers.*)$/,
    /^src\/(io|cli)\//,
  ],
];

function layerOf(path: string): { readonly name: string; readonly height: number } {
  const name = path.split('/')[1] ?? '';
  return { name, height: LAYERS.findIndex((it) => it.includes(name)) };
}

/** `path: what` for each match of a pattern in the code, comments left out. */
function found(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, code }) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map((it) => `${path}: ${it[0].trim()}`),
  );
}

function outside(...folders: readonly string[]): Source[] {
  return SOURCES.filter(({ path }) => !folders.some((it) => path.startsWith(`src/${it}/`)));
}

describe('imports', () => {
  it('know every file of src', () => {
    expect(SOURCES.length).toBeGreaterThan(50);
    expect(SOURCES.map((it) => it.path).filter((it) => layerOf(it).height < 0)).toEqual([]);
  });

  it('go down', () => {
    const wrong = SOURCES.flatMap(({ path, imports }) => {
      const own = layerOf(path);
      return imports.flatMap((from) => {
        if (!from.startsWith('src/')) return [];
        const other = layerOf(from);
        const sideways = other.name !== own.name && STRANGERS.has(own.name);
        const up = other.height > own.height || (sideways && other.height === own.height);
        return up ? [`${path} imports ${from}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('lead neither into what runs in a page nor out of it', () => {
    const isInPage = (path: string): boolean => path.startsWith('src/browser/');
    const wrong = SOURCES.flatMap(({ path, imports }) =>
      imports.flatMap((from) =>
        isInPage(from) === isInPage(path) ? [] : [`${path} imports ${from}`],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('of a package stand only where it is known', () => {
    const wrong = SOURCES.flatMap(({ path, imports }) =>
      imports.flatMap((from) =>
        OWNERS.some(([what, where]) => what.test(from) && !where.test(path))
          ? [`${path} imports ${from}`]
          : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('name packages that package.json depends on', () => {
    const manifest = record(JSON.parse(textOf('package.json')));
    const known = Object.keys({
      ...record(manifest['dependencies']),
      ...record(manifest['optionalDependencies']),
    });
    const typesOnly = ['hast', 'mdast', 'unist'];
    const wrong = SOURCES.flatMap(({ path, imports }) =>
      imports.flatMap((from) => {
        if (from.startsWith('src/') || from.startsWith('node:')) return [];
        const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
        return [...known, ...typesOnly].includes(name) ? [] : [`${path} imports ${from}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('reach every file', () => {
    const byPath = new Map(SOURCES.map((it) => [it.path, it]));
    const reached = new Set<string>();
    // The program, the package, what runs on a thread of its own, and what runs in a page.
    const queue = [
      'src/cli/main.ts',
      'src/index.ts',
      'src/io/compile-thread.ts',
      'src/browser/client.ts',
    ];
    for (const path of queue) {
      if (reached.has(path)) continue;
      reached.add(path);
      queue.push(...(byPath.get(path)?.imports ?? []).filter(isOurs));
    }
    expect(SOURCES.map((it) => it.path).filter((it) => !reached.has(it))).toEqual([]);
  });
});

describe('the code', () => {
  it('prints, and ends the process, in cli alone', () => {
    const speech = /\bconsole\.|\bprocess\.(?:stdout|stderr|exit\w*)\b/;
    expect(found(outside('cli'), speech)).toEqual([]);
  });

  it('asks neither clock nor chance nor environment but in io, in cli and in a page', () => {
    const world =
      /\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bMath\.random\b|\brandom(?:UUID|Bytes)\b|\bprocess\.(?:env|cwd|pid|platform|hrtime)\b/;
    expect(found(outside('io', 'cli', 'browser'), world)).toEqual([]);
  });

  it('depends on no locale', () => {
    const locale = /\.localeCompare\b|\.toLocale\w+|\bIntl\.(?!Segmenter|supportedValuesOf)\w+/;
    expect(found(SOURCES, locale).filter((it) => !it.startsWith('src/base/moment.ts'))).toEqual([]);
    expect(found(SOURCES, /\.localeCompare\b|\.toLocale\w+/)).toEqual([]);
  });

  it('has no `any` and silences no compiler', () => {
    expect(found(SOURCES, /(?:[:<]|\bas|(?<!\|)\|)\s*any\b(?! \w)|\bany\[\]/)).toEqual([]);
    expect(SOURCES.filter((it) => /@ts-(?:ignore|nocheck|expect-error)/.test(it.text))).toEqual([]);
  });

  it('exports names, never a default', () => {
    expect(found(SOURCES, /^export default\b/)).toEqual([]);
    expect(found(SOURCES, /^export \* from\b/)).toEqual([]);
  });

  it('keeps its files short enough to be read in one sitting', () => {
    // The nouns are one list, to be read from its beginning to its end.
    const long = [...SOURCES, ...sourcesIn('tools', '.mjs')]
      .filter((it) => it.path !== 'src/model.ts')
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter((it) => it.lines > 400);
    expect(long).toEqual([]);
  });

  it('leaves nothing to be done later', () => {
    const all = [...SOURCES, ...sourcesIn('tests', '.ts'), ...sourcesIn('tools', '.mjs')];
    // Written apart, so that they do not occur here.
    const marks = new RegExp(String.raw`\b(?:${'TO'}DO|${'FIX'}ME|${'XX'}X)\b`);
    expect(all.filter((it) => marks.test(it.text)).map((it) => it.path)).toEqual([]);
  });
});

/** A call that makes a diagnostic, up to its code. */
const FACTORY =
  /\b(?:error|warning|finding|unresolved\(\w+\))\([\s\S]*?'([a-z0-9]+(?:-[a-z0-9]+)*)'/g;

describe('diagnostics', () => {
  const catalog = SOURCES.filter((it) => it.path.startsWith('src/diagnostics/catalog/'));
  const codes = catalog.flatMap(({ code }) => [...code.matchAll(FACTORY)].map((it) => it[1] ?? ''));

  it('are made in the catalog alone', () => {
    const makers = SOURCES.filter((it) =>
      it.imports.some((from) => from === 'src/diagnostics/make.ts'),
    );
    expect(makers.filter((it) => !catalog.includes(it)).map((it) => it.path)).toEqual([]);
    expect(codes.length).toBeGreaterThan(30);
  });

  it('have a code each, made in one place', () => {
    expect(codes.filter((it, at) => codes.indexOf(it) !== at)).toEqual([]);
    const factories = catalog.map((it) => [...it.code.matchAll(/^export function /gm)].length);
    expect(codes.length).toBe(factories.reduce((sum, it) => sum + it, 0));
  });

  it('are all in use', () => {
    const unused = catalog.flatMap((own) =>
      [...own.code.matchAll(/^export function (\w+)/gm)].flatMap(({ 1: name = '' }) => {
        const use = new RegExp(`\\b${name}\\b`);
        return SOURCES.some((it) => it !== own && use.test(it.code)) ? [] : [name];
      }),
    );
    expect(unused).toEqual([]);
  });

  it('are all listed in the README, and it lists no others', () => {
    const section = /^## [^\n]*\bcodes\b[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/im;
    const table = section.exec(textOf('README.md'))?.[1] ?? '';
    const listed = [...table.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((it) => it[1] ?? '');
    expect(listed.length).toBeGreaterThan(0);
    expect({ missing: codes.filter((it) => !listed.includes(it)) }).toEqual({ missing: [] });
    expect({ unknown: listed.filter((it) => !codes.includes(it)) }).toEqual({ unknown: [] });
  });
});

describe('the lock file', () => {
  const packages = record(record(JSON.parse(textOf('package-lock.json')))['packages']);

  it('has a record for every optional dependency, so that npm ci installs on every system', () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys(record(record(entry)['optionalDependencies']))
        .filter((name) => !candidates(path, name).some((it) => it in packages))
        .map((name) => `${path} wants ${name}`),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('names the public registry or none', () => {
    const hosts = Object.values(packages).flatMap((it) => {
      const { resolved } = record(it);
      return typeof resolved === 'string' ? [new URL(resolved).origin] : [];
    });
    expect([...new Set(hosts)].filter((it) => it !== 'https://registry.npmjs.org')).toEqual([]);
  });
});

it('no file names a folder of the machine it was written on', () => {
  const machine = /(?<![\w.:/-])(?:\/(?:work|root|home|Users)\/|[A-Z]:\\+Users\\)/;
  const wrong = projectFiles().flatMap((path) => {
    const text = textOf(path);
    const match = text.includes('\0') ? null : machine.exec(text);
    return match === null ? [] : [`${path}: ${text.slice(match.index, match.index + 40)}`];
  });
  expect(wrong).toEqual([]);
});

/** Where Node looks for a package from another one's folder. */
function candidates(path: string, name: string): string[] {
  const above = path.lastIndexOf('node_modules/');
  const own = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  return above < 0 ? [own] : [own, ...candidates(path.slice(0, above).replace(/\/$/, ''), name)];
}

function textOf(path: string): string {
  return readFileSync(join(HOME, path), 'utf8');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isOurs(from: string): boolean {
  return from.startsWith('src/');
}

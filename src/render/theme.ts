/**
 * A theme: the templates that make pages and the files they are served with. It is checked once, before
 * anything is planned; a checked theme renders every view without fail.
 */
import { digestOfData } from '../base/digest.ts';
import { escapeHtml } from '../base/html.ts';
import { nearest } from '../base/nearest.ts';
import { byCodePoint } from '../base/order.ts';
import type { SiteLink } from '../config/config.ts';
import * as problems from '../diagnostics/catalog/templates.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Digest, OutputPath } from '../model.ts';
import { TEMPLATE_FIELDS } from './field-types.ts';
import { checkFields } from './template-fields.ts';
import type { ReadTemplate } from './template-fields.ts';
import { readMarkup } from './template-markup.ts';
import type { Expression, TemplateNode } from './template-tree.ts';
import { compileTemplates, readTemplate } from './template.ts';
import { publishAssets } from './theme-assets.ts';
import type { AssetUse, ThemeAsset } from './theme-assets.ts';
import type { ThemeFile, ThemeSource } from './theme-source.ts';
import { inserts } from './views.ts';

export type { ThemeAsset, ThemeFile, ThemeSource };

/** What the other stages know of a theme. */
export interface ThemeFacts {
  /** Of all of it. */
  readonly digest: Digest;
  /** Of all that rendering a template reads: its text, its partials', the names of the assets in them. */
  digestOf(template: string): Digest;
  /** The same for the templates of what stands inside a text: see-also, embed, continue. */
  readonly fragments: Digest;
  /** Plain URLs of templates and style sheets that lead into the site. */
  readonly links: readonly SiteLink[];
  /** What is published of the theme's other files. */
  readonly assets: readonly {
    readonly name: string;
    readonly output: OutputPath;
    readonly digest: Digest;
  }[];
}

/** A theme ready to render. */
export interface Theme {
  /** A page, or an insert. Cannot fail for a checked theme and a view of `views.ts`. */
  render(template: string, view: object): string;
  /** The bytes of an asset as they are served, by its name in `templates/`. */
  asset(name: string): string | Uint8Array;
}

/** Checks every template against its view, and every file that is referred to. */
export function checkTheme(source: ThemeSource): Outcome<ThemeFacts> {
  const diagnostics: Diagnostic[] = [];
  const theme = readTheme(source, diagnostics);
  const reads = new Map<string, ReadonlySet<string>>();
  for (const [name, fields] of TEMPLATE_FIELDS) {
    if (!source.files.some((it) => it.name === `${name}.hbs`)) {
      diagnostics.push(problems.missingTemplate(name));
    }
    const found = checkFields(name, fields, theme);
    diagnostics.push(...found.diagnostics);
    reads.set(name, found.templates);
  }
  const called = new Set([...reads.values()].flatMap((it) => [...it]));
  for (const { tree } of theme.values()) {
    // A site that replaces a page of the default theme cannot take away what that page called.
    if (called.has(tree.name) || isDefault(tree.path)) continue;
    const near = nearest(tree.name, TEMPLATE_FIELDS.keys());
    diagnostics.push(problems.unusedTemplate(tree.path, near));
  }
  const published = publishAssets(source.assets, usesOf(theme, called));
  diagnostics.push(...published.diagnostics);
  const outputs = new Map(published.assets.map((it) => [it.name, it.output]));
  const digestOfTemplate = (name: string): Digest =>
    digestOfData(
      [...(reads.get(name) ?? [])].sort(byCodePoint).map((it) => {
        const uses = usesOf(theme, new Set([it])).map((use) => outputs.get(use.name) ?? null);
        return [it, source.files.find((file) => templateName(file) === it)?.text ?? null, uses];
      }),
    );
  const digests = new Map([...TEMPLATE_FIELDS.keys()].map((it) => [it, digestOfTemplate(it)]));
  return {
    value: {
      digest: source.digest,
      digestOf: (template) => digests.get(template) ?? source.digest,
      fragments: digestOfData(Object.keys(inserts).map((it) => digests.get(it) ?? null)),
      links: [...[...theme.values()].flatMap((it) => it.markup.links), ...published.links],
      assets: published.assets.map(({ name, output, digest }) => ({ name, output, digest })),
    },
    diagnostics: unique(diagnostics),
  };
}

/**
 * Makes a checked theme ready. `base` is the folder the site lies in (`` or `/blog`): it is put before every
 * plain URL from the root and every asset.
 */
export function compileTheme(source: ThemeSource, base: string): Theme {
  const theme = readTheme(source, []);
  const texts = new Map<string, string>();
  for (const file of source.files) {
    const read = theme.get(templateName(file));
    if (read !== undefined) texts.set(read.tree.name, withBase(file.text, read.markup.roots, base));
  }
  const { assets } = publishAssets(source.assets, usesOf(theme, null));
  const served = new Map(assets.map((it) => [it.name, it]));
  const render = compileTemplates(texts, (name) => {
    const path = served.get(name)?.output.split('/').map(encodeURIComponent).join('/');
    return `${base}/${path ?? name}`;
  });
  return {
    render,
    asset: (name) => {
      const asset = served.get(name);
      if (asset === undefined) throw new Error(`the theme publishes no file "${name}"`);
      return asset.bytes;
    },
  };
}

/** Reads the templates; those that are no Handlebars are left out. */
function readTheme(source: ThemeSource, diagnostics: Diagnostic[]): Map<string, ReadTemplate> {
  const theme = new Map<string, ReadTemplate>();
  for (const file of source.files) {
    const name = templateName(file);
    const { tree, diagnostics: found } = readTemplate(name, file.path, file.text);
    diagnostics.push(...found);
    if (tree === null) continue;
    const markup = readMarkup(tree);
    diagnostics.push(...markup.diagnostics);
    theme.set(name, { tree, markup });
  }
  return theme;
}

/** The assets that templates name, in order; of all templates where none are given. */
function usesOf(
  theme: ReadonlyMap<string, ReadTemplate>,
  templates: ReadonlySet<string> | null,
): AssetUse[] {
  return [...theme.values()]
    .filter(({ tree }) => templates === null || templates.has(tree.name))
    .flatMap(({ tree }) =>
      expressionsOf(tree.body).flatMap((it) =>
        it.is === 'asset' ? [{ name: it.name, file: tree.path, span: it.span }] : [],
      ),
    );
}

function expressionsOf(nodes: readonly TemplateNode[]): Expression[] {
  return nodes.flatMap((node) => {
    switch (node.is) {
      case 'text':
      case 'slot':
        return [];
      case 'print':
        return [node.value];
      case 'block':
        return [node.argument, ...expressionsOf(node.body), ...expressionsOf(node.otherwise)];
      case 'partial': {
        const context = node.context === null ? [] : [node.context];
        const fields = node.fields.map((it) => it.value);
        return [...context, ...fields, ...expressionsOf(node.slot ?? [])];
      }
    }
  });
}

function withBase(text: string, roots: readonly number[], base: string): string {
  let result = '';
  let from = 0;
  for (const at of [...roots].sort((a, b) => a - b)) {
    result += text.slice(from, at) + escapeHtml(base);
    from = at;
  }
  return result + text.slice(from);
}

function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((it) => [JSON.stringify(it), it])).values()];
}

/** As `io/read-theme.ts` shows the files that come with the program. */
function isDefault(path: string): boolean {
  return path.startsWith('default theme/');
}

function templateName(file: ThemeFile): string {
  return file.name.replace(/\.hbs$/, '');
}

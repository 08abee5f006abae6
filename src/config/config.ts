/** The configuration of a publication, as `broadside.yaml` gives it with every default filled in. */
import type { Digest } from '../base/digest.ts';
import type { Span } from '../base/span.ts';
import type { ArticleKind, Direction, LabelledLink } from '../model.ts';

export type Fallback = 'error' | 'warn';

/** A plain URL of the configuration or of a template, with its place, for the link stage to check. */
export interface SiteLink {
  readonly file: string;
  readonly span: Span;
  readonly url: string;
}

/** What a publication changes of the theme without a file of its own. */
export interface Look {
  /** Colours of the style sheet by name, without `--`; `dark` is null where one colour serves both schemes. */
  readonly colors: Readonly<
    Record<string, { readonly light: string; readonly dark: string | null }>
  >;
  /** Families as CSS lists them; null: those of the theme. */
  readonly fonts: { readonly text: string | null; readonly furniture: string | null };
  /** The name at the head of each page: null stands for the title, and for no picture. */
  readonly nameplate: { readonly words: string | null; readonly image: string | null };
}

/** A band of the front page below the lead. */
export type FrontBand =
  | { readonly band: 'topic' | 'dossier'; readonly id: string }
  | { readonly band: 'kind'; readonly id: ArticleKind }
  /** What argues; corrections beside the outlets cited most; what is newest and not yet shown. */
  | { readonly band: 'opinion' | 'record' | 'latest' };

export interface Config {
  /** Of everything below. */
  readonly digest: Digest;
  readonly title: string;
  /** `https://host`, without a path. */
  readonly origin: string;
  /** The folder the site lies in on its host, without a slash at its end: `` or `/blog`. */
  readonly base: string;
  readonly language: string;
  readonly dir: Direction;
  /** IANA name. */
  readonly timezone: string;
  readonly description: string | null;
  /** Starts and ends with `/`; tokens `:year :month :day :slug :kind :topic :lang`. */
  readonly permalink: string;
  readonly social: readonly LabelledLink[];
  readonly nav: readonly LabelledLink[];
  readonly publisher: {
    readonly name: string;
    /** A path from the site's root, or an address. */
    readonly logo: string | null;
    readonly policies: readonly LabelledLink[];
  };
  readonly license: string | null;
  readonly kind: ArticleKind;
  /** By language, then by key of the theme's labels. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly markers: Readonly<
    Record<string, { readonly seeAlso: readonly string[]; readonly note: readonly string[] }>
  >;
  readonly links: { readonly unresolved: Fallback };
  readonly markdown: {
    readonly parser: 'auto' | 'remark' | 'native';
    readonly remarkPlugins: readonly unknown[];
    readonly rehypePlugins: readonly unknown[];
  };
  readonly feeds: {
    readonly items: number;
    readonly hub: string | null;
    readonly host: string | null;
  };
  readonly listing: { readonly size: number };
  readonly robots: { readonly ai: 'allow' | 'refuse' };
  readonly security: { readonly contact: string; readonly expires: string } | null;
  readonly mirrors: readonly LabelledLink[];
  readonly trust: Readonly<Record<string, 'editors' | 'public'>>;
  readonly theme: Look;
  /** Bands of the front page, in order; null: made from what there is. */
  readonly front: readonly FrontBand[] | null;
  /** Kept as written until the feature reads it: `images`, `cards`, `search`. */
  readonly images: unknown;
  readonly cards: unknown;
  readonly search: unknown;
  /** Every URL of the configuration that may lead into the site: nav, social, policies, logo. */
  readonly siteLinks: readonly SiteLink[];
}

/** What compiling one file depends on besides its bytes: plain data, part of the state's key. */
export interface CompileOptions {
  readonly language: string;
  readonly dir: Direction;
  readonly timezone: string;
  readonly kind: ArticleKind;
  readonly origin: string;
  readonly base: string;
  readonly markers: Config['markers'];
  readonly parser: Config['markdown']['parser'];
}

export function compileOptionsOf(config: Config): CompileOptions {
  const { language, dir, timezone, kind, origin, base, markers } = config;
  const { parser } = config.markdown;
  return { language, dir, timezone, kind, origin, base, markers, parser };
}

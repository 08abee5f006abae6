/**
 * The nouns, in the order they come into being. Read this first.
 *
 *   SourceFile --compile--> Entry --link--> Edition --plan--> Page --render--> OutputFile --publish--> dist
 *
 * Everything here is readonly plain data that survives `structuredClone`. No field is filled in by a
 * later stage: that is a new type.
 */
import type { Brand } from './base/brand.ts';
import type { Digest } from './base/digest.ts';
import type { Html } from './base/html.ts';
import type { Moment } from './base/moment.ts';
import type { Diagnostic, Places } from './diagnostics/diagnostic.ts';

export type { Digest, Html, Moment };

/** A file's path from the site's root, with forward slashes: `articles/2024/rates.md`. */
export type SourcePath = Brand<string, 'SourcePath'>;

/** One segment of an address made from words: letters, digits, marks and hyphens of any script, in NFC. */
export type Slug = Brand<string, 'Slug'>;

/** A URL from the site's root, percent-encoded: `/2024/06/rates/`. */
export type Address = Brand<string, 'Address'>;

/** A file's path inside the output folder: `2024/06/rates/index.html`. */
export type OutputPath = Brand<string, 'OutputPath'>;

// ---------------------------------------------------------------- read

export type SourceKind = 'article' | 'page' | 'author' | 'topic' | 'outlet' | 'promo';

/** One Markdown file as found. */
export interface SourceFile {
  readonly kind: SourceKind;
  readonly path: SourcePath;
  /** Without a byte order mark. Null when the bytes are not UTF-8. */
  readonly text: string | null;
  readonly digest: Digest;
}

/** A file that is copied, never read for its meaning: a picture, a document, a file of `public/`. */
export interface BinaryFile {
  readonly path: SourcePath;
  readonly digest: Digest;
}

// ---------------------------------------------------------------- compile

export type ArticleKind =
  'news' | 'opinion' | 'analysis' | 'background' | 'interview' | 'review' | 'satire';

export type Direction = 'ltr' | 'rtl';

/**
 * A mention of something else of the site, at a place we can point to (`Places.references`).
 * `field` and `see-also` name an article by path, slug or headline; `wiki` is the inside of `[[…]]`;
 * `link` and `image` are URLs as written: relative to the file, from the site's root, or of our own host.
 */
export interface Reference {
  readonly form: 'field' | 'see-also' | 'wiki' | 'link' | 'image';
  readonly text: string;
  /**
   * References that stand in this one's place when it resolves to nothing: `A; B` is tried as one
   * headline first, then as two. While this one resolves, those are not looked at.
   */
  readonly instead: readonly number[];
}

/** A person named in a byline: an id of `newsroom/authors/`, or a plain name. */
export interface Credit {
  readonly who: string;
  readonly role: string | null;
}

export interface Picture {
  /** Index of the reference to a local file, or null for a picture of another site. */
  readonly reference: number | null;
  readonly src: string;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly creditUrl: string | null;
  readonly license: string | null;
  readonly nature: 'photograph' | 'archive' | 'illustration' | 'generated' | null;
}

export interface FurtherSource {
  readonly title: string;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: string | null;
  readonly author: string | null;
  readonly archived: string | null;
}

export interface Correction {
  readonly date: Moment;
  readonly kind: 'correction' | 'clarification' | 'update' | 'retraction';
  readonly text: string;
  readonly prominence: 'head' | 'foot';
  /** Id of a heading of the article, without `#`. */
  readonly at: string | null;
}

/** A headline that an article had before. */
export interface FormerTitle {
  readonly title: string;
  /** When it was changed, where the author says so. */
  readonly until: Moment | null;
}

/** A link with words, as in a navigation or a biography. */
export interface LabelledLink {
  readonly label: string;
  readonly url: string;
}

/** A work of another publication that an article quotes. */
export interface Citation {
  /** Id of `newsroom/outlets/`, or the name as written; null where only the URL tells. */
  readonly outlet: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601: a year, a month or a day. */
  readonly date: string | null;
  readonly archived: string | null;
  readonly lang: string | null;
}

/** What only the text of a file tells, of all that the file shows to the others. */
export interface TextFace {
  /** Ids that a fragment may name: of headings and of raw HTML. */
  readonly anchors: readonly string[];
  /** In the order of the text; one URL is one citation, however many excerpts are from it. */
  readonly citations: readonly Citation[];
  /** The http(s) URLs of other hosts that the text links to, each once, in its order, at most 500. */
  readonly outwardLinks: readonly string[];
  /** The author has typed where to read more, so that the page need not say it. */
  readonly readMore: boolean;
}

/** What every kind of source file shows to the others. */
interface Face extends TextFace {
  readonly title: string;
  readonly references: readonly Reference[];
}

/**
 * The face an article shows to the others. Nothing that an ordinary edit of its prose changes is in it,
 * so that such an edit touches no other page.
 */
export interface ArticleSummary extends Face {
  readonly of: 'article';
  readonly slug: Slug;
  readonly deck: string | null;
  readonly date: Moment;
  readonly updated: Moment | null;
  readonly id: string | null;
  readonly aliases: readonly string[];
  readonly authors: readonly Credit[];
  readonly place: string | null;
  readonly formerTitles: readonly FormerTitle[];
  readonly kind: ArticleKind;
  /** As written; link folds them to one spelling. */
  readonly topics: readonly string[];
  readonly image: Picture | null;
  /** Indexes of the references that `seeAlso:` lists. */
  readonly seeAlso: readonly number[];
  readonly sources: readonly FurtherSource[];
  readonly corrections: readonly Correction[];
  readonly sponsor: {
    readonly name: string;
    readonly url: string | null;
    readonly note: string | null;
  } | null;
  readonly draft: boolean;
  readonly publish: Moment | null;
  readonly expires: Moment | null;
  readonly series: { readonly id: string; readonly part: number | null } | null;
  readonly lang: string;
  readonly dir: Direction;
  /** Index of a reference. */
  readonly translationOf: number | null;
  readonly canonical: string | null;
  readonly republishedFrom: LabelledLink | null;
  readonly license: string | null;
  readonly events: readonly { readonly date: string; readonly text: string }[];
  readonly featured: boolean;
  readonly noindex: boolean;
  readonly audio: {
    /** Index of the reference to a file of this site, or null for a recording of another site. */
    readonly reference: number | null;
    readonly url: string;
    readonly length: number | null;
    readonly type: string | null;
    readonly duration: string | null;
  } | null;
  /** Free fields for templates: strings, lists and maps of them. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** An undated page: about, standards, contact. */
export interface PageSummary extends Face {
  readonly of: 'page';
  readonly slug: Slug;
  readonly deck: string | null;
  readonly lang: string;
  readonly dir: Direction;
  readonly noindex: boolean;
}

export interface AuthorSummary extends Face {
  readonly of: 'author';
  readonly id: string;
  readonly role: string | null;
  readonly image: Picture | null;
  readonly links: readonly LabelledLink[];
  readonly aliases: readonly string[];
}

export interface TopicSummary extends Face {
  readonly of: 'topic';
  readonly id: string;
  readonly aliases: readonly string[];
  /** Indexes of references. */
  readonly pinned: readonly number[];
  /** Other topics' ids. */
  readonly related: readonly string[];
}

export interface OutletSummary extends Face {
  readonly of: 'outlet';
  readonly id: string;
  readonly home: string | null;
  readonly hosts: readonly string[];
  readonly aliases: readonly string[];
  readonly country: string | null;
  readonly language: string | null;
  readonly note: string | null;
}

export interface PromoSummary extends Face {
  readonly of: 'promo';
  readonly id: string;
  readonly url: string;
  readonly image: Picture | null;
  readonly from: Moment | null;
  readonly until: Moment | null;
  readonly sponsored: boolean;
  readonly placement: 'top' | 'article' | 'foot';
}

export type Summary =
  ArticleSummary | PageSummary | AuthorSummary | TopicSummary | OutletSummary | PromoSummary;

/**
 * A place in a body that only the edition can fill. `link` and `link-end` are the tags round an
 * author's words; without a target to go to they are nothing, and the words stay.
 */
export type Hole =
  | { readonly hole: 'link'; readonly reference: number; readonly title: string | null }
  | { readonly hole: 'link-end'; readonly reference: number }
  /** Words where the author gave none: the label after `|`, or the target's present headline. */
  | { readonly hole: 'words'; readonly reference: number }
  | { readonly hole: 'see-also'; readonly label: string; readonly items: readonly SeeAlsoItem[] }
  | {
      readonly hole: 'picture';
      readonly reference: number;
      readonly alt: string;
      readonly title: string | null;
    }
  /** An ` id="…"` attribute, left out where pages of several articles meet. */
  | { readonly hole: 'id'; readonly id: string }
  /** The value of an `href` to an id of this same body, with its `#`. */
  | { readonly hole: 'fragment'; readonly id: string }
  /** Finished markup that only a page carries, not a feed: roles, labels and the like for assistive technology. */
  | { readonly hole: 'page-only'; readonly html: Html }
  /** A recording or film of another site, given as an address alone on its line: loaded by nobody unasked. */
  | {
      readonly hole: 'embed';
      readonly provider: string;
      readonly url: string;
      readonly title: string | null;
    }
  /** The caption of an excerpt, by the index of its citation: the edition knows what the outlet is called. */
  | { readonly hole: 'attribution'; readonly citation: number }
  /** "Continue this report at …", after the last part of an excerpt; its citation has a URL. */
  | { readonly hole: 'continue'; readonly citation: number }
  /** The tags round words that lead to the first topic of the article; nothing where it has none. */
  | { readonly hole: 'topic-link' }
  | { readonly hole: 'topic-link-end' }
  /** A year, month or day (ISO 8601) that the theme says in words. */
  | { readonly hole: 'date'; readonly date: string };

/** One line of a see-also aside: something of ours (or what stands in its place), or a link to another site. */
export type SeeAlsoItem =
  | {
      readonly reference: number;
      readonly words: string;
      readonly instead: readonly SeeAlsoItem[];
    }
  | { readonly url: string; readonly words: string };

/** Sanitised HTML pieces with typed holes between them; finished HTML is never parsed again. */
export interface Body {
  readonly pieces: readonly (Html | Hole)[];
  readonly facts: Facts;
}

/** What prose changes and no other page shows. */
export interface Facts {
  readonly words: number;
  /** How many of these words are somebody else's: those in quotations. */
  readonly quotedWords: number;
  readonly headings: readonly {
    readonly level: number;
    readonly id: string;
    readonly text: string;
  }[];
}

/** What one source file says before anyone has looked at another. */
export interface Entry<S extends Summary = Summary> {
  readonly path: SourcePath;
  /** Of the source's bytes. */
  readonly source: Digest;
  /** Null when the file's mistakes leave nothing to show. */
  readonly summary: S | null;
  /** Of the summary alone: unchanged means that nothing any other page shows has changed. */
  readonly face: Digest;
  /** Names the body in the store. Bodies never pass between stages as arguments. */
  readonly body: Digest;
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
}

// ---------------------------------------------------------------- link

/** What a reference came to. */
export type Resolution =
  | {
      readonly to: 'page';
      readonly address: Address;
      /** Id on the target page, or null. */
      readonly fragment: string | null;
      /** What to show where the author gave no words of their own. */
      readonly words: string;
      /** The article it leads to, or null for another page of the site. */
      readonly article: SourcePath | null;
    }
  /** A file that is copied: a picture, a document. */
  | { readonly to: 'file'; readonly address: Address; readonly words: string }
  /** Its target is not published (yet), or the reference is wrong and the site lets that pass: the words stay. */
  | { readonly to: 'nothing'; readonly words: string }
  /** A whole URL on the site's own host at which this edition has nothing: another part of that host. */
  | { readonly to: 'elsewhere'; readonly url: string; readonly words: string }
  /** The references named by `Reference.instead` stand in its place. */
  | { readonly to: 'instead' };

/** A name in a byline, with the page of that author. */
export interface Byline {
  readonly name: string;
  readonly role: string | null;
  readonly address: Address;
}

/** A word with the page it leads to. */
export interface Tag {
  readonly id: string;
  readonly title: string;
  readonly address: Address;
}

export type Visibility = 'live' | 'draft' | 'scheduled' | 'expired';

/** A work that something of ours cites, with the outlet it appeared in. */
export interface CitedSource {
  /** Quoted in the text, listed under `sources:`, or only linked to. Of several ways, the first of these. */
  readonly by: 'excerpt' | 'field' | 'link';
  /** Null where neither a name nor a URL tells. */
  readonly outlet: {
    /** As readers know it: the registry's title, the name as written, or the host. */
    readonly name: string;
    /** Null where it has no page. */
    readonly tag: Tag | null;
  } | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601: a year, a month or a day. */
  readonly date: string | null;
  readonly archived: string | null;
  readonly lang: string | null;
}

/** The works that a text cites. */
export interface Cites {
  /**
   * Each work once, however often and in whatever way it is named: excerpts in the order of the text, then
   * `sources:`, then links to known outlets.
   */
  readonly citations: readonly CitedSource[];
  /** For each of the summary's citations its place among these. */
  readonly excerpts: readonly number[];
}

/** A published article. */
export interface Published extends Cites {
  readonly path: SourcePath;
  readonly summary: ArticleSummary;
  readonly address: Address;
  /** Permanent id for feeds. */
  readonly guid: string;
  /** Not `live` only where `--drafts`, `--future` or the preview asked for it. */
  readonly visibility: Visibility;
  readonly bylines: readonly Byline[];
  readonly topics: readonly Tag[];
  /** In the order of the summary's references. */
  readonly resolutions: readonly Resolution[];
  /** Articles named by `seeAlso:` and not already shown in the text. */
  readonly seeAlso: readonly SourcePath[];
  /** Articles that link here, newest first, each once. */
  readonly referredToBy: readonly SourcePath[];
  /** What has most in common with it, best first, where it shows fewer than three others. */
  readonly related: readonly SourcePath[];
  /** The same article in other languages: the original first. */
  readonly translations: readonly SourcePath[];
  /** The article that it is a translation of, or null. */
  readonly original: SourcePath | null;
  /** The series it belongs to, or null. */
  readonly series: SeriesPart | null;
  /** Neighbours in reading order. */
  readonly newer: SourcePath | null;
  readonly older: SourcePath | null;
}

/** An article's place in its series. */
export interface SeriesPart {
  readonly tag: Tag;
  readonly part: number | null;
  /** How many parts are published, or the highest number of one where that is more. */
  readonly parts: number;
  readonly previous: SourcePath | null;
  readonly next: SourcePath | null;
}

/** A published undated page. */
export interface PublishedPage extends Cites {
  readonly path: SourcePath;
  readonly summary: PageSummary;
  readonly address: Address;
  readonly resolutions: readonly Resolution[];
}

/** All articles that have something in common, and where they are listed. */
interface Collected {
  readonly id: string;
  readonly title: string;
  readonly address: Address;
  /** Newest first; those of a series in the order of their parts. */
  readonly articles: readonly SourcePath[];
  /** Its listing, page after page; the first is `address` itself. */
  readonly pages: readonly Address[];
  /** Null where there is none: archives have no feeds. */
  readonly feed: Address | null;
  /** The registry file that introduces it, or null. */
  readonly entry: SourcePath | null;
}

export interface Topic extends Collected {
  readonly of: 'topic';
  /** Those that its registry file names, then those it has most articles in common with. */
  readonly related: readonly Tag[];
}

/** Articles of one kind, but for those that somebody paid for: they speak as no kind. */
export interface Kind extends Collected {
  readonly of: 'kind';
  readonly id: ArticleKind;
}

/** An outlet, with the articles that cite it. */
export interface Source extends Collected {
  readonly of: 'source';
  /** How many works of it are cited, each counted once for each article. */
  readonly citations: number;
}

export type Collection =
  Topic | Kind | Source | (Collected & { readonly of: 'author' | 'year' | 'series' });

/** A correction of a published article. */
export interface Notice {
  readonly article: SourcePath;
  /** Its place among the article's corrections. */
  readonly at: number;
  /** The id of its anchor on the article's page. */
  readonly anchor: string;
}

/** A registry file of the newsroom that a page shows: its references are resolved like an article's. */
export interface Introduced<
  S extends Summary = AuthorSummary | TopicSummary | OutletSummary,
> extends Cites {
  readonly summary: S;
  readonly resolutions: readonly Resolution[];
}

/** A promo that pages show now. */
export interface PublishedPromo extends Cites {
  readonly path: SourcePath;
  readonly summary: PromoSummary;
  readonly leadsTo:
    { readonly address: Address; readonly fragment: string | null } | { readonly url: string };
  /** `scheduled` only where what is not yet live was asked for. */
  readonly visibility: 'live' | 'scheduled';
  readonly resolutions: readonly Resolution[];
}

/** A file that is copied into the output. */
export interface CopiedFile {
  readonly path: SourcePath;
  readonly digest: Digest;
  readonly output: OutputPath;
  readonly address: Address;
}

/** A former address and the one that replaced it. */
export interface Redirect {
  readonly from: Address;
  readonly to: Address;
}

/** An article that this edition holds back, and why. */
export interface Withheld {
  readonly path: SourcePath;
  readonly title: string;
  readonly visibility: Exclude<Visibility, 'live'>;
  /** When it goes live, or when it expired. */
  readonly moment: Moment | null;
}

/** All published articles in reading order, every reference resolved. */
export interface Edition {
  /** Newest first; equal instants by path. */
  readonly articles: readonly Published[];
  /** The front page and its older pages. */
  readonly front: { readonly pages: readonly Address[]; readonly feed: Address };
  readonly pages: readonly PublishedPage[];
  readonly topics: readonly Topic[];
  readonly authors: readonly Collection[];
  readonly years: readonly Collection[];
  /** Those with articles, in the order of `ArticleKind`. */
  readonly kinds: readonly Kind[];
  readonly series: readonly Collection[];
  /** The most cited first. */
  readonly sources: readonly Source[];
  /** The pages of the lists of all series and of all sources. */
  readonly lists: { readonly series: readonly Address[]; readonly sources: readonly Address[] };
  /** Newest first. */
  readonly corrections: {
    readonly notices: readonly Notice[];
    readonly pages: readonly Address[];
    readonly feed: Address;
  };
  readonly introductions: Readonly<Record<string, Introduced>>;
  /** In the order of their ids. */
  readonly promos: readonly PublishedPromo[];
  readonly files: readonly CopiedFile[];
  readonly redirects: readonly Redirect[];
  readonly withheld: readonly Withheld[];
  /** The next instant at which a build gives another edition, or null. */
  readonly due: Moment | null;
}

// ---------------------------------------------------------------- plan, render

/** What one reference of a body leads to, as far as filling its holes needs it. */
export interface Target {
  /** Null: the words stay, without a link. */
  readonly address: Address | null;
  readonly fragment: string | null;
  readonly words: string;
  /** Where it leads when that is no address of this site; null for everything else. */
  readonly elsewhere: string | null;
  /** The article it leads to, for a see-also aside; null for anything else. */
  readonly card: TargetCard | null;
  /** The references in `SeeAlsoItem.instead` are shown in this one's place. */
  readonly instead: boolean;
}

/** What an aside says of an article: its present headline, date and byline. */
export interface TargetCard {
  readonly title: string;
  readonly date: { readonly iso: string; readonly day: string };
  readonly byline: string;
  readonly lang: string;
  readonly dir: Direction;
}

/** A cited work as a caption says it. */
export interface CitedWork {
  readonly outlet: {
    readonly name: string;
    /** Its page on this site, where it has one. */
    readonly address: Address | null;
  };
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly date: { readonly iso: string; readonly day: string } | null;
  readonly archived: string | null;
  readonly lang: string | null;
}

/** A body put to use on one page or in one feed item. A plan only says whose it is. */
export interface BodyUse {
  /** Whose body it is. */
  readonly source: SourcePath;
  /** In the order of the summary's references. */
  readonly targets: readonly Target[];
  /** In the order of the summary's citations. */
  readonly citations: readonly CitedWork[];
  /** The page of its first topic, or null. */
  readonly topic: Address | null;
  /** Language of the article, for the few words that filling adds. */
  readonly lang: string;
  /** Where the article itself is published: what a feed's links to its own footnotes lead to. */
  readonly address: Address;
  /** Stands before each id of it on a page, so that several bodies can be on one; empty for the main one. */
  readonly idPrefix: string;
}

/** One item of a feed, complete but for its body. */
export interface FeedItem {
  readonly title: string;
  readonly url: string;
  readonly guid: string;
  readonly creators: readonly string[];
  readonly categories: readonly string[];
  /** Milliseconds since 1970-01-01T00:00Z, and the offset to say it in. */
  readonly published: Moment;
  readonly description: string | null;
  readonly lang: string;
  readonly notices: readonly string[];
  readonly image: { readonly url: string; readonly alt: string } | null;
  readonly enclosure: {
    readonly url: string;
    readonly length: number;
    readonly type: string;
  } | null;
  /** Null where its notices are all there is to say. */
  readonly content: BodyUse | null;
}

/** A feed, complete but for the bodies of its items. */
export interface Feed {
  readonly title: string;
  /** The page it belongs to, absolute. */
  readonly url: string;
  /** Its own address, absolute. */
  readonly self: string;
  readonly description: string;
  readonly lang: string;
  readonly hub: string | null;
  readonly copyright: string | null;
  /** The newest item's last change, or null for an empty feed. */
  readonly changed: Moment | null;
  readonly items: readonly FeedItem[];
}

/** A node of structured data (JSON-LD), in the words of schema.org. */
export interface JsonLd {
  readonly [property: string]: JsonLdValue;
}

export type JsonLdValue = string | number | JsonLd | readonly JsonLdValue[];

/** One address of the sitemap. */
export interface SitemapEntry {
  readonly url: string;
  /** W3C date or date and time; null where nothing says when it changed. */
  readonly changed: string | null;
}

/** A field of a view that only rendering can fill, from a body. Its path is parted by dots: `promos.0.text`. */
export type Fill =
  | { readonly fill: 'body'; readonly field: string; readonly use: BodyUse }
  /** Structured data whose first node gets the number of words of a body. */
  | {
      readonly fill: 'word-count';
      readonly field: string;
      readonly nodes: readonly JsonLd[];
      readonly source: SourcePath;
    };

/** What `render` is to do for a page: plain data, complete but for the bodies it names. */
export type Work =
  | {
      readonly make: 'html';
      readonly template: string;
      /** A view of `render/views.ts`, complete but for the fields that `fills` name. */
      readonly view: Readonly<Record<string, unknown>>;
      readonly fills: readonly Fill[];
    }
  | { readonly make: 'feed'; readonly feed: Feed }
  | { readonly make: 'sitemap'; readonly entries: readonly SitemapEntry[] }
  | { readonly make: 'text'; readonly text: string }
  /** A file of the theme, by its name in `templates/`. */
  | { readonly make: 'asset'; readonly name: string }
  /** A file of the publication, copied as it is. */
  | { readonly make: 'copy'; readonly source: SourcePath; readonly digest: Digest };

/** What an output is known by, without what it says. */
export interface PageFacts {
  /** Of its sheet. */
  readonly sheet: Digest;
  /** Of all that rendering reads, but for the bodies. */
  readonly described: Digest;
  /** The files whose bodies it carries, each once. */
  readonly carries: readonly SourcePath[];
  /** What it has in common with others, by digest. */
  readonly parts: readonly Digest[];
}

/** An output described completely, but for the bodies it carries. */
export interface Page {
  readonly path: OutputPath;
  readonly make: Work['make'];
  /** Its `Work` as text; what many pages have in common stands in it by digest (`render/sheet.ts`). */
  readonly text: string;
  readonly facts: PageFacts;
}

/** An article of the news sitemap, while it is new enough. */
export interface NewsItem {
  readonly instant: number;
  readonly xml: string;
}

/** Something to be made of pages: equal `inputs` mean equal bytes. */
export interface DuePage extends Page {
  readonly inputs: Digest;
}

/** Bodies of source files, by path. */
export type Bodies = ReadonlyMap<SourcePath, Digest>;

/** Bytes with a path; a copied file names its source instead, and is never held in memory. */
export type OutputFile =
  | { readonly path: OutputPath; readonly digest: Digest; readonly bytes: string | Uint8Array }
  | { readonly path: OutputPath; readonly digest: Digest; readonly source: SourcePath };

// ---------------------------------------------------------------- from one build to the next

/** What tells whether a file may have changed without reading it. Times in milliseconds. */
export interface FileStamp {
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
  /** When it was last read. */
  readonly read: number;
}

/** What feed readers know an article by, and what readers do. */
export interface Identity {
  readonly guid: string;
  readonly title: string;
}

/** An entry without what it says: enough to tell what has changed. */
export interface EntryHead {
  readonly source: Digest;
  readonly face: Digest;
  readonly body: Digest;
  /** Of the entry's own JSON, which is in the store. */
  readonly entry: Digest;
  readonly hasDiagnostics: boolean;
}

/** What is known of an edition without having it. */
export interface EditionFacts {
  /** Of all that linking reads, but for the clock. */
  readonly key: Digest;
  /** From this instant until before `due` the clock changes nothing. */
  readonly since: number;
  readonly due: Moment | null;
  readonly articles: number;
  readonly withheld: readonly Withheld[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A plan without what its pages say, which is in the store. */
export interface PlanFacts {
  /** Of the edition and all else that planning reads. */
  readonly key: Digest;
  readonly outputs: readonly (readonly [OutputPath, Work['make'], PageFacts])[];
  readonly news: readonly NewsItem[];
}

/** What one build leaves to the next. Losing it costs time and changes no byte. */
export interface BuildState {
  /** Format, program version, optional parts, time zone data and the configuration that compiling reads. */
  readonly key: Digest;
  readonly stamps: Readonly<
    Record<SourcePath, { readonly stamp: FileStamp; readonly digest: Digest }>
  >;
  readonly entries: Readonly<Record<SourcePath, EntryHead>>;
  readonly outputs: Readonly<
    Record<OutputPath, { readonly inputs: Digest; readonly digest: Digest }>
  >;
  /** What the last published edition told feed readers, by address. */
  readonly identities: Readonly<Record<Address, Identity>>;
  /** The edition of these entries; null when it is not known to be one that can be published. */
  readonly edition: EditionFacts | null;
  readonly plan: PlanFacts | null;
}

/**
 * Where texts are kept, as UTF-8 by their digest: the JSON of bodies and entries, sheets, and what sheets have in common. All of
 * it throws `StateUnreadable` when what the state names is not there or not whole.
 */
export interface ByteStore {
  text(digest: Digest): string;
  has(digest: Digest): boolean;
  /** Bytes in memory that threads share are kept as they are: nobody may change them. */
  put(digest: Digest, text: string | Uint8Array): void;
  /** Where any thread can read it. */
  placeOf(digest: Digest): BytePlace;
}

/** Where bytes lie: in memory that threads share, or in a file by its path. Offset and length in bytes. */
export type BytePlace = readonly [
  where: SharedArrayBuffer | string,
  offset: number,
  length: number,
];

/** Does the work that may run on other threads, and keeps what comes of it. */
export interface Workers {
  /** Leaves entries and bodies in the store. In whatever order. */
  compile(files: readonly SourceFile[]): Promise<readonly (readonly [SourcePath, EntryHead])[]>;
  /** Makes outputs and stages what is new. Digests in the order of the pages. */
  make(pages: readonly Page[], bodies: Bodies): Promise<readonly Digest[]>;
}

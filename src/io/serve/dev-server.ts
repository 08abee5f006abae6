/**
 * The server of `dev`: renders the last good edition page by page when asked. What it serves is looked up in
 * the plan of that edition; no path is made from a request.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileAddress, outputPathOf } from '../../addresses.ts';
import { digestOf, digestOfData } from '../../base/digest.ts';
import { clockText } from '../../base/clock-text.ts';
import type { OutputFile, OutputPath } from '../../model.ts';
import type { PreviewEdition, PreviewPage } from '../preview.ts';
import { StateUnreadable } from '../shared-bytes.ts';
import { contentTypeOf } from './content-type.ts';
import { OWN, problemPage, withScript } from './dev-pages.ts';
import type { Problem } from './dev-pages.ts';
import { findPage } from './find-page.ts';
import { listen } from './listen.ts';
import type { Listening } from './listen.ts';
import { createLive, withoutStyleDigests } from './live.ts';
import type { PageState } from './live.ts';
import type { Asked, Content, Reply } from './reply.ts';

/** What there is to show after a build. */
export interface Shown {
  /** The last good edition; null before there was any. */
  readonly edition: PreviewEdition | null;
  /** The messages of the last build, with their frames; of very many of a kind, how many there are. */
  readonly problems: readonly Problem[];
  /** What is wrong, counted: `1 error in 1 of 27 articles`. */
  readonly summary: string;
  /** Whether errors keep an older edition in view. */
  readonly isStale: boolean;
  /** Whether drafts, scheduled and expired articles are shown. */
  readonly drafts: boolean;
}

export interface DevOptions {
  /** The publication's folder, absolute. */
  readonly root: string;
  readonly host: string;
  /** Null: 4000, or the next that is free. */
  readonly port: number | null;
  /** Someone wants drafts shown, or not. */
  readonly onDrafts: (shown: boolean) => void;
  /** A text that a page needs was taken away: everything has to be built again, and `show` be called. */
  readonly onUnreadable: () => void;
  readonly onError: (error: unknown) => void;
}

export interface DevServer {
  /** `http://127.0.0.1:4000/`, with the folder the site lies in once that is known. */
  readonly url: string;
  /** Shows an edition, and tells open pages. Requests wait for the first. */
  show(shown: Shown): void;
  close(): Promise<void>;
}

/** Starts to listen. Throws `Failure` when the address or port cannot be had. */
export async function openDevServer(options: DevOptions): Promise<DevServer> {
  const server = new Server(options);
  const { host, port, onError } = options;
  const listening = await listen(
    { host, port, posts: [DRAFTS], onError },
    async (asked) => await server.answer(asked, listening),
  );
  return {
    get url() {
      return listening.url.replace(/\/$/, `${server.base}/`);
    },
    show: (shown) => {
      server.show(shown);
    },
    close: async () => {
      await listening.close();
    },
  };
}

const CLIENT = `${OWN}client.js`;
const EVENTS = `${OWN}events`;
const DRAFTS = `${OWN}drafts`;

/** Only the compiled program has it. */
const CLIENT_FILE = fileURLToPath(new URL('../../browser/client.js', import.meta.url));

const NOTHING: Reply = { status: 404, content: textContent('There is no such page.\n') };
const FORBIDDEN: Reply = { status: 403, content: textContent('Only pages of this preview may.\n') };

/** Beyond so many pages nobody looks at most of them any more. */
const MOST_VERSIONS = 500;

const NO_STYLES: PageState['styles'] = new Map();

class Server {
  readonly #options: DevOptions;
  /** Who may follow the events: nobody but the pages of this server knows it. */
  readonly #token = randomBytes(16).toString('hex');
  readonly #live = createLive(
    (path) => this.#stateOf(path),
    (path) => this.#messageFor(path),
  );
  /** The versions of pages by what they were made of, so that an unchanged page is not rendered to see that. */
  readonly #versions = new Map<string, string>();
  #shown: Shown | null = null;
  #styles: PageState['styles'] = NO_STYLES;
  #waiting: (() => void)[] = [];

  constructor(options: DevOptions) {
    this.#options = options;
  }

  get base(): string {
    return this.#shown?.edition?.base ?? '';
  }

  show(shown: Shown): void {
    const before = this.#shown?.edition ?? null;
    this.#shown = shown;
    this.#styles = shown.edition === null ? NO_STYLES : stylesOf(shown.edition);
    for (const go of this.#waiting.splice(0)) go();
    this.#live.tell(replacedFiles(before, shown.edition));
  }

  async answer(asked: Asked, listening: Listening): Promise<Reply> {
    if (asked.path.startsWith(OWN)) return await this.#answerOwn(asked, listening);
    const shown = this.#shown ?? (await this.#nextShown());
    try {
      return this.#answerPage(asked, shown);
    } catch (error) {
      if (!(error instanceof StateUnreadable)) throw error;
      const built = this.#nextShown();
      this.#options.onUnreadable();
      return this.#answerPage(asked, await built);
    }
  }

  async #nextShown(): Promise<Shown> {
    for (;;) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      if (this.#shown !== null) return this.#shown;
    }
  }

  #answerPage({ path, search }: Asked, { edition }: Shown): Reply {
    if (edition === null) {
      const { html } = this.#problemPage(path);
      return { status: 503, content: { type: HTML, etag: null, from: { bytes: html } } };
    }
    const found = findPage(edition, path);
    switch (found.is) {
      case 'nothing':
        return NOTHING;
      case 'redirect':
        // Not for ever: the author may change their mind.
        return { status: 302, headers: { Location: found.to + search }, content: null };
      case 'page':
        return { status: found.status, content: this.#contentOf(edition, found.page, path) };
    }
  }

  #contentOf(edition: PreviewEdition, page: PreviewPage, path: string): Content {
    const type = contentTypeOf(page.path);
    const file = edition.render(page);
    if (!('bytes' in file)) {
      return { type, etag: file.digest, from: { file: join(this.#options.root, file.source) } };
    }
    if (page.make !== 'html') return { type, etag: file.digest, from: { bytes: file.bytes } };
    const text = textOf(file);
    const version = this.#versionOf(text);
    const bytes = withScript(text, { token: this.#token, page: path, version });
    return { type, etag: digestOf(bytes), from: { bytes } };
  }

  #versionOf(text: string): string {
    return digestOf(withoutStyleDigests(text, this.#styles));
  }

  #problemPage(path: string): { readonly html: string; readonly version: string } {
    const { summary = '', problems = [] } = this.#shown ?? {};
    const version = digestOfData([summary, problems]);
    return {
      html: problemPage(summary, problems, { token: this.#token, page: path, version }),
      version,
    };
  }

  async #answerOwn(asked: Asked, listening: Listening): Promise<Reply> {
    if (asked.path === CLIENT) {
      return { status: 200, content: { type: SCRIPT, etag: null, from: { file: CLIENT_FILE } } };
    }
    if (asked.path !== EVENTS && asked.path !== DRAFTS) return NOTHING;
    const query = new URLSearchParams(asked.search);
    if (query.get('token') !== this.#token || !isFromOwnPage(asked, listening)) return FORBIDDEN;
    if (asked.path === DRAFTS) {
      if (asked.method !== 'POST')
        return { status: 405, headers: { Allow: 'POST' }, content: null };
      this.#options.onDrafts(query.get('show') === 'on');
      return { status: 204, content: null };
    }
    if (this.#shown === null) await this.#nextShown();
    const tab = {
      page: query.get('page') ?? '/',
      version: query.get('version') ?? '',
      styles: (query.get('styles') ?? '').split(',').filter((it) => it !== ''),
    };
    return {
      events: (stream) => {
        this.#live.join(tab, stream);
      },
    };
  }

  #stateOf(path: string): PageState {
    const edition = this.#shown?.edition ?? null;
    if (edition === null) return { version: this.#problemPage(path).version, styles: NO_STYLES };
    const found = findPage(edition, path);
    switch (found.is) {
      case 'nothing':
        return { version: '', styles: NO_STYLES };
      case 'redirect':
        return { version: found.to, styles: NO_STYLES };
      case 'page':
        return { version: this.#versionIn(edition, found.page), styles: this.#styles };
    }
  }

  #versionIn(edition: PreviewEdition, page: PreviewPage): string {
    const { inputs } = page.page();
    const known = this.#versions.get(inputs);
    if (known !== undefined) return known;
    if (page.make !== 'html') return inputs;
    try {
      const version = this.#versionOf(textOf(edition.render(page)));
      if (this.#versions.size > MOST_VERSIONS) this.#versions.clear();
      this.#versions.set(inputs, version);
      return version;
    } catch (error) {
      if (!(error instanceof StateUnreadable)) throw error;
      // Asking for the page again makes whatever it lacks.
      return '';
    }
  }

  /** What the bar and the frames of a page show; `src/browser/client.ts` reads it. */
  #messageFor(path: string): object {
    const { edition = null, problems = [], summary = '' } = this.#shown ?? {};
    const base = edition?.base ?? '';
    const withheld = (edition?.notLive ?? []).map(({ path: file, title, visibility, ...it }) => ({
      path: file,
      title,
      visibility,
      when: it.moment === null ? null : `${clockText(it.moment)} ${edition?.timezone ?? ''}`,
      address: it.address === null ? null : base + it.address,
    }));
    const own = withheld[this.#notLiveAt(path)];
    return {
      problems,
      summary,
      isStale: this.#shown?.isStale ?? false,
      drafts: this.#shown?.drafts ?? true,
      page: own === undefined ? null : { visibility: own.visibility, when: own.when },
      withheld,
    };
  }

  /** Which of the articles that are not live stands at an address, however that is written; -1 for none. */
  #notLiveAt(path: string): number {
    const edition = this.#shown?.edition ?? null;
    const found = edition === null ? null : findPage(edition, path);
    if (edition === null || found?.is !== 'page') return -1;
    return edition.notLive.findIndex(
      ({ address }) => address !== null && outputPathOf(address) === found.page.path,
    );
  }
}

const HTML = contentTypeOf('index.html');
const SCRIPT = contentTypeOf('client.js');

function textContent(bytes: string): Content {
  return { type: 'text/plain; charset=utf-8', etag: null, from: { bytes } };
}

function textOf(file: OutputFile): string {
  if (!('bytes' in file)) return '';
  return typeof file.bytes === 'string' ? file.bytes : new TextDecoder().decode(file.bytes);
}

/**
 * Browsers send no Origin with a stream of events from the page's own server, and say instead that it is the
 * same (Fetch Metadata, `Sec-Fetch-Site`); what they do say has to be right.
 */
function isFromOwnPage({ headers }: Asked, listening: Listening): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return (
    (origin === undefined || listening.isOwnOrigin(origin, host)) &&
    (site === undefined || site === 'same-origin')
  );
}

/** The addresses of the theme's style sheets, by their names. */
function stylesOf({ assets, base }: PreviewEdition): Map<string, string> {
  const styles = new Map<string, string>();
  for (const [name, output] of assets) {
    if (name.endsWith('.css')) styles.set(name, base + fileAddress(output));
  }
  return styles;
}

/** The addresses of files that are others now: those of `public/`, whose names do not tell. */
function replacedFiles(before: PreviewEdition | null, now: PreviewEdition | null): string[] {
  if (before === null || now === null || before === now) return [];
  const replaced: OutputPath[] = [];
  for (const [path, file] of now.pages) {
    if (file.make !== 'copy') continue;
    const old = before.pages.get(path);
    if (old !== undefined && old.page().inputs !== file.page().inputs) replaced.push(path);
  }
  return replaced.map((it) => now.base + fileAddress(it));
}

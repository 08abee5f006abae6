/**
 * Answers for an output folder as a static host will: redirects first, then files, then the page for what is
 * not found. A request is looked up in the list of what lies there; no path is made from it.
 */
import { decode } from '../../addresses.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { contentTypeOf } from './content-type.ts';
import type { HostHeaders } from './host-headers.ts';
import { readHeaders } from './host-headers.ts';
import type { HostRedirects } from './host-redirects.ts';
import { readRedirects } from './host-redirects.ts';
import type { OutputFiles } from './output-files.ts';
import { isStillThere, listOutput } from './output-files.ts';
import { NOT_FOUND, refusing } from './refusal.ts';
import type { Asked, PlainReply } from './reply.ts';

export interface HostOptions {
  /** The output folder, absolute, without links in its path. */
  readonly folder: string;
  /** The folder as messages name it. */
  readonly shown: string;
  /** The site's own, `https://example.org`. */
  readonly origin: string;
  /** The folder the site lies in on its host: `` or `/blog`. */
  readonly base: string;
  /** Gets the lines of a file of rules that were passed over, and its text, whenever it is read. */
  readonly onRules: (diagnostics: readonly Diagnostic[], text: string) => void;
}

/** Serves a folder; `answer` is for `listen`. */
export interface StaticHost {
  /** Whether there is an edition in the folder. */
  hasEdition(): Promise<boolean>;
  answer(asked: Asked): Promise<PlainReply>;
}

export function createStaticHost(options: HostOptions): StaticHost {
  const lister = listOutput(options.folder);
  let last: Site | null = null;
  const siteOf = (output: OutputFiles): Site => {
    if (last?.output !== output) last = readSite(options, output, last);
    return last;
  };
  return {
    async hasEdition() {
      return (await lister.current()) !== null;
    },
    async answer(asked) {
      const output = await lister.current();
      if (output === null) return refusing(NO_EDITION);
      const reply = await replyOf(siteOf(output), asked);
      if (reply !== null) return reply;
      const anew = await lister.again(output);
      const site = siteOf(anew ?? output);
      const found = anew === output ? null : await replyOf(site, asked);
      return found ?? (await notFound(site, asked));
    },
  };
}

/** An output folder with its rules read. */
interface Site {
  readonly output: OutputFiles;
  readonly redirects: HostRedirects;
  readonly headers: HostHeaders;
  /** Decoded. */
  readonly base: string;
}

const NO_EDITION = {
  status: 503,
  sentence: 'There is no edition to show any more. Run "broadside build", then load this again.',
};

function readSite(options: HostOptions, output: OutputFiles, last: Site | null): Site {
  const { shown, origin, onRules } = options;
  let redirects = last?.redirects;
  if (redirects === undefined || output.redirects !== last?.output.redirects) {
    const read = readRedirects(output.redirects, `${shown}/_redirects`, origin);
    redirects = read.value;
    onRules(read.diagnostics, output.redirects);
  }
  let headers = last?.headers;
  if (headers === undefined || output.headers !== last?.output.headers) {
    const read = readHeaders(output.headers, `${shown}/_headers`, origin);
    headers = read.value;
    onRules(read.diagnostics, output.headers);
  }
  return { output, redirects, headers, base: options.base.split('/').map(decode).join('/') };
}

/** Null when there is nothing at that address. */
async function replyOf(site: Site, asked: Asked): Promise<PlainReply | null> {
  const hop = site.redirects.find(asked.path, asked.search);
  if (hop !== null && hop.status !== 200) return redirect(hop.status, hop.location);
  const path = hop?.path ?? asked.path;
  const { base, output } = site;
  // The root of the host is none of this site's: but who asks for it means the site.
  if (base !== '' && path === '/') return redirect(302, `${encoded(base)}/${asked.search}`);
  const rest = path.startsWith(base) ? path.slice(base.length) : null;
  if (rest === null || !/^(\/|$)/.test(rest)) return null;
  const isFolder = rest.endsWith('/');
  const file = output.files.get(`${rest.slice(1)}${isFolder ? 'index.html' : ''}`);
  if (file !== undefined && (await isStillThere(file))) return fileReply(site, asked, 200, file);
  if (isFolder || !output.files.has(`${rest}/index.html`.slice(1))) return null;
  return redirect(301, `${encoded(path)}/${asked.search}`);
}

async function notFound(site: Site, asked: Asked): Promise<PlainReply> {
  const file = site.output.files.get('404.html');
  const isThere = file !== undefined && (await isStillThere(file));
  return isThere ? fileReply(site, asked, 404, file) : refusing(NOT_FOUND);
}

function fileReply(site: Site, asked: Asked, status: number, file: string): PlainReply {
  return {
    status,
    headers: site.headers.of(asked.path),
    content: { type: contentTypeOf(file), etag: null, from: { file } },
  };
}

function redirect(status: number, location: string): PlainReply {
  return { status, headers: { Location: location }, content: null };
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

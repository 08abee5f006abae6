/**
 * Which requests are answered at all. A page of any site can make its reader's browser send requests here, and
 * can give its own name this machine's address; so what counts is the name the browser believes it talks to.
 */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Refusal } from './refusal.ts';
import { UNREADABLE } from './refusal.ts';
import type { Asked } from './reply.ts';

/** Decides by name and form; it never looks at what an address leads to. */
export interface Gate {
  /** The request as it may be answered, or why it is not. */
  admit(request: IncomingMessage): Asked | Refusal;
  /** Whether `name` or `name:port` is one of this server's names. */
  isOwnName(authority: string): boolean;
}

/** A gate for a server bound to `host`, which takes POST at the paths of `posts` alone. */
export function createGate(host: string, posts: readonly string[]): Gate {
  const names = new Set(['localhost', '127.0.0.1', '[::1]']);
  const own = hostNameOf(host);
  if (own !== null) names.add(own);
  const isEverywhere = own === '0.0.0.0' || own === '[::]';

  const isOwnName = (authority: string): boolean => {
    // Ports are not compared: one that is forwarded to us has another number on the browser's side.
    const name = /^(\[[\da-f:.]+\]|[^[\]:]+)(?::\d{0,5})?$/i.exec(authority)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    return names.has(name) || (isEverywhere && isAddressOfThisMachine(name));
  };

  return {
    isOwnName,
    admit(request) {
      const hosts = valuesOf(request, 'host');
      if (hosts.length !== 1 || !isOwnName(hosts[0] ?? '')) return FOREIGN;
      if (!['', 'chunked'].includes(valuesOf(request, 'transfer-encoding').join().toLowerCase())) {
        return UNREADABLE;
      }
      const target = readTarget(request.url ?? '');
      if (target !== null && target.authority !== null && !isOwnName(target.authority)) {
        return FOREIGN;
      }
      const { method = '' } = request;
      const takesPost = target !== null && posts.includes(target.path);
      if (method !== 'GET' && method !== 'HEAD' && !(method === 'POST' && takesPost)) {
        const allow = takesPost ? 'GET, HEAD, POST' : 'GET, HEAD';
        return { status: 405, sentence: 'This address does not take that method.', allow };
      }
      if (target === null) return UNREADABLE;
      const { path, search } = target;
      if (path.length + search.length > LONGEST) {
        return { status: 414, sentence: 'This address is too long.' };
      }
      return { method, path, search, headers: request.headers };
    },
  };
}

/** An address to bind as a Host header names it: `[::1]` for `::1`; null when it can be no host. */
export function hostNameOf(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (!isIPv6(bare) && !/^[^\s/?#@\\:]+$/.test(bare)) return null;
  try {
    return new URL(`http://${isIPv6(bare) ? `[${bare}]` : bare}/`).hostname;
  } catch {
    return null;
  }
}

const FOREIGN: Refusal = {
  status: 403,
  sentence:
    'This server answers under localhost and 127.0.0.1 only. To reach it under another name or address, start it with --host and that name.',
};

/** In characters; Node has refused a head of 16 kB by then. */
const LONGEST = 8000;

/** What a request asks for; `authority` is the host that its target names, if it names one. */
interface Target {
  readonly authority: string | null;
  readonly path: string;
  readonly search: string;
}

/** A request target in origin form or absolute form (RFC 9112, 3.2); null for any other, or a bad one. */
function readTarget(target: string): Target | null {
  const absolute = /^http:\/\/([^/?]*)(.*)$/is.exec(target);
  const authority = absolute?.[1] ?? null;
  const rest = absolute === null ? target : (absolute[2] ?? '');
  const local = absolute !== null && !rest.startsWith('/') ? `/${rest}` : rest;
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(local) || local.includes('#')) return null;
  const cut = local.indexOf('?');
  const path = readPath(cut < 0 ? local : local.slice(0, cut));
  return path === null ? null : { authority, path, search: cut < 0 ? '' : local.slice(cut) };
}

/** Null when a segment is no percent-encoded UTF-8, or could mean another place than it seems to. */
function readPath(encoded: string): string | null {
  const segments: string[] = [];
  for (const it of encoded.split('/')) {
    let segment: string;
    try {
      segment = decodeURIComponent(it);
    } catch {
      return null;
    }
    // oxlint-disable-next-line no-control-regex -- these have no place in a file's name
    if (/[/\\\u0000-\u001f\u007f-\u009f]/.test(segment)) return null;
    if (segment === '.' || segment === '..') return null;
    segments.push(segment);
  }
  return segments.join('/');
}

/** Every value of a header as sent: Node's own table keeps the first of several and drops the others. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}

/** A name can be given any address, but a number in the Host header is what the browser really went to. */
function isAddressOfThisMachine(name: string): boolean {
  const address = name.replace(/^\[(.*)\]$/, '$1');
  return Object.values(networkInterfaces()).some(
    (them) => them?.some((it) => it.address === address) ?? false,
  );
}

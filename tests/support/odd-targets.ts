/**
 * Request targets that no browser sends: everything by which servers were ever led to another file than the
 * one they meant. The list is the same each time.
 */
import { connectTo, Hung, type RawConnection, type RawReply, requestText } from './raw-http.ts';

/**
 * So many targets, each once. `places` are paths of this machine that lie outside of what is served, with forward
 * slashes: they are asked for in many spellings too.
 */
export function oddTargets(count: number, places: readonly string[] = []): string[] {
  const chance = chanceFrom(20_260_101);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(chance() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const repeat = (most: number, make: () => string): string =>
    Array.from({ length: 1 + Math.floor(chance() * most) }, make).join('');
  const wanted = [...SECRETS, ...places];
  const climb = (): string => repeat(8, () => `${pick(DOTS)}${pick(SLASHES)}`);
  const spelt = (path: string): string =>
    [...path].map((it) => (chance() < 0.3 ? pick(SPELLINGS)(it) : it)).join('');
  const kinds: readonly (() => string)[] = [
    () => `/${climb()}${pick(wanted)}`,
    () => `/${spelt(`../${pick(wanted)}`)}`,
    () => `/${pick(NORMAL)}${pick(SLASHES)}${climb()}${spelt(pick(wanted))}`,
    () => `${pick(SLASHES)}${pick(wanted)}`,
    () => `${pick(STARTS)}${pick(wanted)}`,
    () => `${pick(STARTS)}${climb()}${pick(wanted)}`,
    () => `/${pick(NORMAL)}${pick(ODD)}${pick(['', '/', '?', '/index.html'])}`,
    () => `/${repeat(6, () => pick([...ODD, ...DOTS, ...SLASHES, ...NORMAL]))}`,
    () => `/${pick(DEVICES)}${pick(['', '.html', '/', '::$DATA', ' ', '.'])}`,
    () =>
      `/${pick(['a', '%2e', '../', '/', '%', 'é', '%c3%a9']).repeat(300 + Math.floor(chance() ** 3 * 9000))}`,
    () => `/${pick(NORMAL)}?${repeat(4, () => pick([...ODD, ...DOTS, '/../', 'a=b&']))}`,
    () => `/${spelt(pick(NORMAL))}`,
    () => `/${pick(NORMAL)}`,
  ];
  const targets = new Set<string>();
  while (targets.size < count) targets.add(pick(kinds)());
  return [...targets];
}

/** What went wrong, by the targets that made it. */
export interface Findings {
  /** A reply that holds one of the canaries. */
  readonly leaked: readonly string[];
  /** No reply came, or the connection ended without one. */
  readonly hung: readonly string[];
  /** A reply without the headers that keep other sites out, of a fault of the server, or leading elsewhere. */
  readonly wrong: readonly string[];
  /** How many replies there were of each status. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Sends all targets over a few connections that are kept as long as the server keeps them. */
export async function sendTargets(
  port: number,
  targets: readonly string[],
  canaries: readonly string[],
): Promise<Findings> {
  const leaked: string[] = [];
  const hung: string[] = [];
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const queue = targets.values();
  const work = async (): Promise<void> => {
    let connection: RawConnection | null = null;
    for (const target of queue) {
      connection ??= await connectTo(port);
      const reply = await replyTo(connection, target);
      if (reply === null) hung.push(shown(target));
      else {
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        if (canaries.some((it) => reply.raw.includes(it))) leaked.push(shown(target));
        const fault = faultOf(reply);
        if (fault !== null) wrong.push(`${shown(target)}: ${fault}`);
      }
      const isOver = reply === null || reply.headers.get('connection') === 'close';
      // A line end in a target makes several requests of one.
      if (isOver || /[\r\n]/.test(target)) {
        connection.close();
        connection = null;
      }
    }
    connection?.close();
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { leaked, hung, wrong, statuses };
}

async function replyTo(connection: RawConnection, target: string): Promise<RawReply | null> {
  try {
    connection.send(requestText(target));
    return await connection.reply();
  } catch (error) {
    if (error instanceof Hung) return null;
    throw error;
  }
}

function faultOf({ status, headers }: RawReply): string | null {
  if (status >= 500) return `status ${status}`;
  if (headers.get('cross-origin-resource-policy') !== 'same-origin') return 'no CORP';
  if (headers.get('x-content-type-options') !== 'nosniff') return 'no nosniff';
  if ([...headers.keys()].some((it) => it.startsWith('access-control-'))) return 'CORS';
  const location = headers.get('location');
  return location === undefined || /^\/(?![/\\])/.test(location) ? null : `leads to ${location}`;
}

function shown(target: string): string {
  const text = JSON.stringify(target);
  return text.length < 200 ? text : `${text.slice(0, 200)}… (${target.length})`;
}

/** mulberry32: small, and the same everywhere. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SLASHES = [
  '/',
  '//',
  '\\',
  '%2f',
  '%2F',
  '%5c',
  '%5C',
  '%252f',
  '%c0%af',
  '%e0%80%af',
  '∕',
  '/./',
];

const DOTS = [
  '..',
  '.',
  '...',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae.',
  '%u002e%u002e',
  '..;',
  '..%00',
  '..%20',
  '.. ',
  '․․',
];

const SECRETS = [
  'secret.txt',
  'dist-secret/secret.txt',
  'dist.secret/secret.txt',
  'dist/../secret.txt',
  'link.txt',
  'linked/secret.txt',
  '.broadside-manifest',
  '_redirects',
  '_headers',
  '.dist.broadside/standby/index.html',
  '.broadside/state',
  '.broadside/crash.txt',
  '.git/config',
  '.env',
  'broadside.yaml',
  'articles/rules.md',
  'package.json',
  'etc/passwd',
  'proc/self/environ',
  'Windows/win.ini',
];

/** Paths that a small site has, or nearly. */
const NORMAL = [
  '',
  'index.html',
  'about/',
  'about',
  'feed.xml',
  '404.html',
  'no/such/page/',
  'old/',
  'media',
];

const STARTS = [
  '//',
  '///',
  '/\\',
  '\\',
  '\\\\?\\',
  '\\\\.\\',
  '//?/',
  '/%2f',
  '/%5c%5c',
  '*',
  'http://localhost',
  'http://localhost/',
  'http://localhost:1/../',
  'HTTP://LOCALHOST/',
  'http://evil.example/',
  'http://localhost@evil.example/',
  'http://[::1]/',
  'https://localhost/',
  'file:///',
  'file://localhost/',
  'ftp://localhost/',
  'C:/',
  '/C:/',
  '/C:\\',
  '/c%3a/',
  '/~/',
  '/~root/',
  '/@fs/',
  '/.././',
  '/;/',
  '?',
  '#',
  '',
];

const ODD = [
  '%',
  '%0',
  '%zz',
  '%00',
  '\0',
  '%0a',
  '%0d%0aX-Injected: 1',
  '\r\nX-Injected: 1',
  '\n',
  '%7f',
  '%80',
  '%ff%fe',
  '%ed%a0%80',
  '%f4%90%80%80',
  '%ef%bb%bf',
  '%e2%80%ae',
  '\u202e',
  'é',
  '\u00ff',
  '漢字',
  '🙂',
  '%f0%9f%99%82',
  'e%cc%81',
  ' ',
  '%20',
  '+',
  '\t',
  ';a=b',
  ':',
  '::$INDEX_ALLOCATION',
  '|',
  '<script>',
  '"',
  '`id`',
  '$(id)',
  '${7*7}',
  '{{7*7}}',
  '*',
  '~',
  '~1',
  '.html.',
  '.html%20',
  '.html%00.png',
  '#/../',
  '#a',
  '?a?b',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty/',
];

const DEVICES = [
  'CON',
  'NUL',
  'aux',
  'COM1',
  'LPT1',
  'PRN',
  'CONIN$',
  'dev/null',
  'dev/stdin',
  'dev/zero',
  'proc/self/fd/0',
];

const SPELLINGS: readonly ((character: string) => string)[] = [
  encode,
  (it) => encode(it).toLowerCase(),
  (it) => encode(it).replaceAll('%', '%25'),
  (it) => it.toUpperCase(),
  (it) => `${it}%00`,
  (it) => `/./${it}`,
];

function encode(character: string): string {
  return [...Buffer.from(character)]
    .map((it) => `%${it.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

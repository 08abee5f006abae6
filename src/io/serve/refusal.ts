/** Answers in one plain sentence. None of them repeats a word of the request. */
import { STATUS_CODES } from 'node:http';
import type { PlainReply } from './reply.ts';
import { headersWith } from './reply-headers.ts';

/** Why a request is not answered with what it asks for. */
export interface Refusal {
  readonly status: number;
  readonly sentence: string;
  /** The methods of an `Allow` header. */
  readonly allow?: string;
}

export const NOT_FOUND: Refusal = { status: 404, sentence: 'There is nothing at this address.' };
export const UNREADABLE: Refusal = { status: 400, sentence: 'This request cannot be read.' };
export const CHANGED: Refusal = { status: 412, sentence: 'This is not what it was any more.' };
export const BROKEN: Refusal = {
  status: 500,
  sentence: 'Broadside failed to answer this. The terminal it runs in says more.',
};
export const UNEXPECTED: Refusal = {
  status: 417,
  sentence: 'This server does not do what the request expects.',
};

/** The sentence as a reply. */
export function refusing({ status, sentence, allow }: Refusal): PlainReply {
  const from = { bytes: `${sentence}\n` };
  return {
    status,
    headers: allow === undefined ? {} : { Allow: allow },
    content: { type: TEXT, etag: null, from },
  };
}

/** The whole message, for requests that Node refused before there was anything to reply with. */
export function rawRefusal(refusal: Refusal): string {
  const { status, sentence, allow } = refusal;
  const body = `${sentence}\n`;
  const lines = Object.entries({
    ...headersWith(allow === undefined ? {} : { Allow: allow }),
    'Content-Type': TEXT,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

/** What to say where Node's own parser gave up, by the code of its error. */
export function refusalOfParser(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, sentence: 'The head of this request is too long.' };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, sentence: 'The body of this request is too long.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, sentence: 'This request took too long to arrive.' };
    default:
      return UNREADABLE;
  }
}

const TEXT = 'text/plain; charset=utf-8';

/**
 * What the servers of `dev` and `preview` and the foundation below them say to each other: a request that was
 * let in, and what is sent for it. Nothing here reads a socket or a disk.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** A request that passed the gate: an allowed Host, a method we answer, a target that can be read. */
export interface Asked {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /**
   * From the root, percent-decoded segment by segment. No segment is `.` or `..`, or holds `/`, `\` or a
   * control character; it does not begin with `//`.
   */
  readonly path: string;
  /** The query as sent, with its `?`, or ''. Only visible ASCII. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent: bytes, or a file of the disk whose path was never made from a request. */
export interface Content {
  /** Content-Type. */
  readonly type: string;
  /** Strong validator without quotes, or null: then a file gets one from its stamps, and bytes have none. */
  readonly etag: string | null;
  readonly from: { readonly bytes: string | Uint8Array } | { readonly file: string };
}

export type Reply = PlainReply | EventsReply;

/** One answer. A GET of status 200 is conditional, and may be asked for in part, by its content alone. */
export interface PlainReply {
  readonly status: number;
  /**
   * Beside or instead of those that every reply carries; an empty value leaves one of those out. What
   * `reply-headers.ts` keeps for the server stays as the server sends it.
   */
  readonly headers?: Readonly<Record<string, string>>;
  readonly content: Content | null;
}

/** A stream of server-sent events, open until either side ends it. */
export interface EventsReply {
  readonly events: (stream: EventStream) => void;
}

/** The server's end of a stream of server-sent events (HTML standard, section 9.2). */
export interface EventStream {
  /** Sends one event; `data` is sent as JSON on one line. After the end it does nothing. */
  send(event: string, data: unknown): void;
  /**
   * Called once when the system has taken all that was sent, at once when it has; not after the end. Whoever
   * sends much waits for it, or a client that reads slowly would have us keep what it does not read.
   */
  onTaken(done: () => void): void;
  /** Called once when the stream ended, from either side; at once when it has. */
  onEnd(done: () => void): void;
  end(): void;
}

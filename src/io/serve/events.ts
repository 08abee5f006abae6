/** Server-sent events (HTML standard, section 9.2) over one response that does not end by itself. */
import type { ServerResponse } from 'node:http';
import type { EventStream } from './reply.ts';
import { headersWith } from './reply-headers.ts';

/** Makes a response a stream of events. With `headOnly` it ends at once. */
export function openEvents(
  response: ServerResponse,
  headOnly: boolean,
  begin: (stream: EventStream) => void,
): void {
  response.writeHead(
    200,
    headersWith({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // What forwards ports for us must not wait for more.
      'X-Accel-Buffering': 'no',
    }),
  );
  if (headOnly) {
    response.end();
    return;
  }
  response.flushHeaders();
  let waiting: (() => void)[] | null = [];
  const write = (text: string): void => {
    if (waiting === null) return;
    // A client that reads nothing would have us keep all it does not read.
    if (response.writableLength > MOST_WAITING) response.destroy();
    else response.write(text);
  };
  const beat = setInterval(() => {
    write(':\n\n');
  }, BETWEEN_BEATS);
  response.once('close', () => {
    clearInterval(beat);
    const ended = waiting ?? [];
    waiting = null;
    for (const it of ended) it();
  });
  begin({
    send(event, data) {
      // JSON holds no line end, so that the event ends where we end it.
      write(`event: ${event.replace(/[\r\n]/g, '')}\ndata: ${JSON.stringify(data ?? null)}\n\n`);
    },
    onEnd(done) {
      if (waiting === null) done();
      else waiting.push(done);
    },
    end() {
      response.end();
    },
  });
}

/** Milliseconds: what lies between closes connections on which nothing is said for a minute or so. */
const BETWEEN_BEATS = 15_000;

/** Bytes. */
const MOST_WAITING = 1024 * 1024;

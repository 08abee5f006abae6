/** Server-sent events (HTML standard, section 9.2) over one response that does not end by itself. */
import type { ServerResponse } from 'node:http';
import type { EventStream } from './reply.ts';
import { headersWith } from './reply-headers.ts';

/**
 * Makes a response a stream of events. With `headOnly` it ends at once. `beat` is how often, in milliseconds,
 * something is said when there is nothing to say; a client that takes nothing for two beats is given up.
 */
export function openEvents(
  response: ServerResponse,
  headOnly: boolean,
  begin: (stream: EventStream) => void,
  beat: number = BEAT,
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
  let atEnd: (() => void)[] | null = [];
  let whenTaken: (() => void)[] = [];
  let untaken = 0;
  const write = (text: string): void => {
    if (atEnd === null) return;
    untaken++;
    response.write(text, () => {
      untaken--;
      if (untaken > 0 || atEnd === null) return;
      for (const it of whenTaken.splice(0)) it();
    });
  };
  const beating = setInterval(() => {
    // Each write counts as life: on a connection that stands still there must be none.
    if (untaken === 0) write(':\n\n');
  }, beat);
  // Bytes of a long text that trickle away count too, so that only time tells who takes nothing.
  response.setTimeout(2 * beat, () => response.destroy());
  response.once('close', () => {
    clearInterval(beating);
    const ended = atEnd ?? [];
    atEnd = null;
    whenTaken = [];
    for (const it of ended) it();
  });
  begin({
    send(event, data) {
      // JSON holds no line end, so that the event ends where we end it.
      write(`event: ${event.replace(/[\r\n]/g, '')}\ndata: ${JSON.stringify(data ?? null)}\n\n`);
    },
    onTaken(done) {
      if (untaken === 0) done();
      else if (atEnd !== null) whenTaken.push(done);
    },
    onEnd(done) {
      if (atEnd === null) done();
      else atEnd.push(done);
    },
    end() {
      response.end();
    },
  });
}

/** Milliseconds: what lies between closes connections on which nothing is said for a minute or so. */
const BEAT = 15_000;

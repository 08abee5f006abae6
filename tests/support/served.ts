/** Servers of ours on real sockets, in this process. */
import { onTestFinished } from 'vitest';
import { listen, type Listening, type ListenOptions } from '../../src/io/serve/listen.ts';
import type { Asked, Reply } from '../../src/io/serve/reply.ts';

export interface Served {
  readonly port: number;
  readonly listening: Listening;
  /** What `onError` was told. */
  readonly errors: readonly unknown[];
}

/** Serves what `answer` says until the test has finished. */
export async function served(
  answer: (asked: Asked) => Reply | Promise<Reply>,
  options: Partial<Omit<ListenOptions, 'onError'>> = {},
): Promise<Served> {
  const errors: unknown[] = [];
  const listening = await listen(
    { host: '127.0.0.1', port: 0, ...options, onError: (error) => errors.push(error) },
    async (asked) => await answer(asked),
  );
  onTestFinished(async () => {
    await listening.close();
  });
  return { port: Number(new URL(listening.url).port), listening, errors };
}

/** A reply of these bytes. */
export function textReply(text: string, etag: string | null = null, status = 200): Reply {
  return { status, content: { type: 'text/plain; charset=utf-8', etag, from: { bytes: text } } };
}

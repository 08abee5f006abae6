import { hash } from 'node:crypto';
import type { Brand } from './brand.ts';

/** The name of some bytes: 32 hexadecimal digits, the first half of their SHA-256. */
export type Digest = Brand<string, 'Digest'>;

/** Digests text (as UTF-8) or bytes. */
export function digestOf(data: string | Uint8Array): Digest {
  return hash('sha256', data, 'hex').slice(0, 32) as Digest;
}

/** Digests plain data. Two values with the same JSON have the same digest, so the order of keys counts. */
export function digestOfData(data: unknown): Digest {
  return digestOf(JSON.stringify(data));
}

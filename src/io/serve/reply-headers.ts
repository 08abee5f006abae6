/**
 * The headers that every reply carries, whoever made it. A page of another site that a browser has open must
 * learn nothing from this server: so no reply may be read across origins, and none is taken for another type
 * than its own.
 */
export const EVERY_REPLY: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-cache',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
};

/** The headers of a reply: those of every reply, overridden by `own` where that is allowed. */
export function headersWith(own: Readonly<Record<string, string>>): Record<string, string> {
  const headers = { ...EVERY_REPLY };
  for (const [name, value] of Object.entries(own)) {
    if (isServers(name)) continue;
    const known = Object.keys(headers).find((it) => it.toLowerCase() === name.toLowerCase());
    if (known !== undefined) delete headers[known];
    if (value !== '') headers[name] = value;
  }
  return headers;
}

/**
 * Whether a header is the server's alone: those that say where a message ends, which are computed; the two
 * that keep other sites out; and all of CORS, which would let them in.
 */
export function isServers(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith('access-control-') || SERVERS.has(lower);
}

const SERVERS = new Set([
  'accept-ranges',
  'connection',
  'content-encoding',
  'content-length',
  'content-range',
  'cross-origin-resource-policy',
  'date',
  'etag',
  'keep-alive',
  'timing-allow-origin',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
]);

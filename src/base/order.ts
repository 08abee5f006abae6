/** Orders strings by code point: the same on every machine, in every locale. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) {
      // Surrogates sort above the rest of the basic plane, as their code points do.
      const high = (code: number): number =>
        code >= 0xd800 && code <= 0xdfff ? code + 0x10000 : code;
      return high(left) - high(right);
    }
  }
  return a.length - b.length;
}

/** A copy sorted by a string of each element, by code point; equal keys keep their order. */
export function sortedBy<T>(list: Iterable<T>, key: (element: T) => string): T[] {
  return [...list].sort((a, b) => byCodePoint(key(a), key(b)));
}

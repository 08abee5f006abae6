/** So many characters of the end of an address stand for it where it has no title. */
const SHORT = 36;

/** An address as words: its host, and where its path ends. */
export function shortened(url: string): string {
  const [host = '', ...path] = decodedUrl(url)
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/');
  const last = path.at(-1);
  if (last === undefined) return host;
  const characters = [...last];
  const end = characters.length > SHORT ? `${characters.slice(0, SHORT).join('')}…` : last;
  return path.length === 1 ? `${host}/${end}` : `${host}/…/${end}`;
}

/** As people read it; but nothing that is not seen, or turns the direction of what follows. */
function decodedUrl(url: string): string {
  try {
    const decoded = decodeURI(url);
    return /[\p{C}\p{Z}]/u.test(decoded) ? url : decoded;
  } catch {
    return url;
  }
}

/**
 * Text as XML 1.0 content or attribute value. Characters that XML does not allow at all (most controls,
 * lone surrogates, U+FFFE and U+FFFF; section 2.2 of the recommendation) are left out, and so are the C1
 * controls and U+FFFD, which feed validators refuse.
 */
export function escapeXml(text: string): string {
  return cleanXml(text).replace(/[&<>"]/g, (it) => ENTITIES[it] ?? it);
}

/** A CDATA section: `]]>` is split over two. */
export function cdata(text: string): string {
  return `<![CDATA[${cleanXml(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function cleanXml(text: string): string {
  return text.replace(FORBIDDEN, '');
}

const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are the characters to remove
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFD-\uFFFF\u{D800}-\u{DFFF}]|[\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}\u{DFFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/gu;

/** What the preview adds to a page on its way to the browser, and the page it shows while there is none. */
import { escapeHtml, html, joinHtml, markup } from '../../base/html.ts';
import type { Html } from '../../base/html.ts';

/** Everything of the preview itself lies under this path, where no site has pages. */
export const OWN = '/.broadside/';

/** What the script in the browser has to know. */
export interface Badge {
  readonly token: string;
  /** The path the page was asked for by. */
  readonly page: string;
  /** Changes when what the page shows does, its style sheets aside. */
  readonly version: string;
}

/** A page with the preview's script at its end. The finished page is not read again: the end of a body is found, or its own end taken. */
export function withScript(page: string, badge: Badge): string {
  const end = page.lastIndexOf('</body>');
  const at = end < 0 ? page.length : end;
  return `${page.slice(0, at)}${scriptOf(badge, '')}${page.slice(at)}`;
}

/** A message with its frame, as a terminal shows it: with the codes of its colours (ECMA-48, SGR). */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly text: string;
  /** How many messages it stands for, where it says only that there are more of them. */
  readonly count?: number;
}

/** The page to show while no edition is good yet. `summary` counts what is wrong. */
export function problemPage(summary: string, problems: readonly Problem[], badge: Badge): string {
  const frames = problems.map((it) => html`<pre>${withoutColours(it.text)}</pre>\n`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${summary}</title>
<style>
:root { color-scheme: light dark }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
pre { padding: .75rem 1rem; border-inline-start: 3px solid #b3261e; background: #8881; overflow-x: auto; font: .875rem/1.5 ui-monospace, monospace }
</style>
</head>
<body>
<h1>${summary}</h1>
<p>There is no edition to show yet. Once this is mended, this page becomes the one you asked for.</p>
${markup(joinHtml(frames))}${markup(scriptOf(badge, ' data-plain'))}</body>
</html>
`;
}

function scriptOf({ token, page, version }: Badge, more: string): Html {
  const data = `data-token="${token}" data-page="${escapeHtml(page)}" data-version="${version}"`;
  // The parts are escaped or our own.
  return `<script src="${OWN}client.js" ${data}${more} defer></script>` as Html;
}

/** Text that an author wrote holds no such codes: what shows it makes control characters visible. */
function withoutColours(text: string): string {
  return text.replaceAll(COLOUR, '');
}

const COLOUR = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;]*m`, 'g');

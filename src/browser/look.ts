/**
 * How the bar and the layer look. A page's own rules end at the shadow root, but reach its host: what is said
 * of the host is important, which in a shadow tree outweighs whatever the page says.
 */
export const LOOK = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto auto 0 0 !important;
  max-inline-size: 100% !important;
  z-index: 2147483647 !important;
  pointer-events: none !important;
  direction: ltr !important;
  color-scheme: light dark !important;
  font: 13px/1.4 system-ui, sans-serif !important;
  color: var(--ink) !important;
  --paper: #fff;
  --ink: #1b1b1b;
  --quiet: #595959;
  --line: #8a8a8a;
  --rule: #d9d9d9;
  --source: #f5f4f1;
  --red: #b00020;
  --yellow: #7a4f00;
  --cyan: #00606b;
  --link: #0b4f9e;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #191b1f;
    --ink: #ececea;
    --quiet: #a9a9a6;
    --line: #85868a;
    --rule: #3a3d43;
    --source: #23262b;
    --red: #ff938a;
    --yellow: #f0c05a;
    --cyan: #6fd3e0;
    --link: #8fc1ff;
  }
}
@media print {
  :host { display: none !important; }
}

*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h1, h2, p, ul, pre { margin: 0; padding: 0; font: inherit; }
ul { list-style: none; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
button {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid var(--line);
  border-radius: 4px;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
button:hover, button[aria-expanded="true"] { background: var(--source); }
button.error { border-color: var(--red); color: var(--red); font-weight: 600; }
button.warning { border-color: var(--yellow); color: var(--yellow); }

aside { padding: 8px; }
aside > * {
  pointer-events: auto;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--paper);
  box-shadow: 0 1px 6px rgb(0 0 0 / 0.18);
}
.words, .tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.row { display: flex; align-items: end; gap: 4px; inline-size: fit-content; padding: 4px; }
.page { padding: 2px 0 2px 4px; font-weight: 600; }
.notice:empty { position: absolute; }
.notice { padding: 2px 4px; font-weight: 600; }
.hide { inline-size: 26px; padding: 0; border-color: transparent; }
.hide::before { content: "\\2013"; }
.dot {
  inline-size: 26px;
  padding: 0;
  border-radius: 13px;
  background: var(--paper);
}
.dot::before {
  content: "";
  display: block;
  inline-size: 10px;
  block-size: 10px;
  margin: auto;
  border: 1px solid var(--quiet);
  border-radius: 5px;
}
.dot[data-signal="error"]::before { background: var(--red); border-color: var(--red); }
.dot[data-signal="warning"]::before { background: var(--yellow); border-color: var(--yellow); }

[role="switch"] { display: inline-flex; align-items: center; gap: 6px; }
.track {
  inline-size: 24px;
  block-size: 14px;
  border: 1px solid var(--quiet);
  border-radius: 7px;
}
.track::before {
  content: "";
  display: block;
  inline-size: 8px;
  block-size: 8px;
  margin: 2px;
  border-radius: 4px;
  background: var(--quiet);
}
[aria-checked="true"] .track { background: var(--ink); border-color: var(--ink); }
[aria-checked="true"] .track::before { background: var(--paper); transform: translateX(10px); }
@media (prefers-reduced-motion: no-preference) {
  .track::before { transition: transform 0.15s; }
}
@media (forced-colors: active) {
  .track::before, .dot[data-signal]::before { background: ButtonText; }
  [aria-checked="true"] .track::before { background: Highlight; }
}

.panel {
  inline-size: 26em;
  max-inline-size: 100%;
  max-block-size: 60vh;
  margin-block-end: 6px;
  padding: 8px 12px 10px;
  overflow: auto;
  overscroll-behavior: contain;
}
.panel h2 { font-weight: 600; }
.panel p { color: var(--quiet); }
.panel li {
  padding-block: 6px;
  border-block-start: 1px solid var(--rule);
  content-visibility: auto;
  contain-intrinsic-size: auto 66px;
}
.panel h2 + ul, .panel p + ul { margin-block-start: 6px; }
.panel li > * { display: block; overflow-wrap: anywhere; }
.panel .title { inline-size: fit-content; font-weight: 600; }
.panel .path { color: var(--quiet); font-size: 12px; }
a { color: var(--link); }

dialog {
  pointer-events: auto;
  position: fixed;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  max-inline-size: none;
  max-block-size: none;
  margin: 0;
  padding: 0 max(16px, 50% - 480px) 24px;
  border: 0;
  overflow: auto;
  overscroll-behavior: contain;
  background: var(--paper);
  color: var(--ink);
  font-size: 14px;
}
header {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  display: flex;
  align-items: start;
  justify-content: space-between;
  gap: 16px;
  padding-block: 20px 12px;
  border-block-end: 3px double var(--ink);
  background: var(--paper);
}
h1 { font-size: 20px; font-weight: 600; line-height: 1.25; }
h1:focus-visible { outline: none; }
header p { color: var(--quiet); }
header .notice { padding-inline: 0; color: var(--ink); }
dialog h2 { padding-block: 16px 0; font-weight: 600; font-size: 16px; }
dialog section { scroll-margin-block-start: 90px; }
dialog li {
  padding-block: 14px;
  border-block-end: 1px solid var(--rule);
  content-visibility: auto;
  contain-intrinsic-size: auto 150px;
  font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace;
  font-size: 13px;
  line-height: 1.5;
}
dialog li p { white-space: pre-wrap; overflow-wrap: anywhere; }
dialog pre {
  margin-block: 6px;
  padding: 6px 8px;
  overflow-x: auto;
  background: var(--source);
  font-family: inherit;
  white-space: pre;
  tab-size: 2;
}
.bold { font-weight: 700; }
.dim { color: var(--quiet); }
.red { color: var(--red); }
.yellow { color: var(--yellow); }
.cyan { color: var(--cyan); }
`;

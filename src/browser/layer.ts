/** The layer over the whole window that shows every problem. A native dialog: it keeps the focus, and gives it back. */
import { button, element } from './elements.ts';
import { frameElements } from './frame.ts';
import { recall, remember } from './memory.ts';
import { countOf, type PreviewState, type Problem, type Severity } from './protocol.ts';

export interface Layer {
  readonly element: HTMLElement;
  /** Shows another state. Errors the author has not closed yet open the layer; without any it goes. */
  show(state: PreviewState): void;
  /** Opens it at the first problem of a severity. */
  open(severity: Severity): void;
  /** What is to be said of the connection; an empty text when it is good. */
  say(text: string): void;
}

/** `opensItself`: not on a page that shows the errors already. */
export function makeLayer(opensItself: boolean): Layer {
  const headline = element('h1', { id: 'headline', tabindex: '-1' });
  const stale = element('p', {}, 'The page behind this is the last good edition.');
  const notice = element('p', { role: 'status', class: 'notice' });
  const problems = element('div');
  const close = button({ class: 'close' }, 'Close', () => dialog.close());
  const header = element('header', {}, element('div', {}, headline, stale, notice), close);
  const dialog = element('dialog', { 'aria-labelledby': 'headline' }, header, problems);

  /** What the author opened it for, or what opened it. */
  let reason: Severity = 'error';
  /** Of the present errors; empty without any. */
  let digest = '';
  let present: readonly Problem[] = [];
  let shown = '';

  /** There may be hundreds: they are made only to be looked at, and only when they are others. */
  function fill(): void {
    const key = JSON.stringify(present);
    if (key !== shown) problems.replaceChildren(...sectionsOf(present));
    shown = key;
  }

  function open(severity: Severity): void {
    reason = severity;
    fill();
    dialog.returnValue = '';
    if (!dialog.open) dialog.showModal();
    // The headline is read out, and the arrow keys scroll.
    headline.focus();
    const section = problems.querySelector(`section.${severity}`);
    if (section?.previousElementSibling) section.scrollIntoView();
    else dialog.scrollTop = 0;
  }

  function show(state: PreviewState): void {
    headline.textContent = state.summary;
    stale.hidden = !state.isStale;
    present = state.problems;
    if (dialog.open) fill();
    const errors = state.problems.filter((it) => it.severity === 'error');
    digest = errors.length === 0 ? '' : digestOf(errors.map((it) => it.text).join('\n'));
    if (digest === '') remember(CLOSED, null);
    if (digest !== '') {
      if (dialog.open) reason = 'error';
      else if (opensItself && recall(CLOSED) !== digest) open('error');
    } else if (dialog.open && (reason === 'error' || countOf(state, 'warning') === 0)) {
      dialog.close(MENDED);
    }
  }

  // However the author closed it: by the button, by Escape, by a gesture.
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== MENDED && digest !== '') remember(CLOSED, digest);
  });
  return {
    element: dialog,
    show,
    open,
    say: (text) => {
      if (notice.textContent !== text) notice.textContent = text;
    },
  };
}

/** The errors that the author has closed, by their digest. */
const CLOSED = 'closed';
const MENDED = 'mended';

const HEADINGS: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings' };

function sectionsOf(problems: readonly Problem[]): HTMLElement[] {
  const kinds = (['error', 'warning'] as const).filter((severity) =>
    problems.some((it) => it.severity === severity),
  );
  return kinds.map((severity) => {
    const frames = problems
      .filter((it) => it.severity === severity)
      .map((it) => element('li', {}, ...frameElements(it.text)));
    const heading = kinds.length > 1 ? [element('h2', {}, HEADINGS[severity])] : [];
    return element('section', { class: severity }, ...heading, element('ul', {}, ...frames));
  });
}

/** FNV-1a, 32 bits, with the length: enough to tell one state of one site from the next. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `${text.length}-${hash >>> 0}`;
}

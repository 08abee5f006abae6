/** The bar at the foot of the window: what this page is, what is not live, what is wrong. */
import { button, element } from './elements.ts';
import { recall, remember } from './memory.ts';
import { countOf, type PreviewState, type Severity } from './protocol.ts';
import { makeDraftsSwitch } from './drafts-switch.ts';
import { makeWithheldList, statusOf } from './withheld-list.ts';

export interface Bar {
  readonly element: HTMLElement;
  /** Shows another state; nothing is in view before the first one. */
  show(state: PreviewState): void;
  /** What is to be said of the connection, in place of all else; an empty text when it is good. */
  say(text: string): void;
}

export interface BarOptions {
  /** Not on a page that shows the problems already. */
  readonly countsProblems: boolean;
  openProblems(severity: Severity): void;
  /** Asks the server to show drafts or not; gives whether it agreed. */
  switchDrafts(show: boolean): Promise<boolean>;
}

export function makeBar({ countsProblems, openProblems, switchDrafts }: BarOptions): Bar {
  const page = element('p', { class: 'page' });
  const notice = element('p', { role: 'status', class: 'notice' });
  const list = makeWithheldList();
  const drafts = makeDraftsSwitch(switchDrafts);
  const errors = button({ class: 'error' }, '', () => openProblems('error'));
  const warnings = button({ class: 'warning' }, '', () => openProblems('warning'));
  const hide = button({ class: 'hide', 'aria-label': 'Hide the preview bar' }, '', () => {
    collapse(true);
    dot.focus();
  });
  const dot = button({ class: 'dot' }, '', () => {
    collapse(false);
    hide.focus();
  });
  const tools = element('div', { class: 'tools' }, list.button, drafts.element, errors, warnings);
  const words = element('div', { class: 'words' }, page, notice, tools);
  const row = element('div', { class: 'row' }, words, hide);
  const bar = element('aside', { 'aria-label': 'Preview', hidden: '' }, list.panel, row, dot);

  let hasState = false;
  let isCollapsed = recall(BAR) === 'hidden';

  function collapse(is: boolean): void {
    isCollapsed = is;
    remember(BAR, is ? 'hidden' : null);
    list.close();
    arrange();
  }

  function arrange(): void {
    const isLost = notice.textContent !== '';
    bar.hidden = !hasState && !isLost;
    row.hidden = isCollapsed && !isLost;
    dot.hidden = !row.hidden;
    tools.hidden = isLost;
    page.hidden = isLost || page.textContent === '';
    hide.hidden = isLost;
  }

  function show(state: PreviewState): void {
    const problems = (['error', 'warning'] as const).map((severity) => {
      const count = countsProblems ? countOf(state, severity) : 0;
      const text = count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
      const counter = severity === 'error' ? errors : warnings;
      counter.textContent = text;
      counter.hidden = text === '';
      return text;
    });
    page.textContent = state.page === null ? '' : statusOf(state.page);
    list.show(state);
    drafts.show(state.drafts);
    const [wrong = '', doubtful = ''] = problems;
    dot.dataset['signal'] = wrong !== '' ? 'error' : doubtful !== '' ? 'warning' : 'none';
    dot.title = ['Show the preview bar', page.textContent, ...problems]
      .filter((it) => it !== '')
      .join('. ');
    hasState = true;
    arrange();
  }

  return {
    element: bar,
    show,
    say: (text) => {
      // The same words once more would be read out once more.
      if (notice.textContent === text) return;
      notice.textContent = text;
      if (text !== '') list.close();
      arrange();
    },
  };
}

/** Whether the author has hidden the bar. */
const BAR = 'bar';

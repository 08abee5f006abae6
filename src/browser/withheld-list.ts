/** The articles that are not live, behind a button with their number. */
import { button, element } from './elements.ts';
import type { PreviewState, Unpublished, WithheldArticle } from './protocol.ts';

export interface WithheldList {
  readonly button: HTMLElement;
  readonly panel: HTMLElement;
  show(state: PreviewState): void;
  close(): void;
}

export function makeWithheldList(): WithheldList {
  const advice = element('p', {}, 'Switch Drafts on to read them here.');
  const articles = element('ul');
  const heading = element('h2', { id: 'not-live' }, 'Not live');
  const panel = element(
    'section',
    { id: 'list', class: 'panel', 'aria-labelledby': 'not-live', hidden: '' },
    heading,
    advice,
    articles,
  );
  const opener = button({ 'aria-controls': 'list', hidden: '' }, '', () =>
    open(panel.hidden !== false),
  );
  let shown = '';

  function open(is: boolean): void {
    panel.hidden = !is;
    opener.setAttribute('aria-expanded', String(is));
  }

  for (const it of [panel, opener]) {
    it.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || panel.hidden) return;
      open(false);
      opener.focus();
    });
  }
  document.addEventListener('pointerdown', (event) => {
    const path = event.composedPath();
    if (!path.includes(panel) && !path.includes(opener)) open(false);
  });
  open(false);

  return {
    button: opener,
    panel,
    show: ({ withheld, drafts }) => {
      opener.textContent = `${withheld.length} not live`;
      opener.hidden = withheld.length === 0;
      if (opener.hidden) open(false);
      advice.hidden = drafts || withheld.every((it) => it.address !== null);
      // What is the same stays, with the focus that may be in it.
      const key = JSON.stringify(withheld);
      if (key !== shown) articles.replaceChildren(...withheld.map(itemOf));
      shown = key;
    },
    close: () => open(false),
  };
}

/** What a page is that is not live. */
export function statusOf({ visibility, when }: Unpublished): string {
  const moment = when === null ? '' : readable(when);
  switch (visibility) {
    case 'draft':
      return 'Draft: not published';
    case 'scheduled':
      return moment === '' ? 'Scheduled' : `Scheduled: goes live ${moment}`;
    case 'expired':
      return `Expired ${moment}`.trim();
  }
}

function itemOf(article: WithheldArticle): HTMLElement {
  const { title, address, path } = article;
  const name =
    address === null
      ? element('span', { class: 'title', dir: 'auto' }, title)
      : element('a', { class: 'title', dir: 'auto', href: address }, title);
  return element(
    'li',
    {},
    name,
    element('span', {}, statusOf(article)),
    element('span', { class: 'path' }, path),
  );
}

/** `2031-01-15T00:00 Europe/London` with a blank for the `T`. */
function readable(when: string): string {
  return when.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ');
}

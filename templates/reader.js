/*
 * For readers who want it: remembers the colours they chose, and loads a player where they asked for one. No page
 * needs it. What only it can do is hidden until it runs, and it holds no style and no markup as text, so that a
 * content security policy without 'unsafe-inline' lets it work.
 */
(() => {
  const root = document.documentElement;
  const KEY = 'broadside-scheme';

  /** @param {string | null} scheme */
  const show = (scheme) => {
    if (scheme === 'light' || scheme === 'dark') root.dataset['scheme'] = scheme;
    else delete root.dataset['scheme'];
    const now = root.dataset['scheme'] ?? 'system';
    for (const button of document.querySelectorAll('.scheme button')) {
      button.setAttribute('aria-pressed', String(button.getAttribute('value') === now));
    }
  };

  // A browser that keeps nothing may refuse even to be asked.
  const read = () => {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  /** @param {string} scheme */
  const keep = (scheme) => {
    try {
      window.localStorage.setItem(KEY, scheme);
    } catch {
      // The choice holds for this page alone.
    }
  };

  show(read());
  for (const choice of document.querySelectorAll('.scheme')) {
    choice.removeAttribute('hidden');
    choice.addEventListener('click', ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      keep(target.value);
      show(target.value);
    });
  }
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY) show(newValue);
  });

  /** @param {DOMStringMap} facade */
  const playerFor = (facade) => {
    const name = facade['name'] ?? '';
    const source = facade['source'] ?? '';
    if (facade['player'] === 'frame') {
      const frame = document.createElement('iframe');
      frame.title = name;
      frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      frame.src = source;
      return frame;
    }
    const media = document.createElement(facade['player'] === 'video' ? 'video' : 'audio');
    media.controls = true;
    media.setAttribute('aria-label', name);
    media.src = source;
    return media;
  };
  for (const button of document.querySelectorAll('[data-player] button')) {
    button.removeAttribute('hidden');
    button.addEventListener('click', () => {
      const facade = button.closest('[data-player]');
      if (!(facade instanceof HTMLElement)) return;
      const player = playerFor(facade.dataset);
      facade.replaceChildren(player);
      player.focus();
    });
  }

  // What is folded away is printed all the same, and folded again after.
  /** @type {Element[]} */
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.notices:not([open])')];
    for (const it of opened) it.setAttribute('open', '');
  });
  window.addEventListener('afterprint', () => {
    for (const it of opened) it.removeAttribute('open');
  });
})();

/**
 * What runs in every page of the preview: it keeps the page current, and shows what is wrong and what is not
 * live. It loads nothing, reads nothing of the page but which files it uses, and changes nothing of it but
 * stylesheet links: all that it shows is one element with a shadow root at the end of the document.
 *
 * The modules of this folder become one classic script (`tools/compile.mjs`). Nothing else of Broadside
 * imports them, and they import nothing but one another.
 */
import { renewFiles, swapStyles } from './assets.ts';
import { makeBar } from './bar.ts';
import { listen } from './connection.ts';
import { makeLayer } from './layer.ts';
import { LOOK } from './look.ts';
import { reloadInPlace, restoreScroll } from './scroll.ts';

const STOPPED = 'Preview stopped. Run npm run dev again.';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) start(script.dataset);

function start({ token = '', page = '', version = '', plain }: DOMStringMap): void {
  restoreScroll();
  const showsProblems = plain === undefined;
  const layer = makeLayer(showsProblems);
  const bar = makeBar({
    countsProblems: showsProblems,
    openProblems: layer.open,
    switchDrafts: async (show) => await switchDrafts(token, show),
  });
  mount(bar.element, layer.element);
  listen(
    { token, page, version },
    {
      state: (state) => {
        bar.show(state);
        layer.show(state);
      },
      reload: reloadInPlace,
      style: swapStyles,
      files: (changes) => {
        if (renewFiles(changes)) reloadInPlace();
      },
      away: (isAway) => {
        bar.say(isAway ? STOPPED : '');
        layer.say(isAway ? STOPPED : '');
      },
    },
  );
}

/** Styles come as an object, which every content security policy allows. */
function mount(...content: readonly HTMLElement[]): void {
  const host = document.createElement('broadside-preview');
  host.lang = 'en';
  host.dir = 'ltr';
  const root = host.attachShadow({ mode: 'open' });
  const look = new CSSStyleSheet();
  look.replaceSync(LOOK);
  root.adoptedStyleSheets = [look];
  root.append(...content);
  document.documentElement.append(host);
}

async function switchDrafts(token: string, show: boolean): Promise<boolean> {
  const asked = new URLSearchParams({ token, show: show ? 'on' : 'off' });
  try {
    return (await fetch(`/.broadside/drafts?${asked}`, { method: 'POST' })).ok;
  } catch {
    return false;
  }
}

/** The switch "Drafts". */
import { button, element } from './elements.ts';

export interface DraftsSwitch {
  readonly element: HTMLElement;
  show(isOn: boolean): void;
}

/** `change` asks the server and gives whether it agreed. */
export function makeDraftsSwitch(change: (isOn: boolean) => Promise<boolean>): DraftsSwitch {
  /** What the server said last. */
  let known = false;
  const made = button({ role: 'switch' }, element('span', { class: 'track' }), () => {
    const wanted = made.getAttribute('aria-checked') !== 'true';
    set(wanted);
    void change(wanted).then((agreed) => {
      if (!agreed) set(known);
    });
  });
  made.append('Drafts');
  const set = (isOn: boolean): void => made.setAttribute('aria-checked', String(isOn));
  set(false);
  return {
    element: made,
    show: (isOn) => {
      known = isOn;
      set(isOn);
    },
  };
}

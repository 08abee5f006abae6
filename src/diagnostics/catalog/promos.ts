/** Diagnostics of `newsroom/promos/`. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { finding, warning } from '../make.ts';

export function promoNeverLive(file: string, spot: Spot): Diagnostic {
  return warning(
    file,
    spot,
    'promo-never-live',
    '`until` is not after `from`, so that this promo is never shown',
    'It is shown from the one to before the other; let it end later, or take one of them out.',
  );
}

export function duplicatePromo(file: string, spot: Spot, other: string): Diagnostic {
  return warning(
    file,
    spot,
    'duplicate-promo',
    `this is the same promo as ${other}, which is shown at the same time`,
    'A promo is shown once on a page: remove one of the files, or let one begin when the other ends.',
  );
}

/** `message` says of what it leads to that it is not published. */
export function promoWaiting(file: string, spot: Spot, message: string): Diagnostic {
  const hint = 'The promo is shown by itself as soon as what it leads to is published.';
  return warning(file, spot, 'promo-waiting', message, hint);
}

/** `most` promos are shown at one place of a page. */
export function promoCrowdedOut(
  file: string,
  spot: Spot,
  placement: string,
  most: number,
): Diagnostic {
  return finding(
    file,
    spot,
    'promo-crowded-out',
    `this promo is not shown, because ${most} others are at "${placement}" at the same time`,
    'Promos come in the order of their file names: give it another `placement`, name or time.',
  );
}

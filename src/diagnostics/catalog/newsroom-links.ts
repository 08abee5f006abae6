/** Diagnostics of the link stage about what is peculiar to a newsroom: outlets and series. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { error, finding, warning } from '../make.ts';

export function duplicateHost(file: string, spot: Spot, host: string, other: string): Diagnostic {
  const hint = 'Let the one it belongs to list it under `hosts:`, and take it out of the other.';
  return error(file, spot, 'duplicate-host', `"${host}" is already a host of ${other}`, hint);
}

export function nearOutlet(file: string, spot: Spot, outlet: string, other: string): Diagnostic {
  return warning(
    file,
    spot,
    'near-duplicate-outlet',
    `the outlet "${outlet}" is almost "${other}"`,
    `Write "${other}", or, if both are meant, give each a file in newsroom/outlets/.`,
  );
}

/** `known` is the registry file of the outlet that is named there, if it has one; `id` and `title` make a new one. */
export function unknownOutlet(
  file: string,
  spot: Spot,
  host: string,
  times: number,
  outlet: { readonly known: string | null; readonly id: string; readonly title: string | null },
): Diagnostic {
  const { known, id, title } = outlet;
  const hint =
    known === null
      ? `Write newsroom/outlets/${id}.md with title: ${title ?? 'its name'} and hosts: [${host}]; links to it then count as well.`
      : `Add ${host} to the hosts: of ${known}; links to it then count as well.`;
  const message = `"${host}" is cited ${times} times, and no outlet of newsroom/outlets/ has that host`;
  return finding(file, spot, 'unknown-outlet', message, hint);
}

/** A name that no registry file has, for a work at a host of the outlet called `title`, which has one. */
export function outletDiffers(
  file: string,
  spot: Spot,
  name: string,
  host: string,
  title: string,
  known: string,
): Diagnostic {
  const message = `"${name}" is cited at ${host}, which is a host of "${title}"`;
  const hint = `If the two are one, add "${name}" to the aliases: of ${known}; until then they are counted apart.`;
  return finding(file, spot, 'outlet-differs', message, hint);
}

export function seriesPartTwice(
  file: string,
  spot: Spot,
  series: string,
  part: number,
  other: string,
): Diagnostic {
  const message = `part ${part} of the series "${series}" is already ${other}`;
  return warning(file, spot, 'series-part-twice', message, 'Give one of them another part.');
}

/** Parts `first` to `last` are not there. */
export function seriesPartMissing(
  file: string,
  spot: Spot,
  series: string,
  first: number,
  last: number,
): Diagnostic {
  const parts = first === last ? `part ${first}` : `parts ${first} to ${last}`;
  const message = `${parts} of the series "${series}" ${first === last ? 'is' : 'are'} missing before this one`;
  const hint = 'Number the parts without a gap, or write what is missing.';
  return finding(file, spot, 'series-part-missing', message, hint);
}

export function seriesOfOne(
  file: string,
  spot: Spot,
  series: string,
  near: string | null,
): Diagnostic {
  const hint =
    near === null
      ? 'If more is to come, there is nothing to do.'
      : `Did you mean "${near}"? If more is to come, there is nothing to do.`;
  const message = `the series "${series}" has one article only`;
  return finding(file, spot, 'series-of-one', message, hint);
}

/** An output of a plan: what it is, and how it is described once there is a use for it. */
import { outputPathOf } from '../addresses.ts';
import { digestOf, digestOfData } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import type { Address, Digest, Fill, OutputPath, Page, PageFacts, Work } from '../model.ts';
import type { Context } from './pages/context.ts';
import { carriedBy, writeSheet } from './sheet.ts';
import type { ThemeFacts } from './theme.ts';
import type { PageName, PageView } from './views.ts';

export type HtmlWork = Extract<Work, { readonly make: 'html' }>;

/** An output that an edition has. */
export interface Planned {
  readonly path: OutputPath;
  readonly make: Work['make'];
  /** Null until it is described. */
  readonly facts: PageFacts | null;
  /** Describes it: the same every time. */
  describe(): Page;
}

type PlanContext = Pick<Context, 'config' | 'theme' | 'parts'>;

/** A page of HTML at an address. `fills` are the fields of its view that bodies fill. */
export function htmlPage<Name extends PageName>(
  context: PlanContext,
  address: Address,
  template: Name,
  describe: () => { readonly view: PageView<Name>; readonly fills?: readonly Fill[] },
): Planned {
  const path = outputPathOf(address);
  return {
    path,
    make: 'html',
    facts: null,
    describe: () => {
      const { view, fills = [] } = describe();
      const work: HtmlWork = { make: 'html', template, view, fills };
      return pageOf(context, path, work, readsOf(work, context.config, context.theme));
    },
  };
}

/** Any other output. `reads` is whatever rendering it reads beside the work itself. */
export function planned(
  context: Pick<Context, 'parts'>,
  path: OutputPath,
  make: Work['make'],
  describe: () => Work,
  reads: unknown = null,
): Planned {
  return { path, make, facts: null, describe: () => pageOf(context, path, describe(), reads) };
}

function readsOf({ template, fills }: HtmlWork, config: Config, theme: ThemeFacts): unknown {
  const hasBody = fills.some((it) => it.fill === 'body');
  return [
    theme.digestOf(template),
    hasBody ? [theme.fragments, labelsDigest(config.labels)] : null,
  ];
}

function pageOf(
  { parts }: Pick<Context, 'parts'>,
  path: OutputPath,
  work: Work,
  reads: unknown,
): Page {
  const { text, parts: named } = writeSheet(work, parts);
  const sheet = digestOf(text);
  return {
    path,
    make: work.make,
    text,
    facts: {
      sheet,
      described: digestOfData([sheet, reads]),
      carries: carriedBy(work),
      parts: [...new Set(named)],
    },
  };
}

/** By identity: a site has a handful of them, and thousands of pages. */
const labelDigests = new WeakMap<object, Digest>();

/** The words a site says otherwise, as one short thing that rendering reads. */
export function labelsDigest(labels: Config['labels']): Digest {
  const known = labelDigests.get(labels) ?? digestOfData(labels);
  labelDigests.set(labels, known);
  return known;
}

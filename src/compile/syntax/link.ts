import type { Element } from 'hast';
import { linkEmpty, linkScheme, linkWithoutScheme } from '../../diagnostics/catalog/markdown.ts';
import { holeNode, type Placed, type Reading, urlSpanOf } from '../reading.ts';
import { type Destination, destinationOf } from '../urls.ts';

/**
 * Decides a link before it is sanitised: one into the site becomes two holes round its words, one to
 * elsewhere keeps its address, any other is reported and only its words stay.
 */
export function readLink(reading: Reading, link: Element): void {
  const url = link.properties['href'];
  if (typeof url !== 'string' || reading.carriedBy(link) !== null) return;
  const destination = destinationOf(url, reading.options);
  if (destination.to === 'elsewhere') {
    link.properties['href'] = destination.href;
    noteOutward(reading, destination.href);
    if (reading.paid === true) Object.assign(link.properties, reading.carry({ finish: sponsored }));
  } else delete link.properties['href'];
  if (destination.to === 'nowhere') {
    reportNowhere(reading, link, url, destination);
    Object.assign(link.properties, reading.carry({ finish: (safe) => safe.children }));
  }
  if (destination.to === 'site') carryLink(reading, link, url);
}

function sponsored(safe: Element): Element[] {
  return [{ ...safe, properties: { ...safe.properties, rel: ['sponsored', 'noopener'] } }];
}

/** More links than any article has; nobody may make a summary of any size. */
export const MOST_OUTWARD = 500;

/** Notes that the text links to another host. */
export function noteOutward(reading: Reading, href: string): void {
  if (reading.outwardLinks.size >= MOST_OUTWARD || !/^https?:/i.test(href)) return;
  if (!URL.canParse(href) || new URL(href).host === new URL(reading.options.origin).host) return;
  reading.outwardLinks.add(href);
}

/** Reports an address that no link and no picture may have. */
export function reportNowhere(
  reading: Reading,
  node: Placed,
  url: string,
  destination: Extract<Destination, { to: 'nowhere' }>,
): void {
  const span = urlSpanOf(reading, node, url);
  const { path, diagnostics } = reading;
  switch (destination.because) {
    case 'empty':
      diagnostics.push(linkEmpty(path, span));
      return;
    case 'host without scheme':
      diagnostics.push(linkWithoutScheme(path, span, url.trim()));
      return;
    case 'scheme':
      diagnostics.push(linkScheme(path, span, destination.scheme));
  }
}

function carryLink(reading: Reading, link: Element, url: string): void {
  const reference = reading.references.add(
    { form: 'link', text: url, instead: [] },
    urlSpanOf(reading, link, url),
  );
  const { title } = link.properties;
  const finish = (safe: Element): Element['children'] => [
    holeNode(reading, {
      hole: 'link',
      reference,
      title: typeof title === 'string' ? title : null,
    }),
    ...safe.children,
    holeNode(reading, { hole: 'link-end', reference }),
  ];
  Object.assign(link.properties, reading.carry({ finish }));
}

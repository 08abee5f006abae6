import type { Element, ElementContent } from 'hast';
import { remoteImage } from '../../diagnostics/catalog/markdown.ts';
import { imageAltMissing } from '../../diagnostics/catalog/pictures.ts';
import { holeNode, type Reading, spanOf, urlSpanOf } from '../reading.ts';
import { element, onlyChild, text } from '../tree.ts';
import { destinationOf } from '../urls.ts';
import { reportNowhere } from './link.ts';

/**
 * Decides a picture before it is sanitised. One of ours becomes a hole. One of another site becomes a link
 * to it, since no page of ours makes a reader's browser ask anybody else. Gives what stands in its place.
 */
export function readPicture(reading: Reading, picture: Element, inLink: boolean): ElementContent[] {
  const { src, alt, title } = picture.properties;
  const words = typeof alt === 'string' ? alt : '';
  if (typeof src !== 'string') return words === '' ? [] : [text(words)];
  const destination = destinationOf(src, reading.options);
  const span = urlSpanOf(reading, picture, src);
  if (words.trim() === '' && !saysNothingOnPurpose(reading, picture)) {
    reading.diagnostics.push(imageAltMissing(reading.path, spanOf(reading, picture), 'text'));
  }
  if (destination.to === 'nowhere') {
    reportNowhere(reading, picture, src, destination);
    return words === '' ? [] : [text(words)];
  }
  if (destination.to === 'elsewhere') {
    const { href } = destination;
    if (!/^https?:/i.test(href)) {
      const [scheme = ''] = href.split(':');
      reportNowhere(reading, picture, src, { to: 'nowhere', because: 'scheme', scheme });
      return [text(words)];
    }
    const outcome = 'so it is shown as a link';
    reading.diagnostics.push(remoteImage(reading.path, span, src, outcome));
    const caption = typeof title === 'string' ? title.trim() : '';
    const label = text([words, caption, src].find((it) => it.trim() !== '') ?? src);
    // The caption is words that readers see, wherever the picture lies.
    const more = words.trim() === '' || caption === '' ? [] : [text(` (${caption})`)];
    return inLink ? [label, ...more] : [element('a', { href }, [label]), ...more];
  }
  const reference = reading.references.add({ form: 'image', text: src, instead: [] }, span);
  const hole = {
    hole: 'picture',
    reference,
    alt: words,
    title: typeof title === 'string' ? title : null,
  } as const;
  const mark = reading.carry({ finish: () => [holeNode(reading, hole)] });
  return [{ ...picture, properties: { alt: words, ...mark } }];
}

/** A picture alone in its paragraph (perhaps as a link) as a figure, its title as the caption; or null. */
export function figureOf(reading: Reading, paragraph: Element): Element | null {
  const child = onlyChild(paragraph);
  const picture = child?.tagName === 'a' ? onlyChild(child) : child;
  if (child === null || picture?.tagName !== 'img' || reading.carriedBy(picture) !== null) {
    return null;
  }
  const { src, title } = picture.properties;
  if (typeof src !== 'string' || destinationOf(src, reading.options).to !== 'site') return null;
  const figure = element('figure', {}, [child]);
  if (typeof title === 'string' && title.trim() !== '') {
    delete picture.properties['title'];
    figure.children.push(element('figcaption', {}, [text(title)]));
  }
  return figure;
}

/** `alt=""` in HTML is how an author says that a picture is decoration; in Markdown it is what was forgotten. */
function saysNothingOnPurpose(reading: Reading, picture: Element): boolean {
  return picture.properties['alt'] === '' && reading.source[spanOf(reading, picture).start] === '<';
}

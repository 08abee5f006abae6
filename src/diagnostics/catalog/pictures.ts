/** Diagnostics about pictures, in front matter and in the text. */
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { warning } from '../make.ts';

export function imageAltMissing(
  file: string,
  spot: Spot,
  where: 'front matter' | 'text',
): Diagnostic {
  const hint =
    where === 'text'
      ? 'Describe it between the brackets: ![what is to be seen](picture.jpg).'
      : 'Write image: {src: …, alt: "what is to be seen"}.';
  const message = 'this picture says nothing to readers who cannot see it';
  return warning(file, spot, 'image-alt-missing', message, hint);
}

/** Pieces that only front matter needs, and the groups of fields that several kinds of file have. */
import type * as z from 'zod';
import { slugOf } from '../../base/slug.ts';
import {
  fields,
  filePath,
  line,
  linkUrl,
  oneOf,
  orJust,
  scalar,
  shown,
  text,
  webUrl,
} from '../../config/pieces.ts';
import { remoteImage } from '../../diagnostics/catalog/markdown.ts';
import { imageAltMissing } from '../../diagnostics/catalog/pictures.ts';
import { placeOf } from '../../config/check-fields.ts';
import type { LabelledLink, Picture, Slug } from '../../model.ts';
import { destinationOf } from '../urls.ts';
import { refer, type Sheet, TOP } from './sheet.ts';

/** The last part of an address, as it is to stand there. */
export const slug: z.ZodType<Slug> = scalar<Slug>('a slug', (it) => {
  const value = slugOf(it);
  if (value !== null && value === it.trim()) return { value };
  const hint =
    value === null ? 'Write words with hyphens between them: rate-cuts.' : `Write ${value}.`;
  return { wrong: `${shown(it)} cannot stand in an address as it is`, hint };
});

/** A former address of this site (`/2019/old-slug/`), or a former slug. */
export const formerAddress: z.ZodType<string> = scalar('an address', (it) => {
  const value = it.trim();
  const wrong = `${shown(value)} is no former address of this site`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    return { wrong, hint: 'Write the path alone, such as /2019/old-slug/.' };
  }
  if (/[?#]/.test(value)) {
    return { wrong, hint: 'What follows "?" or "#" cannot be redirected on a static host.' };
  }
  const inside = value.replace(/^\//, '').replace(/\/$/, '');
  const plain =
    !/[\s\p{Cc}\\<>"]/u.test(value) &&
    inside.split('/').every((part) => part !== '' && !/^(?:\.|%2e){1,2}$/i.test(part)) &&
    (value.startsWith('/') || !inside.includes('/'));
  if (plain) return { value };
  return { wrong, hint: 'Write a path such as /2019/old-slug/, or the former slug alone.' };
});

/** A topic's id or name. */
export const topic: z.ZodType<string> = scalar('a topic', (it) => {
  const value = it.replace(/\s+/g, ' ').trim();
  if (slugOf(value) !== null) return { value };
  return { wrong: `${shown(it)} is no topic`, hint: 'A topic has letters or digits.' };
});

/** A link with words; where only an address is given, its host is the words. */
export const labelledLink: z.ZodType<LabelledLink> = orJust(
  'url',
  fields({ label: line.optional(), url: linkUrl }).transform(({ label, url }) => ({
    label: label ?? hostOf(url),
    url,
  })),
);

/** What an author says of a picture. */
export interface PictureFields {
  readonly src: string;
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  readonly credit?: string | undefined;
  readonly creditUrl?: string | undefined;
  readonly license?: string | undefined;
  readonly nature?: NonNullable<Picture['nature']> | undefined;
}

/** A picture: its fields, or its path alone. */
export const picture: z.ZodType<PictureFields> = orJust(
  'src',
  fields({
    src: filePath,
    alt: line.optional(),
    caption: text.optional(),
    credit: line.optional(),
    creditUrl: webUrl.optional(),
    license: line.optional(),
    nature: oneOf(['photograph', 'archive', 'illustration', 'generated']).optional(),
  }),
);

/** The picture of a file's field `image`. A file of this site becomes a reference. */
export function pictureOf(
  sheet: Sheet,
  it: PictureFields | undefined,
  alt: 'needed' | 'optional',
): Picture | null {
  if (it === undefined) return null;
  if (it.alt === undefined && alt === 'needed') {
    sheet.diagnostics.push(
      imageAltMissing(sheet.path, placeOf(sheet.plain, 'image') ?? TOP, 'front matter'),
    );
  }
  const local = destinationOf(it.src, sheet.options).to !== 'elsewhere';
  if (!local) {
    const place = placeOf(sheet.plain, 'image.src') ?? placeOf(sheet.plain, 'image') ?? TOP;
    sheet.diagnostics.push(remoteImage(sheet.path, place, it.src, 'and no page shows it'));
  }
  return {
    reference: local ? refer(sheet, 'image', it.src, 'image.src') : null,
    src: it.src,
    alt: it.alt ?? null,
    caption: it.caption ?? null,
    credit: it.credit ?? null,
    creditUrl: it.creditUrl ?? null,
    license: it.license ?? null,
    nature: it.nature ?? null,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') || url : url;
}

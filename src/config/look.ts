/** The settings of broadside.yaml that change what readers see: `theme:` and `front:`. */
import * as z from 'zod';
import type { FrontBand, Look } from './config.ts';
import { fields, filePath, line, listOf, oneOf, orJust, worded } from './pieces.ts';
import { styleValue } from './settings.ts';

const color = orJust(
  'light',
  fields({
    light: styleValue.describe('The colour on a light ground; on both where it stands alone'),
    dark: styleValue.optional().describe('The colour on a dark ground'),
  }),
);

const colorFor = (what: string): z.ZodOptional<typeof color> =>
  color.optional().describe(`${what}, as in second: {light: "#7a1f3d", dark: "#f0a6bd"}`);

/** The colours of `templates/style.css`, by the names they have there. */
const colors = fields({
  second: colorFor('The second ink, which marks what can be followed'),
  paper: colorFor('The page'),
  panel: colorFor('The ground of promos, code and fields'),
  ink: colorFor('Text, headlines, heavy rules'),
  'ink-2': colorFor('Dates, captions, credits'),
  rule: colorFor('Hairlines'),
  control: colorFor('Borders of fields and buttons'),
  visited: colorFor('Links that were followed'),
  focus: colorFor('The outline of what has the focus'),
  amber: colorFor('Corrections'),
  'amber-ground': colorFor('The ground of a correction'),
  red: colorFor('Retractions'),
  'red-ground': colorFor('The ground of a retraction'),
  'note-ground': colorFor("The ground of an editor's note"),
  mark: colorFor('The ground of what is marked'),
});

const fonts = fields({
  text: styleValue.optional().describe('Family of text and headlines, and what may replace it'),
  furniture: styleValue.optional().describe('Family of labels, dates and navigation, likewise'),
});

const ownFile = filePath.refine((it) => !/^https?:/i.test(it), {
  error: worded(
    'lies on another site, and no page asks another site for anything',
    'Put the picture into public/ and write its name.',
  ),
});

const nameplate = orJust(
  'words',
  fields({
    words: line.optional().describe('The name as it stands there; default: the title'),
    image: ownFile.optional().describe('A picture in public/ in its place: nameplate.svg'),
  }),
);

const BANDS = ['opinion', 'record', 'latest'] as const;

const band = orJust(
  'show',
  fields({
    topic: line.optional().describe('Id of a topic: its newest articles'),
    dossier: line.optional().describe('Id of a topic: its dossier, with dated events'),
    kind: oneOf(['news', 'opinion', 'analysis', 'background', 'interview', 'review', 'satire'])
      .optional()
      .describe('A kind of article'),
    show: oneOf(BANDS)
      .optional()
      .describe('opinion; record: corrections and the outlets cited most; latest'),
  }),
).transform((it, context): FrontBand => {
  const named = Object.values(it).filter((value) => value !== undefined).length;
  if (named === 1) {
    if (it.topic !== undefined) return { band: 'topic', id: it.topic };
    if (it.dossier !== undefined) return { band: 'dossier', id: it.dossier };
    if (it.kind !== undefined) return { band: 'kind', id: it.kind };
    if (it.show !== undefined) return { band: it.show };
  }
  const hint =
    'Write one of "topic: harbour", "dossier: harbour", "kind: review", opinion, record, latest.';
  context.issues.push({ code: 'custom', message: worded('is not one band', hint), input: it });
  return z.NEVER;
});

/** `front:` as it is written: the bands below the lead, in order. */
export const front: z.ZodType<FrontBand[]> = listOf(band);

const look = fields({
  colors: colors.optional().describe('Colours by name'),
  fonts: fonts.optional().describe('Families of type'),
  nameplate: nameplate.optional().describe('The name at the head of each page, or a picture of it'),
});

/** `theme:` as it is written; what it leaves to the theme is null. */
export const theme: z.ZodType<Look> = look.transform((it) => {
  const set = Object.entries(it.colors ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, { light: value.light, dark: value.dark ?? null }] as const],
  );
  return {
    colors: Object.fromEntries(set),
    fonts: { text: it.fonts?.text ?? null, furniture: it.fonts?.furniture ?? null },
    nameplate: {
      words: it.nameplate?.words ?? null,
      image: it.nameplate?.image === undefined ? null : inPublic(it.nameplate.image),
    },
  };
});

/** The look of a publication that says nothing of it. */
export const PLAIN_LOOK: Look = {
  colors: {},
  fonts: { text: null, furniture: null },
  nameplate: { words: null, image: null },
};

/** A path of `public/` as it is published: from the site's root. */
export function inPublic(path: string): string {
  return /^https?:/i.test(path) ? path : `/${path.replace(/^\//, '').replace(/^public\//, '')}`;
}

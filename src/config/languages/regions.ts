import type { DateLabels } from '../languages.ts';

/** Months of the Levant and Iraq. */
const LEVANT: Partial<DateLabels> = {
  months:
    'كانون الثاني | شباط | آذار | نيسان | أيار | حزيران | تموز | آب | أيلول | تشرين الأول | تشرين الثاني | كانون الأول',
};

/** Regions that say dates in another way than the rest of their language. */
export const REGIONS: Readonly<Record<string, Partial<DateLabels>>> = {
  'en-US': { date: '{month} {day}, {year}' },
  'de-AT': {
    months:
      'Jänner | Februar | März | April | Mai | Juni | Juli | August | September | Oktober | November | Dezember',
  },
  'ar-IQ': LEVANT,
  'ar-JO': LEVANT,
  'ar-LB': LEVANT,
  'ar-PS': LEVANT,
  'ar-SY': LEVANT,
};

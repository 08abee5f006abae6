import type { Moment } from './moment.ts';

/** A moment as messages say it, in the site's timezone: `2026-02-01T08:00`; seconds only where there are any. */
export function clockText({ day, time }: Moment): string {
  return `${day}T${(time ?? '00:00:00').replace(/:00$/, '')}`;
}

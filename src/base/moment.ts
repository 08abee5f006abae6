/** A day, or a day and time, placed in the site's timezone. */
export interface Moment {
  /** `2020-01-16`, in the site's timezone. */
  readonly day: string;
  /** `09:30:00` in the site's timezone; null when the author gave only a day, which begins at 00:00. */
  readonly time: string | null;
  /** Offset of the site's timezone at that instant: `+02:00`. */
  readonly offset: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly instant: number;
}

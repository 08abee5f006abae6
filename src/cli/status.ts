/** Exit statuses; DESIGN.md, section 7. */
export const GOOD = 0;
export const CONTENT = 1;
export const USAGE = 2;
export const FINDINGS = 3;
export const DISK = 4;
export const BUG = 70;
/** As a shell reports a program that was interrupted. */
export const INTERRUPTED = 130;
export const TERMINATED = 143;

import { articleFile } from './folder.ts';

/** Makes one reference of `SMALL_SITE` wrong. */
export const MISSPELT = {
  'articles/2024-06-01-rates.md': articleFile(
    'Rates again',
    'The rates rose.\n',
    'seeAlso:\n  - fisacl-rules\n',
  ),
};

/** What the program then says, but for the hint. */
export const REFUSAL = [
  'articles/2024-06-01-rates.md:4:5: error: "fisacl-rules" is not the slug or headline of any article [unresolved-reference]',
  '   3 | seeAlso:',
  ' > 4 |   - fisacl-rules',
  '     |     ^^^^^^^^^^^^',
];

/**
 * Writes a publication of any size to measure with: the same words for the same number, none of them
 * anyone's. Articles are of about 7 kB and refer to one another, with topics, authors and years.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi zo har len mor quin tal ves'.split(' ');
const TOPICS = 60;
const AUTHORS = 40;

/** A generator of numbers from 0 to 1 (mulberry32). */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function writer(seed) {
  const next = chance(seed);
  const upTo = (count) => Math.floor(next() * count);
  const word = () =>
    Array.from({ length: 1 + upTo(3) }, () => SYLLABLES[upTo(SYLLABLES.length)]).join('');
  const words = (count) => Array.from({ length: count }, word).join(' ');
  const sentence = () => {
    const text = words(8 + upTo(14));
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 3 + upTo(4) }, sentence).join(' ');
  return { upTo, words, paragraph };
}

export function titleOf(number) {
  const { words } = writer(number + 1);
  const title = words(6);
  return `${title[0].toUpperCase()}${title.slice(1)} ${number}`;
}

/** The path of an article under the root. */
export function pathOf(number) {
  const day = new Date(Date.UTC(2010, 0, 1) + number * 12 * 3600 * 1000).toISOString().slice(0, 10);
  return `articles/${day.slice(0, 4)}/${day}-story-${number}.md`;
}

/** The text of an article. `headline` and `more` replace its headline and add to its prose. */
export function articleOf(number, headline = titleOf(number), more = '') {
  const { upTo, words, paragraph } = writer(number * 7919 + 3);
  const topics = [upTo(TOPICS), upTo(TOPICS)].map((it) => `topic-${it}`);
  const blocks = [];
  for (let size = 0; size < 6500;) {
    const roll = upTo(12);
    const text = paragraph();
    const block =
      roll === 0
        ? `## ${words(4)}`
        : roll === 1
          ? `> ${text}`
          : roll === 2
            ? `- ${words(9)}\n- ${words(7)}\n- ${words(8)}`
            : roll === 3
              ? `${text} [${words(3)}](https://example.org/${words(1)}) *${words(2)}* ${words(12)}.`
              : text;
    blocks.push(block);
    size += block.length;
  }
  if (number > 0) blocks.splice(3, 0, `SEE ALSO: ${titleOf(upTo(number))}`);
  return `---
title: "${headline}"
deck: "${words(14)}."
authors: [author-${upTo(AUTHORS)}]
topics: [${topics.join(', ')}]
---

${blocks.join('\n\n')}
${more}`;
}

/** Writes a publication of so many articles into `root`. */
export function writeCorpus(root, count) {
  mkdirSync(root, { recursive: true });
  writeFileSync(
    join(root, 'broadside.yaml'),
    'title: The Measure\nurl: https://measure.example/\nlanguage: en\ntimezone: Europe/London\n',
  );
  for (let number = 0; number < count; number++) {
    const path = join(root, pathOf(number));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, articleOf(number));
  }
}

/**
 * Holds the fast readers against the reference for every Markdown file of a folder, and prints each
 * difference: the native parser's tree against that of remark-parse, simple front matter against YAML, and
 * what the file compiles to by the short way against the long one. Exit code 1 when there is any.
 *
 *     node tools/verify-parser.mjs FOLDER
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const COMPILED = new URL('../lib/', import.meta.url);

const OPTIONS = {
  language: 'en',
  dir: 'ltr',
  timezone: 'UTC',
  kind: 'opinion',
  origin: 'https://publication.invalid',
  base: '',
  markers: {},
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say which folder: node tools/verify-parser.mjs FOLDER');
  process.exitCode = 2;
} else {
  process.exitCode = await verify(folder);
}

async function verify(root) {
  const { readers, compile } = await load();
  const counts = { files: 0, taken: readers.map(() => 0), differences: 0 };
  const report = (path, what, fast, reference) => {
    counts.differences++;
    console.log(`${path}: ${what}\n${firstDifference(fast, reference)}`);
  };
  for (const path of markdownIn(root)) {
    const bytes = readFileSync(join(root, path));
    const text = bytes.toString('utf8');
    counts.files++;
    readers.forEach((reader, at) => {
      const found = reader.read(text);
      if (found === null) return;
      counts.taken[at]++;
      if (!same(found.fast, found.reference)) {
        report(path, reader.name, found.fast, found.reference);
      }
    });
    const file = { kind: 'article', path, digest: '', text };
    const fast = compile(file, { ...OPTIONS, parser: 'auto' });
    const reference = compile(file, { ...OPTIONS, parser: 'remark' });
    if (!same(fast, reference)) report(path, 'compiles to something else', fast, reference);
  }
  readers.forEach(({ name }, at) => console.log(`${counts.taken[at]} of ${counts.files}: ${name}`));
  console.log(`${counts.differences} differences`);
  return counts.differences === 0 ? 0 : 1;
}

/** What stands in for the reference where a text lets it: each gives both results, or null. */
async function load() {
  const from = (path) => import(new URL(path, COMPILED));
  const { compile } = await from('compile/compile.js');
  const { readFrontMatter } = await from('compile/front-matter.js');
  const { parseMarkdown } = await from('compile/parser.js');
  const { nativeParser } = await from('compile/native-parser.js');
  const { isPlain } = await from('compile/plain.js');
  const { readSimpleFields } = await from('compile/quick/simple-fields.js');
  const { plainOf } = await from('base/yaml-plain.js');
  const bodyOf = (text) => text.slice(readFrontMatter('', text).bodyStart);
  return {
    compile,
    readers: [
      {
        name: 'trees of the native parser',
        read(text) {
          const body = bodyOf(text);
          if (nativeParser === null || !isPlain(body)) return null;
          const fast = parseMarkdown(body, true, 'native');
          return { fast, reference: parseMarkdown(body, true, 'remark') };
        },
      },
      {
        name: 'simple front matter',
        read(text) {
          const simple = readSimpleFields(text);
          if (simple === null) return null;
          const { document, bodyStart, diagnostics } = readFrontMatter('', text);
          const plain = document === null ? null : plainOf(document);
          return {
            fast: { ...simple, diagnostics: [] },
            reference: { plain, bodyStart, diagnostics },
          };
        },
      },
    ],
  };
}

function markdownIn(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.(?:md|markdown)$/i.test(it))
    .sort();
}

/** The order of keys counts, since digests are of the JSON; fields that are undefined do not. */
function same(fast, reference) {
  const [one, other] = [fast, reference].map((it) => JSON.stringify(it));
  return one === other || (isTree(fast) && isDeepStrictEqual(JSON.parse(one), JSON.parse(other)));
}

/** The two parsers set the fields of a node in different orders, which nothing depends on. */
function isTree(it) {
  return it.type === 'root';
}

function firstDifference(fast, reference) {
  const [one, other] = [fast, reference].map((it) => JSON.stringify(it));
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 60);
  return `  fast       …${one.slice(from, at + 100)}\n  reference  …${other.slice(from, at + 100)}`;
}

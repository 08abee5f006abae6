import { digestOfData } from '../base/digest.ts';
import type { Span } from '../base/span.ts';
import { parseYaml } from '../base/yaml.ts';
import { type Plain, plainOf } from '../base/yaml-plain.ts';
import {
  configKeyUnknown,
  configMissing,
  configValue,
  configYaml,
} from '../diagnostics/catalog/config.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { checkFields, fieldName, keyPlaceOf, placeOf, type UnknownField } from './check-fields.ts';
import type { Config, SiteLink } from './config.ts';
import { configSchema, type Settings } from './schema.ts';

/**
 * Reads `broadside.yaml` and fills in every default (DESIGN.md, Interfaces). The value is null when
 * anything is wrong: all of it is reported, each at its place in `text`. `file` names it in messages.
 */
export function readConfig(text: string, file: string): Outcome<Config | null> {
  if (text.length > MOST_CHARACTERS) {
    const hint = `${MOST_CHARACTERS} characters are the most.`;
    const diagnostics = [configYaml(file, { start: 0, end: 0 }, 'this file is too large', hint)];
    return { value: null, diagnostics };
  }
  const { document, problems } = parseYaml(text);
  const plain = problems.length === 0 ? plainOf(document) : null;
  const broken = plain === null ? problems : plain.problems;
  if (plain === null || broken.length > 0) {
    const diagnostics = broken.map((it) => configYaml(file, it.span, it.message, it.hint));
    return { value: null, diagnostics };
  }
  const { value, wrong, unknown } = checkFields(configSchema(), plain.data);
  const diagnostics: Diagnostic[] = [];
  for (const it of unknown) {
    diagnostics.push(configKeyUnknown(file, keyPlaceOf(plain, it.path), it.path, hintFor(it)));
  }
  for (const it of wrong) {
    const place = placeOf(plain, it.path);
    diagnostics.push(
      it.missing
        ? configMissing(
            file,
            place,
            fieldName(it.path),
            EXAMPLES.get(it.path) ?? `Add "${it.path.split('.').at(-1) ?? ''}: …" there.`,
          )
        : configValue(file, place, fieldName(it.path), it.problem, it.hint),
    );
  }
  diagnostics.sort((a, b) => startOf(a) - startOf(b));
  if (value === null || diagnostics.length > 0) return { value: null, diagnostics };
  const rest = { ...value, siteLinks: siteLinksOf(value, plain, file) };
  return { value: { digest: digestOfData(rest), ...rest }, diagnostics };
}

/** Where the text of `broadside.yaml` names a setting, by its path (`labels.en.by`); null where it does not. */
export function placeOfSetting(text: string, path: string): Span | null {
  const { document, problems } = parseYaml(text);
  return problems.length > 0 ? null : keyPlaceOf(plainOf(document), path);
}

const MOST_CHARACTERS = 64 * 1024;

const EXAMPLES = new Map([
  ['title', 'Add a line "title: Name of the publication".'],
  ['url', 'Add a line "url: https://example.org", the address it is published at.'],
  ['language', 'Add a line "language: en", the language most articles are in.'],
  [
    'timezone',
    'Add a line "timezone: Europe/London", the place whose clocks articles are dated by.',
  ],
]);

/** Keys of other generators, and what they are called here. */
const FOREIGN = new Map([
  ['author', 'Authors are files in newsroom/authors/; the publisher is named under "publisher:".'],
  ['baseurl', 'The folder is a part of "url:", as in https://example.org/folder.'],
  ['baseURL', 'The address is set under "url:".'],
  ['collections', 'Articles lie in articles/, pages in pages/; nothing has to be declared.'],
  ['lang', 'The language is set under "language:".'],
  ['languageCode', 'The language is set under "language:".'],
  ['locale', 'The language is set under "language:".'],
  ['menu', 'The navigation is set under "nav:", a list of label and url.'],
  ['name', 'The name is set under "title:".'],
  ['paginate', 'The length of listings is set under "listing:", as in listing: {size: 20}.'],
  ['plugins', 'Plugins of the Markdown stage are set under "markdown:".'],
]);

function hintFor(it: UnknownField): string {
  const foreign = it.path === it.key ? FOREIGN.get(it.key) : undefined;
  if (foreign !== undefined) return foreign;
  if (it.near !== null) return `Did you mean "${it.near}"?`;
  return `Settings here are ${it.known.join(', ')}.`;
}

function startOf(it: Diagnostic): number {
  return it.spot !== null && 'start' in it.spot ? it.spot.start : Infinity;
}

function siteLinksOf(it: Settings, plain: Plain, file: string): SiteLink[] {
  const links: SiteLink[] = [];
  const add = (url: string, path: string): void => {
    const span = placeOf(plain, path);
    if (span !== null) links.push({ file, span, url });
  };
  it.nav.forEach(({ url }, at) => add(url, `nav.${at}.url`));
  it.social.forEach(({ url }, at) => add(url, `social.${at}.url`));
  for (const { label, url } of it.publisher.policies) add(url, `publisher.policies.${label}`);
  if (it.publisher.logo !== null) add(it.publisher.logo, 'publisher.logo');
  const { image } = it.theme.nameplate;
  if (image !== null) add(image, 'theme.nameplate.image');
  return links;
}

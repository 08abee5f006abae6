/** Diagnostics of the link stage: references, addresses, names. */
import type { Fallback } from '../../config/config.ts';
import type { Diagnostic, Spot } from '../diagnostic.ts';
import { error, finding, warning } from '../make.ts';

/** Something an author may have meant, as it is offered in a hint. */
export interface Suggestion {
  /** What to write: a slug, a headline, an address. */
  readonly write: string;
  /** What that is, with its date: `"The fiscal rules, explained" (2024-05-12)`. */
  readonly what: string | null;
}

const unresolved = (fallback: Fallback): typeof error => (fallback === 'warn' ? warning : error);

export function unresolvedReference(
  file: string,
  spot: Spot,
  words: string,
  suggestions: readonly Suggestion[],
  fallback: Fallback,
): Diagnostic {
  const hint =
    didYouMean(suggestions) ??
    'Write the headline, the slug or the path of an article that exists.';
  const message = `"${words}" is not the slug or headline of any article`;
  return unresolved(fallback)(file, spot, 'unresolved-reference', message, hint);
}

export function unresolvedUrl(
  file: string,
  spot: Spot,
  url: string,
  suggestions: readonly Suggestion[],
  fallback: Fallback,
): Diagnostic {
  const hint = didYouMean(suggestions) ?? 'Link to an address or a file of this site that exists.';
  const message = `"${url}" leads to no page and no file of this site`;
  return unresolved(fallback)(file, spot, 'unresolved-link', message, hint);
}

export function unknownOwnUrl(file: string, spot: Spot, url: string): Diagnostic {
  const message = `"${url}" is on this site's host, but this site has no such page`;
  const hint = 'If it is meant for a page of this site, correct it; else there is nothing to do.';
  return finding(file, spot, 'unknown-own-url', message, hint);
}

export function missingFile(
  file: string,
  spot: Spot,
  written: string,
  suggestions: readonly Suggestion[],
  fallback: Fallback,
): Diagnostic {
  const hint =
    didYouMean(suggestions) ??
    (written.startsWith('/')
      ? 'Put the file into public/ or media/, or correct the path: it starts from the site’s root.'
      : 'Put the file there, or correct the path: it starts from the folder of this file.');
  return unresolved(fallback)(file, spot, 'missing-file', `there is no file "${written}"`, hint);
}

export function fileNotAllowed(file: string, spot: Spot, written: string): Diagnostic {
  const message = `"${written}" is a kind of file that is never copied from beside an article, because it could run code in a reader's browser`;
  const hint =
    'Use a JPEG, PNG, WebP, AVIF or GIF picture, a PDF, a table or a recording; a file you trust may lie in public/.';
  return error(file, spot, 'file-not-allowed', message, hint);
}

export function ambiguousReference(
  file: string,
  spot: Spot,
  words: string,
  candidates: readonly Suggestion[],
): Diagnostic {
  const list = candidates
    .map((it) => `"${it.write}"${it.what === null ? '' : ` — ${it.what}`}`)
    .join(', ');
  return error(
    file,
    spot,
    'ambiguous-reference',
    `"${words}" may mean any of ${candidates.length} articles`,
    `Write the path of the one you mean: ${list}.`,
  );
}

export function unpublishedTarget(
  file: string,
  spot: Spot,
  words: string,
  state: string,
): Diagnostic {
  return warning(
    file,
    spot,
    'unpublished-target',
    `"${words}" exists, but ${state}`,
    'The words stay, without a link for as long as the article is not published.',
  );
}

/** A link of the configuration or of a template, which would be on every page. */
export function unpublishedLink(file: string, spot: Spot, url: string, state: string): Diagnostic {
  const hint = 'Take the link out until the article is published.';
  return error(file, spot, 'unpublished-link', `"${url}" exists, but ${state}`, hint);
}

export function selfReference(file: string, spot: Spot, words: string): Diagnostic {
  const hint = 'Take it out, or name the article you meant.';
  return warning(file, spot, 'self-reference', `"${words}" is this article itself`, hint);
}

export function unknownFragment(
  file: string,
  spot: Spot,
  fragment: string,
  target: string,
  near: readonly string[],
  fallback: Fallback,
): Diagnostic {
  const hint =
    didYouMean(near.map((it) => ({ write: `#${it}`, what: null }))) ??
    'A fragment is the id of a heading there: its words in lower case, with hyphens between them.';
  const message = `${target} has no heading "${fragment}"`;
  return unresolved(fallback)(file, spot, 'unknown-heading', message, hint);
}

export function duplicateAddress(
  file: string,
  spot: Spot,
  address: string,
  other: string,
  rule: string,
): Diagnostic {
  const message = `the address ${address} is already taken by ${other}`;
  return error(file, spot, 'duplicate-address', message, rule);
}

/** `name` is what would lie at the address, `part` what in it is no name of a file. */
export function unsafeAddress(
  file: string,
  spot: Spot,
  name: string,
  address: string,
  part: string,
): Diagnostic {
  const message = `${name} would lie at ${address}, and not every system can store a file named "${part}"`;
  const hint = 'Choose another name: Windows keeps con, aux, nul and the like for itself.';
  return error(file, spot, 'unsafe-address', message, hint);
}

export function duplicateId(file: string, spot: Spot, id: string, other: string): Diagnostic {
  return error(
    file,
    spot,
    'duplicate-id',
    `the permanent id "${id}" is already that of ${other}`,
    'Feed readers would take the two for one article: give this one an `id:` of its own.',
  );
}

export function changedIdentity(
  file: string,
  spot: Spot,
  before: string,
  id: string,
  redirected: boolean,
): Diagnostic {
  const message = `this article was at ${before}, and feed readers will take it for a new one`;
  const alias = redirected ? '' : `, and aliases: [${before}], so that links to it still lead here`;
  return warning(file, spot, 'identity-changed', message, `Add the line id: ${id}${alias}.`);
}

export function duplicateName(file: string, spot: Spot, name: string, other: string): Diagnostic {
  const hint =
    'Two entries cannot answer to one name: change the title or the alias of one of them.';
  return error(file, spot, 'duplicate-name', `"${name}" is also a name of ${other}`, hint);
}

export function nameless(file: string, spot: Spot, name: string): Diagnostic {
  const hint = 'Give it a name with letters or digits in it.';
  return error(file, spot, 'nameless', `"${name}" cannot be made into an address`, hint);
}

export function unknownTopic(
  file: string,
  spot: Spot,
  topic: string,
  near: readonly string[],
): Diagnostic {
  const hint =
    didYouMean(near.map((it) => ({ write: it, what: null }))) ??
    'Name a topic that an article or a file of newsroom/topics/ uses.';
  return error(file, spot, 'unknown-topic', `there is no topic "${topic}"`, hint);
}

export function nearTopic(file: string, spot: Spot, topic: string, other: string): Diagnostic {
  return warning(
    file,
    spot,
    'near-duplicate-topic',
    `the topic "${topic}" is almost "${other}"`,
    `Write "${other}", or, if both are meant, give each a file in newsroom/topics/.`,
  );
}

export function nearAuthor(file: string, spot: Spot, author: string, other: string): Diagnostic {
  return warning(
    file,
    spot,
    'near-duplicate-author',
    `the author "${author}" is almost "${other}"`,
    `Write "${other}", or, if both are meant, give each a file in newsroom/authors/.`,
  );
}

/** `Did you mean "a" (…), "b" or "c"?`; null without suggestions. */
function didYouMean(suggestions: readonly Suggestion[]): string | null {
  const [first] = suggestions;
  if (first === undefined) return null;
  if (suggestions.length === 1) {
    return `Did you mean "${first.write}"?${first.what === null ? '' : ` It is ${first.what}.`}`;
  }
  const list = suggestions.map((it) => `"${it.write}"${it.what === null ? '' : `, ${it.what}`}`);
  return `Did you mean ${list.slice(0, -1).join('; ')}; or ${list.at(-1) ?? ''}?`;
}

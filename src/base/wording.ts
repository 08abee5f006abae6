/** Sentences with places for values, `Page {number} of {total}`, as the tables of languages hold them. */

/** A sentence cut at its places: text, name, text, name, text. */
export type Wording = readonly string[];

export type Values = Readonly<Record<string, string | number>>;

/** Cuts a sentence; done once for each, since planning says some ten thousand times. */
export function wordingOf(sentence: string): Wording {
  return sentence.split(/\{([a-z]+)\}/);
}

/** The sentence with its values. A place that has none stays as it is written. */
export function fillIn(wording: Wording, values: Values): string {
  let said = wording[0] ?? '';
  for (let at = 1; at < wording.length; at += 2) {
    const name = wording[at] ?? '';
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    said += `${value ?? `{${name}}`}${wording[at + 1] ?? ''}`;
  }
  return said;
}

/** The names of the places of a sentence, in order of appearance. */
export function placesOf(wording: Wording): string[] {
  return wording.filter((_, at) => at % 2 === 1);
}

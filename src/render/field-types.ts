/** The fields of `views.ts` as types that templates can be checked against. */
import { inserts, shapes, templates } from './views.ts';

export type FieldType =
  | {
      readonly is: 'text' | 'url' | 'html' | 'number' | 'flag' | 'any' | 'unknown';
      readonly optional: boolean;
    }
  | { readonly is: 'list'; readonly of: FieldType; readonly optional: boolean }
  | {
      readonly is: 'shape';
      /** In words, for messages. */
      readonly name: string;
      readonly fields: Fields;
      readonly optional: boolean;
    };

/** By name, the type as `views.ts` writes it; a partial's own arguments are types already. */
export type Fields = Readonly<Record<string, string | FieldType>>;

type Registered = Readonly<Record<string, readonly [string, string]>>;

/** The fields that each template of the theme is given, by its name. */
export const TEMPLATE_FIELDS: ReadonlyMap<string, Fields> = new Map<string, Fields>([
  ...Object.entries(templates).map(
    ([name, fields]) => [name, { ...typesOf(fields), head: 'head', site: 'site' }] as const,
  ),
  ...Object.entries(inserts).map(([name, fields]) => [name, typesOf(fields)] as const),
]);

const SHAPES: ReadonlyMap<string, Fields> = new Map(
  Object.entries(shapes).map(([name, fields]) => [name, typesOf(fields)] as const),
);

/** The type of a field; null when there is none of that name. */
export function fieldOf(type: FieldType, name: string): FieldType | null {
  if (type.is !== 'shape' || !Object.hasOwn(type.fields, name)) return null;
  const field = type.fields[name];
  return typeof field === 'string' ? parse(field) : (field ?? null);
}

/** A type in words: `a list`. */
export function nameOf(type: FieldType): string {
  switch (type.is) {
    case 'text':
      return 'text';
    case 'url':
      return 'an address';
    case 'html':
      return 'HTML';
    case 'number':
      return 'a number';
    case 'flag':
      return 'a flag';
    case 'any':
      return 'free data';
    case 'unknown':
      return 'unknown';
    case 'list':
      return 'a list';
    case 'shape':
      return `the fields of ${type.name}`;
  }
}

function typesOf(fields: Registered): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, [type]]) => [name, type]));
}

function parse(written: string): FieldType {
  if (written.startsWith('[]')) return { is: 'list', of: parse(written.slice(2)), optional: false };
  const optional = written.endsWith('?');
  const name = optional ? written.slice(0, -1) : written;
  switch (name) {
    case 'text':
    case 'url':
    case 'html':
    case 'number':
    case 'flag':
    case 'any':
      return { is: name, optional };
    default: {
      const fields = SHAPES.get(name);
      if (fields === undefined) throw new Error(`views.ts names a shape "${name}" that it lacks`);
      return { is: 'shape', name, fields, optional };
    }
  }
}

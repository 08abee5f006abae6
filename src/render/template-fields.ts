/**
 * Checks every field a template names against the shape of the view it is given, through blocks, block
 * parameters and partials, so that rendering cannot fail: Handlebars takes a misspelt field in `{{#if}}`,
 * `{{#each}}` or a partial's arguments for an absent one, and throws on a field of something absent.
 * A partial is checked once for each shape it is called with.
 */
import { nearest } from '../base/nearest.ts';
import * as problems from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fieldOf, nameOf } from './field-types.ts';
import type { Fields, FieldType } from './field-types.ts';
import type { Markup } from './template-markup.ts';
import type {
  Block,
  Expression,
  PartialCall,
  PathExpression,
  Print,
  TemplateNode,
  TemplateTree,
} from './template-tree.ts';

/** What checking a theme's files has found out about each of them. */
export interface ReadTemplate {
  readonly tree: TemplateTree;
  readonly markup: Markup;
}

/** What one page template reads besides itself. */
export interface Reads {
  readonly diagnostics: readonly Diagnostic[];
  /** Names of this template and of every partial it calls, however deep. */
  readonly templates: ReadonlySet<string>;
}

/** Checks one template and all it calls against the fields of its view. */
export function checkFields(
  name: string,
  fields: Fields,
  theme: ReadonlyMap<string, ReadTemplate>,
): Reads {
  const checker = new Checker(theme, fields);
  checker.template(name);
  return checker;
}

/** What a name stands for: its type, and a key that is the same for the same value. */
interface Known {
  readonly type: FieldType;
  readonly key: string;
}

/** What holds at one place of a template. */
interface Scope {
  readonly file: ReadTemplate;
  /** The contexts `../` goes through, the present one first. */
  readonly contexts: readonly Known[];
  readonly params: ReadonlyMap<string, Known>;
  /** Keys of optional values that are there: we are inside their `{{#if}}`. */
  readonly present: ReadonlySet<string>;
  readonly looping: boolean;
  /** Templates being checked, outermost first. */
  readonly calls: readonly string[];
  readonly slot: { readonly nodes: readonly TemplateNode[]; readonly scope: Scope } | null;
}

const UNKNOWN: FieldType = { is: 'unknown', optional: false };
const NUMBER: FieldType = { is: 'number', optional: false };
const FLAG: FieldType = { is: 'flag', optional: false };
const LOOP: Readonly<Record<string, FieldType>> = { index: NUMBER, first: FLAG, last: FLAG };

class Checker implements Reads {
  readonly templates = new Set<string>();
  readonly #found = new Map<string, Diagnostic>();
  readonly #checked = new Set<string>();
  readonly #theme: ReadonlyMap<string, ReadTemplate>;
  readonly #root: Known;
  #contexts = 0;

  constructor(theme: ReadonlyMap<string, ReadTemplate>, fields: Fields) {
    this.#theme = theme;
    this.#root = this.#known({ is: 'shape', name: 'this page', fields, optional: false });
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }

  template(name: string): void {
    const file = this.#theme.get(name);
    if (file === undefined) return;
    this.templates.add(name);
    this.#nodes(file.tree.body, {
      file,
      contexts: [this.#root],
      params: new Map(),
      present: new Set(),
      looping: false,
      calls: [name],
      slot: null,
    });
  }

  #nodes(nodes: readonly TemplateNode[], scope: Scope): void {
    for (const node of nodes) {
      switch (node.is) {
        case 'text':
          break;
        case 'print':
          this.#print(node, scope);
          break;
        case 'block':
          this.#block(node, scope);
          break;
        case 'partial':
          this.#partial(node, scope);
          break;
        case 'slot':
          if (scope.slot === null) {
            this.#say(problems.slotOutside(scope.file.tree.path, node.span));
          } else {
            const { nodes: inside, scope: outer } = scope.slot;
            this.#nodes(inside, {
              ...outer,
              contexts: scope.contexts.slice(0, 1),
              params: new Map(),
            });
          }
          break;
      }
    }
  }

  #print(node: Print, scope: Scope): void {
    const { path } = scope.file.tree;
    if (node.value.is === 'asset') return;
    const { type, key } = this.#value(node.value, scope);
    const written = writtenOf(node.value);
    const place = scope.file.markup.places.get(node);
    if (type.is === 'unknown' || place === undefined) return;
    if (type.is === 'shape' || type.is === 'list' || type.is === 'flag') {
      const message = `"${written}" is ${nameOf(type)}, not text`;
      this.#say(problems.fieldType(path, node.span, message, instead(type, written)));
      return;
    }
    if (node.raw !== (type.is === 'html')) {
      const make = node.raw ? problems.unescapedField : problems.escapedHtml;
      this.#say(make(path, node.span, written));
      return;
    }
    if (type.is === 'html' && place.place !== 'text') {
      const hint = 'Put it between tags.';
      const message = `"${written}" is HTML, which cannot stand in an attribute or a title`;
      this.#say(problems.fieldType(path, node.span, message, hint));
      return;
    }
    if (place.place === 'url-start' || place.place === 'url-rest') {
      if (type.is !== 'url' || place.place === 'url-rest') {
        this.#say(problems.fieldInUrl(path, node.span, written, place.attribute));
      } else if (type.optional && !scope.present.has(key)) {
        this.#say(problems.absentField(path, node.value.span, written));
      }
    }
  }

  #block(node: Block, scope: Scope): void {
    const known = this.#value(node.argument, scope);
    const there = { ...scope, present: new Set([...scope.present, known.key]) };
    switch (node.helper) {
      case 'if':
        this.#nodes(node.body, there);
        this.#nodes(node.otherwise, scope);
        return;
      case 'unless':
        this.#nodes(node.body, scope);
        this.#nodes(node.otherwise, there);
        return;
      case 'each':
        this.#nodes(node.body, this.#eachScope(node, known, there));
        this.#nodes(node.otherwise, scope);
        return;
      case 'with':
        this.#nodes(node.body, this.#withScope(node, known, there));
        this.#nodes(node.otherwise, scope);
    }
  }

  #eachScope(node: Block, { type }: Known, scope: Scope): Scope {
    let item = UNKNOWN;
    if (type.is === 'list') item = type.of;
    else if (type.is === 'any') item = type;
    else if (type.is !== 'unknown') {
      const message = `"${writtenOf(node.argument)}" is ${nameOf(type)}, not a list`;
      const hint = '#each goes through a list; write {{#with}} or {{#if}} for one thing.';
      this.#say(problems.fieldType(scope.file.tree.path, node.argument.span, message, hint));
    }
    const context = this.#known(item);
    const [name, index] = node.params;
    const params = new Map(scope.params);
    if (name !== undefined) params.set(name, context);
    if (index !== undefined) params.set(index, this.#known(NUMBER));
    return { ...scope, contexts: [context, ...scope.contexts], params, looping: true };
  }

  #withScope(node: Block, known: Known, scope: Scope): Scope {
    const { type } = known;
    if (type.is !== 'shape' && type.is !== 'any' && type.is !== 'unknown') {
      const message = `"${writtenOf(node.argument)}" is ${nameOf(type)}: it has no fields to show`;
      const hint = 'Write {{#if}} for it, or {{#each}} for a list.';
      this.#say(problems.fieldType(scope.file.tree.path, node.argument.span, message, hint));
    }
    // Handlebars does not count a block towards ../ when its context is the one it already has.
    const present = scope.contexts[0];
    if (present !== undefined && known.key === present.key && type.is !== 'unknown') {
      const message = `"${writtenOf(node.argument)}" is what the template already looks at`;
      const { path } = scope.file.tree;
      this.#say(problems.fieldType(path, node.argument.span, message, 'Take this {{#with}} out.'));
    }
    const context = { type: { ...type, optional: false }, key: known.key };
    const params = new Map(scope.params);
    const [name] = node.params;
    if (name !== undefined) params.set(name, context);
    return { ...scope, contexts: [context, ...scope.contexts], params };
  }

  #partial(node: PartialCall, scope: Scope): void {
    const { path } = scope.file.tree;
    const file = this.#theme.get(node.name);
    if (file === undefined) {
      const near = nearest(node.name, this.#theme.keys());
      this.#say(problems.unknownPartial(path, node.span, node.name, near));
      return;
    }
    if (scope.calls.includes(node.name)) {
      const from = scope.calls.indexOf(node.name);
      this.#say(problems.partialLoop(path, node.span, [...scope.calls.slice(from), node.name]));
      return;
    }
    this.templates.add(node.name);
    const context = this.#partialContext(node, scope);
    if (context === null) return;
    const inner: Scope = {
      file,
      contexts: [context],
      params: new Map(),
      present: new Set(),
      looping: false,
      calls: [...scope.calls, node.name],
      slot: node.slot === null ? null : { nodes: node.slot, scope },
    };
    if (node.slot === null) {
      const key = `${node.name} ${signature(context.type)}`;
      if (this.#checked.has(key)) return;
      this.#checked.add(key);
    }
    this.#nodes(file.tree.body, inner);
  }

  /** What a partial looks at; null when that cannot be told. */
  #partialContext(node: PartialCall, scope: Scope): Known | null {
    const { path } = scope.file.tree;
    const given = node.context === null ? scope.contexts[0] : this.#value(node.context, scope);
    const fields = node.fields.map((it) => [it.name, this.#value(it.value, scope).type] as const);
    if (given === undefined || given.type.is === 'unknown') return null;
    const { type } = given;
    const written = node.context === null ? 'this' : writtenOf(node.context);
    if (node.context !== null && type.optional && !scope.present.has(given.key)) {
      this.#say(problems.absentField(path, node.context.span, written));
      return null;
    }
    if (type.is !== 'shape') {
      if (fields.length === 0) return given;
      const message = `"${written}" is ${nameOf(type)}: no fields can be added to it`;
      const hint = 'Give the partial something with fields.';
      this.#say(problems.fieldType(path, node.span, message, hint));
      return null;
    }
    if (fields.length === 0) return { type: { ...type, optional: false }, key: given.key };
    const all = { ...type.fields };
    for (const [name, field] of fields) all[name] = field;
    return this.#known({ is: 'shape', name: type.name, fields: all, optional: false });
  }

  #value(node: Expression, scope: Scope): Known {
    switch (node.is) {
      case 'literal':
        return this.#known({ is: node.type, optional: false });
      case 'asset':
        return this.#known({ is: 'url', optional: false });
      case 'lookup': {
        const from = this.#value(node.from, scope);
        this.#value(node.key, scope);
        if (from.type.is === 'any') return this.#known(from.type);
        if (from.type.is !== 'unknown') {
          const message = `"${writtenOf(node.from)}" is ${nameOf(from.type)}, not free data`;
          const hint = 'Name the field itself: lookup is for the free fields of extra.';
          this.#say(problems.fieldType(scope.file.tree.path, node.from.span, message, hint));
        }
        return this.#known(UNKNOWN);
      }
      case 'path':
        return this.#path(node, scope);
    }
  }

  #path(node: PathExpression, scope: Scope): Known {
    const { path } = scope.file.tree;
    if (node.from === 'loop') {
      const [name = ''] = node.parts;
      const type = LOOP[name];
      if (type !== undefined && scope.looping && node.up === 0 && node.parts.length === 1) {
        return this.#known(type);
      }
      const message = `"${node.written}" means nothing here`;
      const hint = 'Inside {{#each}} there are @index, @first and @last, and @root everywhere.';
      this.#say(problems.templateExpression(path, node.span, message, hint));
      return this.#known(UNKNOWN);
    }
    const [first = ''] = node.parts;
    const param =
      node.from === 'context' && node.up === 0 && !node.scoped && scope.params.get(first);
    if (param) return this.#walk(param, node.parts.slice(1), node, scope);
    const start = node.from === 'root' ? this.#root : scope.contexts[node.up];
    if (start === undefined) {
      const message = `"${node.written}" leads out of the template`;
      const hint = 'Use @root for the whole view, or hand the field over: {{> name field=…}}.';
      this.#say(problems.templateExpression(path, node.span, message, hint));
      return this.#known(UNKNOWN);
    }
    return this.#walk(start, node.parts, node, scope);
  }

  #walk(start: Known, parts: readonly string[], node: PathExpression, scope: Scope): Known {
    const { path } = scope.file.tree;
    let { type, key } = start;
    for (const [at, part] of parts.entries()) {
      if (type.is === 'unknown') return this.#known(UNKNOWN);
      if (type.optional && !scope.present.has(key)) {
        const before = parts.slice(0, at).join('.') || 'this';
        this.#say(problems.absentField(path, node.span, before));
      }
      if (type.is === 'any') {
        const hint = `Write lookup ${parts.slice(0, at).join('.') || 'this'} "${part}".`;
        const message = `"${part}" is a free field, which may not be there`;
        this.#say(problems.fieldType(path, node.span, message, hint));
        return this.#known(UNKNOWN);
      }
      const found = fieldOf(type, part);
      if (found === null) {
        const names = type.is === 'shape' ? Object.keys(type.fields) : [];
        const where = type.is === 'shape' ? type.name : nameOf(type);
        const near = nearest(part, names);
        this.#say(problems.unknownField(path, node.span, part, where, near, names));
        return this.#known(UNKNOWN);
      }
      type = found;
      key = `${key}.${part}`;
    }
    return { type, key };
  }

  #known(type: FieldType): Known {
    this.#contexts++;
    return { type, key: `#${this.#contexts}` };
  }

  /** The same mistake of a partial is said once, however often it is called. */
  #say(diagnostic: Diagnostic): void {
    this.#found.set(JSON.stringify(diagnostic), diagnostic);
  }
}

/** What to write where a field is no text. */
function instead(type: FieldType, written: string): string {
  if (type.is === 'list') return `Go through it with {{#each ${written}}}.`;
  if (type.is === 'shape') return `Name one of its fields: ${Object.keys(type.fields).join(', ')}.`;
  return `Ask for it with {{#if ${written}}}.`;
}

function writtenOf(node: Expression): string {
  switch (node.is) {
    case 'path':
      return node.written;
    case 'lookup':
      return `lookup ${writtenOf(node.from)} …`;
    case 'asset':
      return `asset "${node.name}"`;
    case 'literal':
      return 'a literal';
  }
}

/** Equal for two types that a partial cannot tell apart. */
function signature(type: FieldType): string {
  return JSON.stringify(type);
}

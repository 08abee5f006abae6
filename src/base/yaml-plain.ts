/**
 * A YAML document as plain data, with the place of every value. An empty value is an absent one: it is
 * left out, so that nothing later has to know `''` from `null` from an empty list.
 */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { Span } from './span.ts';
import { TOO_DEEP, type YamlProblem } from './yaml.ts';

/** Text as typed, lists and maps of it. */
export type PlainValue = string | PlainValue[] | { [key: string]: PlainValue };

/** The fields of a document, with their places by path (`authors.0.role`). */
export interface Plain {
  readonly data: { [key: string]: PlainValue };
  readonly values: Readonly<Record<string, Span>>;
  readonly keys: Readonly<Record<string, Span>>;
  readonly problems: readonly YamlProblem[];
}

/** Reads a document. Aliases are followed, as far as they do not blow a file up. */
export function plainOf(document: Document): Plain {
  const walk: Walk = { values: {}, keys: {}, problems: [], anchors: new Map(), left: MOST_VALUES };
  const { values, keys, problems } = walk;
  const root = document.contents;
  const nothing = root === null || (isScalar(root) && textOf(root.value) === undefined);
  if (nothing) return { data: {}, values, keys, problems };
  if (!isNode(root) || !isMap(root)) {
    problem(walk, root, 'this is no list of fields', 'Write one "key: value" a line.');
    return { data: {}, values, keys, problems };
  }
  const data = mapOf(walk, root, '', 0, null) ?? {};
  return { data, values, keys, problems };
}

const MOST_LEVELS = 12;
const MOST_VALUES = 20_000;

/** What one pass over a document collects; its limit holds for all of it. */
interface Walk {
  readonly values: Record<string, Span>;
  readonly keys: Record<string, Span>;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Node>;
  left: number;
}

function problem(
  walk: Walk,
  node: unknown,
  message: string,
  hint: string | null,
  at: Span | null = null,
): void {
  const span = at ?? (isNode(node) ? spanOf(node) : { start: 0, end: 0 });
  walk.problems.push({ span, message, hint });
}

/** `at`: the place of the alias through which a value was reached, which then is its place. */
function mapOf(
  walk: Walk,
  node: YAMLMap,
  path: string,
  level: number,
  at: Span | null,
): Plain['data'] | undefined {
  const data: Plain['data'] = {};
  const seen = new Set<string>();
  for (const pair of node.items) {
    const key = pair.key;
    if (!isScalar(key) || typeof key.value !== 'string') {
      const hint = 'A value that begins with a bracket or "*" is put in quotation marks.';
      problem(walk, isNode(key) ? key : node, 'a key must be a plain word', hint, at);
      continue;
    }
    const name = key.value;
    const place = at ?? spanOf(key);
    if (seen.has(name)) {
      problem(walk, key, `"${name}" is written twice`, 'Keep one of them.', at);
      continue;
    }
    seen.add(name);
    if (name === '__proto__') {
      problem(walk, key, `"${name}" cannot be a key`, null, at);
      continue;
    }
    const inner = path === '' ? name : `${path}.${name}`;
    walk.keys[inner] = place;
    const value = valueOf(walk, pair.value, inner, level, at);
    if (value !== undefined) data[name] = value;
  }
  return Object.keys(data).length === 0 ? undefined : data;
}

function valueOf(
  walk: Walk,
  node: unknown,
  path: string,
  level: number,
  at: Span | null,
): PlainValue | undefined {
  if (!isNode(node) || walk.left < 0) return undefined;
  // A long text counts as several values: repeated by alias, it takes as much room.
  walk.left -= 1 + (isScalar(node) && typeof node.value === 'string' ? node.value.length >> 6 : 0);
  if (walk.left < 0) {
    problem(walk, node, 'aliases make this more than 20000 values', 'Write the values out.', at);
    return undefined;
  }
  if (level >= MOST_LEVELS) {
    if (!walk.problems.includes(TOO_DEEP)) walk.problems.push(TOO_DEEP);
    return undefined;
  }
  if (isAlias(node)) return aliasOf(walk, node.source, node, path, level, at);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  const value = isScalar(node)
    ? textOf(node.value)
    : isSeq(node)
      ? listOf(walk, node.items, path, level, at)
      : mapOf(walk, node, path, level + 1, at);
  if (value !== undefined) walk.values[path] = at ?? spanOf(node);
  return value;
}

function listOf(
  walk: Walk,
  items: readonly unknown[],
  path: string,
  level: number,
  at: Span | null,
): PlainValue[] | undefined {
  const list: PlainValue[] = [];
  for (const item of items) {
    const value = valueOf(walk, item, `${path}.${list.length}`, level + 1, at);
    if (value !== undefined) list.push(value);
  }
  return list.length === 0 ? undefined : list;
}

function aliasOf(
  walk: Walk,
  name: string,
  node: Node,
  path: string,
  level: number,
  at: Span | null,
): PlainValue | undefined {
  const target = walk.anchors.get(name);
  if (target === undefined) {
    const hint = 'A value that begins with "*" is put in quotation marks.';
    problem(walk, node, `"*${name}" stands for nothing: there is no "&${name}" above`, hint, at);
    return undefined;
  }
  return valueOf(walk, target, path, level + 1, at ?? spanOf(node));
}

/** Lone surrogates, which only an escape can make, would break the digest's and the output's encoding. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : '';
  return /\S/.test(text) ? text : undefined;
}

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  if (isScalar(node))
    return { start, end: node.type?.startsWith('BLOCK') === true ? end - 1 : end };
  if (isAlias(node) || node.flow === true) return { start, end };
  // A block's range ends after the line break behind it; its last value says where it ends for a reader.
  const last: unknown = node.items.at(-1);
  const inner = isNode(last) ? last : lastOfPair(last);
  return { start, end: inner === null ? end : Math.max(start, spanOf(inner).end) };
}

function lastOfPair(pair: unknown): Node | null {
  if (typeof pair !== 'object' || pair === null || !('key' in pair) || !('value' in pair))
    return null;
  if (isNode(pair.value) && (!isScalar(pair.value) || pair.value.value !== '')) return pair.value;
  return isNode(pair.key) ? pair.key : null;
}

import type { Nodes, Root, TableCell } from 'mdast';
import { tableCells } from '../../diagnostics/catalog/markdown.ts';
import { type Reading, spanOf } from '../reading.ts';

/**
 * Keeps the cells of a row that stand beyond the columns of its table, in the last of them and with the bars that
 * parted them: GFM leaves them out, and with them whatever the author wrote behind a bar in code.
 */
export function keepEveryCell(reading: Reading, tree: Root): void {
  visit(reading, tree);
}

function visit(reading: Reading, node: Nodes): void {
  if (node.type !== 'table') {
    if ('children' in node) for (const child of node.children) visit(reading, child);
    return;
  }
  const [head, ...rows] = node.children;
  const columns = head?.children.length ?? 0;
  for (const row of rows) {
    const last = row.children[columns - 1];
    const rest = row.children.slice(columns);
    if (last === undefined || rest.every(isEmpty)) continue;
    reading.diagnostics.push(
      tableCells(reading.path, spanOf(reading, row), row.children.length, columns),
    );
    for (const cell of rest) last.children.push({ type: 'text', value: ' | ' }, ...cell.children);
    row.children.length = columns;
  }
}

function isEmpty({ children }: TableCell): boolean {
  return children.length === 0;
}

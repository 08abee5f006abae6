import { digestOf } from '../base/digest.ts';
import type { compile } from '../compile/compile.ts';
import type { EntryHead, SourcePath } from '../model.ts';

/** What the store keeps of a compiled file. */
export interface KeptForm {
  readonly path: SourcePath;
  readonly head: EntryHead;
  /** JSON. */
  readonly entry: string;
  readonly body: string;
}

/** Writes down what compiling a file gave. */
export function keptForm({ entry, body }: ReturnType<typeof compile>): KeptForm {
  const { path, source, face, body: name, diagnostics } = entry;
  const text = JSON.stringify(entry);
  return {
    path,
    head: {
      source,
      face,
      body: name,
      entry: digestOf(text),
      hasDiagnostics: diagnostics.length > 0,
    },
    entry: text,
    body: JSON.stringify(body),
  };
}

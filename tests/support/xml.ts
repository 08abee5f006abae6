import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** With the prefix it has in the document. */
  readonly name: string;
  /** `http://www.w3.org/2005/Atom link`; without a blank where there is no namespace. */
  readonly qualified: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, not that of its children. */
  readonly text: string;
}

/** Reads XML strictly: throws at the first thing that XML 1.0 or its namespaces do not allow. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Building[] = [{ name: '', qualified: '', attributes: {}, children: [], text: '' }];
  const last = (): Building => open.at(-1) ?? { ...EMPTY, children: [] };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    const element: Building = {
      name,
      qualified: uri === '' ? local : `${uri} ${local}`,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, it]) => [key, it.value]),
      ),
      children: [],
      text: '',
    };
    last().children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (it) => {
    last().text += it;
  });
  parser.on('cdata', (it) => {
    last().text += it;
  });
  parser.write(text).close();
  const [root] = last().children;
  if (root === undefined) throw new Error('the document has no element');
  return root;
}

interface Building extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const EMPTY = { name: '', qualified: '', attributes: {}, text: '' };

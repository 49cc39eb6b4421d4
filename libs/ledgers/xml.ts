import { SaxesParser } from 'saxes';
import { Problem } from '../kernel/index.js';
import { unreadable, type Parts } from './zip.js';

export type Attributes = Record<string, string>;
export interface Handlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads one part of a workbook as it is inflated; nothing of it is kept but what the handlers keep.
 * @throws 422 for a part that is no well-formed XML, or declares a document type: entities are how XML is made a bomb, and
 *   no spreadsheet program writes one
 */
export async function readXml(parts: Parts, path: string, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser({ fragment: false });
  parser.on('doctype', () => {
    throw unreadable();
  });
  parser.on('error', () => {
    throw unreadable();
  });
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes as Attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  const stream = await parts.stream(path);
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of stream) parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    stream.destroy();
    throw error instanceof Problem ? error : unreadable();
  }
}

/** Some programs write every element with a prefix. */
const local = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

import type { EntityManager } from 'typeorm';
import type { FieldError } from '../kernel/index.js';
import type { SourceIn } from './assignment.dto.js';

/** Kinds that are rows, and where they are looked for: the actor's own policy says which may be named. */
const ROWS: Readonly<Record<string, string>> = {
  policy: 'SELECT id FROM policy WHERE id = $1',
  finding: 'SELECT id FROM finding WHERE id = $1',
  plan: 'SELECT id FROM pilot_case WHERE id = $1',
};

export interface Source {
  kind: string;
  id: string | null;
  text: string | null;
}
export const FROM_CATALOGUE: Source = { kind: 'catalogue', id: null, text: null };

/** @returns where an assignment comes from, and what is wrong with how it was said */
export async function sourceOf(em: EntityManager, input: SourceIn | undefined): Promise<{ source: Source; errors: FieldError[] }> {
  if (!input) return { source: FROM_CATALOGUE, errors: [] };
  const { kind, id = null, text = null } = input;
  const source = { kind, id, text };
  const rows = ROWS[kind];
  if (!rows) {
    const errors: FieldError[] = [...(id ? [{ pointer: '/source/id', code: 'source_by_text' }] : []), ...(kind !== 'catalogue' && !text?.trim() ? [{ pointer: '/source/text', code: 'required' }] : [])];
    return { source, errors };
  }
  if (!id) return { source, errors: [{ pointer: '/source/id', code: 'required' }] };
  if (text) return { source, errors: [{ pointer: '/source/text', code: 'source_by_id' }] };
  const [found] = (await em.query(rows, [id])) as unknown[];
  return { source, errors: found ? [] : [{ pointer: '/source/id', code: 'unknown_reference', params: { value: id } }] };
}

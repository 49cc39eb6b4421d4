import type { EntityManager } from 'typeorm';

const STILL_REFERENCED = '23503';

/**
 * Deletes rows that an import created, all of them or none.
 * @param table a table's name; never anything a caller was sent
 * @returns the ids on which something hangs by now
 */
export async function deleteCreated(em: EntityManager, table: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  if (await attempt(em, table, ids)) return [];
  // one by one, to name those that stand in the way; whoever asked refuses the whole then
  const held: string[] = [];
  for (const id of ids) if (!(await attempt(em, table, [id]))) held.push(id);
  return held;
}

async function attempt(em: EntityManager, table: string, ids: readonly string[]): Promise<boolean> {
  await em.query('SAVEPOINT deleting');
  try {
    await em.query(`DELETE FROM ${table} WHERE id = ANY ($1)`, [ids]);
    await em.query('RELEASE SAVEPOINT deleting');
    return true;
  } catch (error) {
    await em.query('ROLLBACK TO SAVEPOINT deleting');
    if ((error as { code?: string }).code === STILL_REFERENCED) return false;
    throw error;
  }
}

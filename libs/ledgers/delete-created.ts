import type { EntityManager } from 'typeorm';

// Every reference to a row is asked for when it goes: a statement that takes thousands would outlast its time.
const AT_ONCE = 100;
const STILL_REFERENCED = '23503';

/**
 * Deletes rows that an import created, all of them or none.
 * @param table a table's name; never anything a caller was sent
 * @returns the ids on which something hangs by now
 */
export async function deleteCreated(em: EntityManager, table: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  let free = true;
  for (let at = 0; free && at < ids.length; at += AT_ONCE) free = await attempt(em, table, ids.slice(at, at + AT_ONCE));
  if (free) return [];
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

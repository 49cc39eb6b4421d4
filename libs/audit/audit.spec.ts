import { openVisits, type VisitWorld } from '../inspections/testing.js';
import { sealAudit, verifyAudit } from './seal-audit.js';

let world: VisitWorld;
beforeAll(async () => void (world = await openVisits()));
afterAll(() => world.close());

/** What nobody can do through the application: the superuser with all triggers off. It is undone at once. */
async function tamper(...statements: string[]) {
  const { owner, db } = world;
  const tables = ['audit_entry', 'audit_seal'];
  for (const table of tables) await owner.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
  const asSuperuser = async (...work: string[]) => {
    await owner.query(`BEGIN; SET LOCAL session_replication_role = replica; ${work.join(';')}; COMMIT`);
  };
  await asSuperuser(...statements);
  const verdict = await verifyAudit(db);
  await asSuperuser(
    'DELETE FROM audit_seal', 'DELETE FROM audit_entry',
    'INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept_audit_entry', 'INSERT INTO audit_seal SELECT * FROM kept_audit_seal',
  );
  for (const table of tables) await owner.query(`DROP TABLE kept_${table}`);
  return verdict.broken;
}

describe('the audit trail', () => {
  it('tells who did what to which row, as what', async () => {
    const list = await world.ask('director', 'GET', `/audit-entries?subjectType=visit&subjectId=${world.visit}`);
    expect(list.body).toMatchObject({ total: 1, items: [{ op: 'insert', action: 'seed', user: null, position: null, after: { state: 'planned' } }] });
    const file = { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7') };
    const { body } = await world.ask('inspector', 'POST', '/attachments', { file });
    const [entry] = (await world.ask('director', 'GET', `/audit-entries?subjectId=${body.id}`)).body.items;
    expect(entry).toMatchObject({ action: 'attachment.upload', user: { name: 'inspector' }, position: { role: 'inspector', organisation: 'union' } });
  });

  it('shows the audit administrator accounts with their content and business without', async () => {
    const [visit] = (await world.ask('auditor', 'GET', '/audit-entries?subjectType=visit&limit=1')).body.items;
    expect(visit).toMatchObject({ before: null, after: null, changed: expect.arrayContaining(['state']) });
    const [account] = (await world.ask('auditor', 'GET', '/audit-entries?subjectType=app_user&limit=1')).body.items;
    expect(account.after).toMatchObject({ username: expect.any(String) });
    expect(JSON.stringify(account)).not.toContain('password_hash');
    for (const who of ['staff', 'city', 'inspector'] as const) expect((await world.ask(who, 'GET', '/audit-entries')).status).toBe(403);
  });

  it('pages through exactly what it counts', async () => {
    const ids: number[] = [];
    let cursor: string | null = '';
    let total: number;
    do {
      const { body } = await world.ask('auditor', 'GET', `/audit-entries?limit=20${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.items.map((item: { id: number }) => item.id));
      ({ nextCursor: cursor, total } = body);
    } while (cursor !== null);
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
    expect((await world.ask('auditor', 'GET', '/audit-entries?from=2026-02-30')).status).toBe(400);
  });

  it('refuses every change, also to the owner of the table', async () => {
    for (const sql of ['DELETE FROM audit_entry', `UPDATE audit_entry SET action = 'x'`, 'TRUNCATE audit_entry CASCADE', 'DELETE FROM audit_seal']) {
      await expect(world.owner.query(sql)).rejects.toThrow('append-only');
    }
  });

  it('is sealed once, whole, and in whatever order the entries come', async () => {
    const { db, owner } = world;
    const first = await sealAudit(db, 0);
    expect(first.sealed).toBeGreaterThan(30);
    expect(await sealAudit(db, 0)).toEqual({ sealed: 0, head: first.head });
    // one that is still under way, with a smaller id, while a later one is sealed
    const entry = 'INSERT INTO audit_entry (id, reach, action, op, kind, subject_type, changed) OVERRIDING SYSTEM VALUE';
    const write = (id: number) => owner.query(`${entry} VALUES ($1, 'x', 'y', 'insert', 'business', 'visit', '{}')`, [id]);
    const next = async () => (await owner.query(`SELECT nextval('audit_entry_id_seq') AS id`)).rows[0].id as number;
    const [late, early] = [await next(), await next()];
    await write(early);
    expect(await sealAudit(db, 3600)).toMatchObject({ sealed: 0 });
    expect(await sealAudit(db, 0)).toMatchObject({ sealed: 1 });
    await write(late);
    expect(await verifyAudit(db, [first.head!])).toMatchObject({ broken: [], unsealed: 1 });
    expect(await sealAudit(db, 0)).toMatchObject({ sealed: 1 });
    expect(await verifyAudit(db, [first.head!])).toMatchObject({ broken: [], unsealed: 0 });
  });

  it('names what was tampered with', async () => {
    expect(await tamper(`UPDATE audit_entry SET after = after || '{"state": "filed"}' WHERE id = (SELECT max(id) FROM audit_entry WHERE after ? 'state')`))
      .toMatchObject([{ why: 'edited' }]);
    expect(await tamper('DELETE FROM audit_entry WHERE id = 7')).toEqual([{ position: 7, entryId: 7, why: 'deleted' }]);
    expect(await tamper('DELETE FROM audit_entry WHERE id = 7', 'DELETE FROM audit_seal WHERE entry_id = 7'))
      .toEqual([{ position: 7, entryId: null, why: 'deleted' }]);
    const swap = 'UPDATE audit_seal SET entry_id = CASE entry_id WHEN -7 THEN 12 ELSE -7 END WHERE entry_id IN';
    expect(await tamper(`${swap} (7)`, 'UPDATE audit_seal SET entry_id = 7 WHERE entry_id = 12', `${swap} (-7)`))
      .toMatchObject([{ position: 7, entryId: 12, why: 'reordered' }, { position: 12, entryId: 7, why: 'reordered' }]);
    const { head } = await verifyAudit(world.db);
    await tamper('SELECT 1');
    expect((await verifyAudit(world.db, [head!])).broken).toEqual([]);
    expect((await verifyAudit(world.db, [{ ...head!, position: head!.position + 1 }])).broken).toMatchObject([{ why: 'truncated' }]);
  });
});

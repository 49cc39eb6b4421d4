import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Region } from '../identity/index.js';
import { change, conflict, Db, invalid, newId, notFound, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { BatchOut, CreateBatchIn, QuotaIn, QuotaList, QuotaOut, UpdateBatchIn } from './batch.dto.js';
import { Batch } from './batch.entity.js';
import { DESIGNATED, RECOMMENDED } from './pilot-case.rules.js';

const COLUMNS = `id, code, name, name_en AS "nameEn", applies_from AS "appliesFrom", applies_to AS "appliesTo",
  catalogue_version AS "catalogueVersion", version`;

// Of the regions whose cases the reader sees; a city has its own.
const QUOTAS = {
  name: 'batches.quotas',
  text: `SELECT json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region, q.quota,
      (SELECT count(*)::int FROM pilot_case c WHERE c.batch_id = $1 AND c.region_id = r.id AND c.state = ANY ($2)) AS recommended,
      (SELECT count(*)::int FROM pilot_case c WHERE c.batch_id = $1 AND c.region_id = r.id AND c.state = ANY ($3)) AS designated
    FROM region r LEFT JOIN batch_quota q ON q.region_id = r.id AND q.batch_id = $1
    WHERE r.parent_id IS NOT NULL AND ($4::uuid IS NULL OR r.id = $4) ORDER BY r.protocol_order`,
};
const SET_QUOTA = `INSERT INTO batch_quota (id, batch_id, region_id, quota) VALUES ($1, $2, $3, $4)
  ON CONFLICT (batch_id, region_id) DO UPDATE SET quota = excluded.quota WHERE batch_quota.quota <> excluded.quota`;

/** 批次: who may apply when, under which catalogue, and how many of each region. */
@Injectable()
export class Batches {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor): Promise<BatchOut[]> {
    return this.db.read<BatchOut>(actor, { name: 'batches', text: `SELECT ${COLUMNS} FROM batch ORDER BY sequence` });
  }

  async quotas(actor: Actor, id: string): Promise<QuotaList> {
    const own = actor.reach === 'city' ? actor.scope : null;
    const [[exists], items] = await this.db.readAll<[{ id: string }, QuotaOut]>(
      actor,
      [{ name: 'batches.exists', text: 'SELECT id FROM batch WHERE id = $1' }, [id]],
      [QUOTAS, [id, RECOMMENDED, DESIGNATED, own]],
    );
    if (!exists) throw notFound();
    return { items };
  }

  /** @throws 409 when the code or the name is taken, 422 with every bad field */
  async create(actor: Actor, { quotas = [], ...fields }: CreateBatchIn): Promise<BatchOut> {
    return this.db.as(actor, async (em) => {
      const regions = await this.checked(em, fields, quotas);
      const [taken] = await em.query('SELECT id FROM batch WHERE code = $1 OR name = $2', [fields.code, fields.name]);
      if (taken) throw conflict('duplicate');
      const id = newId();
      const [{ next }] = await em.query('SELECT coalesce(max(sequence), 0) + 1 AS next FROM batch');
      await em.insert(Batch, { catalogueVersion: 1, ...fields, id, sequence: next });
      return this.keep(em, id, quotas, regions);
    });
  }

  /** @throws 404, 412, 409 when the name is taken, 422 with every bad field */
  async update(actor: Actor, id: string, version: number, { quotas = [], ...fields }: UpdateBatchIn): Promise<BatchOut> {
    return this.db.as(actor, async (em) => {
      const row = await seen(em, Batch, id);
      sameVersion(row, version);
      const regions = await this.checked(em, { ...row, ...fields }, quotas);
      const [taken] = await em.query('SELECT id FROM batch WHERE name = $1 AND id <> $2', [fields.name ?? row.name, id]);
      if (taken) throw conflict('duplicate');
      // quotas have rows of their own, and the batch that they are of is changed by them
      if (Object.keys(fields).length + quotas.length > 0) await change(em, Batch, row, { sequence: row.sequence, ...fields });
      return this.keep(em, id, quotas, regions);
    });
  }

  private async checked(em: EntityManager, fields: UpdateBatchIn, quotas: QuotaIn[]): Promise<Map<string, string>> {
    const regions = new Map((await em.find(Region)).filter(({ parentId }) => parentId).map(({ code, id }) => [code, id]));
    const errors: FieldError[] = quotas.flatMap(({ regionCode }, i) => {
      const pointer = `/quotas/${i}/regionCode`;
      if (!regions.has(regionCode)) return [{ pointer, code: 'unknown_reference', params: { value: regionCode } }];
      return quotas.findIndex((quota) => quota.regionCode === regionCode) < i ? [{ pointer, code: 'repeated' }] : [];
    });
    if (fields.appliesFrom && fields.appliesTo && fields.appliesFrom > fields.appliesTo) errors.push({ pointer: '/appliesTo', code: 'window_backwards' });
    const [{ known }] = await em.query('SELECT EXISTS (SELECT FROM task_category WHERE catalogue_version = $1) AS known', [fields.catalogueVersion ?? 1]);
    if (!known) errors.push({ pointer: '/catalogueVersion', code: 'unknown_reference', params: { value: fields.catalogueVersion } });
    if (errors.length > 0) throw invalid(errors);
    return regions;
  }

  private async keep(em: EntityManager, id: string, quotas: QuotaIn[], regions: Map<string, string>): Promise<BatchOut> {
    for (const { regionCode, quota } of quotas) await em.query(SET_QUOTA, [newId(), id, regions.get(regionCode), quota]);
    const [row] = await em.query(`SELECT ${COLUMNS} FROM batch WHERE id = $1`, [id]);
    return row;
  }
}

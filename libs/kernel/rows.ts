import { Column, PrimaryColumn, type EntityManager, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { notFound, stale } from './problems.js';

/** What every row that changes has. `version` is counted by the database, on every update. */
export abstract class VersionedRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'int', insert: false, update: false })
  version!: number;

  @Column({ type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;

  @Column({ type: 'timestamptz', insert: false, update: false })
  updatedAt!: Date;
}

/** What every row that is written once has. */
export abstract class WrittenRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;
}

/** Finds a row the actor may see, or refuses with 404. */
export async function seen<T extends VersionedRow>(em: EntityManager, entity: EntityTarget<T>, id: string): Promise<T> {
  const row = await em.findOneBy(entity, { id } as FindOptionsWhere<T>);
  if (!row) throw notFound();
  return row;
}

/** Refuses with 412 a change of a row that is no longer as the caller saw it. */
export function sameVersion(row: VersionedRow, version: number): void {
  if (row.version !== version) throw stale(row.version);
}

/** Updates one row if it is still at `version`, which is checked in the UPDATE itself. */
export async function change<T extends VersionedRow & ObjectLiteral>(
  em: EntityManager,
  entity: EntityTarget<T>,
  row: T,
  patch: QueryDeepPartialEntity<T>,
): Promise<void> {
  const where = { id: row.id, version: row.version } as FindOptionsWhere<T>;
  const { affected } = await em.update(entity, where, patch);
  if (affected === 1) return;
  throw stale((await seen(em, entity, row.id)).version);
}

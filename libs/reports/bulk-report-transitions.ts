import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { answered, Db, message, oneOfMany, type Actor } from '../kernel/index.js';
import type { BulkReportIn, ReportBulkAnswer, ReportBulkIn, ReportBulkOut } from './report-transition.dto.js';
import { TransitionReport } from './transition-report.js';

// In one order, whoever asks: two who act on the same rows wait for one another and never for each other.
const LOCK = `SELECT p.id, p.state, p.version, u.name AS unit FROM progress_report p JOIN pilot_unit u ON u.id = p.pilot_unit_id WHERE p.id = ANY ($1) ORDER BY p.id FOR NO KEY UPDATE OF p`;

interface Locked {
  id: string;
  state: string;
  version: number;
  unit: string;
}

/** One act on many reports: each is judged for itself, those that may are taken, and every one is answered. */
@Injectable()
export class BulkReportTransitions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(TransitionReport) private readonly transitions: TransitionReport,
  ) {}

  async take(actor: Actor, { items: asked, action, opinion }: ReportBulkIn): Promise<ReportBulkOut> {
    return this.db.as({ ...actor, action: `report.${action}` }, async (em) => {
      const rows = (await em.query(LOCK, [asked.map(({ id }) => id)])) as Locked[];
      const byId = new Map(rows.map((row) => [row.id, row]));
      const items: ReportBulkAnswer[] = [];
      for (const item of asked) items.push(await this.one(em, actor, byId.get(item.id), item, { action, opinion }));
      return answered(items);
    });
  }

  private async one(em: EntityManager, actor: Actor, row: Locked | undefined, { id, version, ...said }: BulkReportIn, input: { action: string; opinion?: string }): Promise<ReportBulkAnswer> {
    const of = { id, unit: row?.unit ?? null, state: row?.state ?? null, version: row?.version ?? null };
    if (!row) return { ...of, outcome: 'refused', code: 'not_found', detail: message('not_found', actor.locale) };
    const taken = await oneOfMany(em, actor.locale, () => this.transitions.move(em, actor, id, version, { ...input, ...said }));
    if (taken.refused) return { ...of, outcome: 'refused', ...taken.refused };
    return { ...of, outcome: 'done', state: taken.done.state, version: taken.done.version, code: null, detail: null };
  }
}

import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, type Actor } from '../kernel/index.js';
import { exportLedger, type ExportRow } from '../ledgers/index.js';
import type { ProgressExportQuery } from './progress-export.dto.js';
import { PROGRESS_COLUMNS } from './progress-ledger.js';

const AT_ONCE = 1000;

/** The log of progress in its ledger's columns, oldest entry first. */
@Injectable()
export class ExportProgress {
  constructor(@Inject(Db) private readonly db: Db) {}

  export(actor: Actor, query: ProgressExportQuery): { name: string; content: Readable } {
    return { name: '进展台账.xlsx', content: exportLedger('进展台账', PROGRESS_COLUMNS, this.pages(actor, query)) };
  }

  private async *pages(actor: Actor, query: ProgressExportQuery): AsyncGenerator<ExportRow[]> {
    for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined; ) {
      const where = new Conditions()
        .add('region', 'p.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
        .add('task', 'a.task_code = ANY ($)', query.task)
        .add('from', 'p.occurred_on >= $::date', query.from)
        .add('to', 'p.occurred_on <= $::date', query.to)
        .add('after', 'p.id > $::uuid', after);
      const text = `SELECT p.id, u.name AS unit, u.uscc, c.case_no AS "caseNo", a.task_code AS task, p.occurred_on::text AS "occurredOn",
          p.progress || '%' AS progress, p.done, p.problems, p.next_steps AS "nextSteps"
        FROM progress_update p JOIN assignment a ON a.id = p.assignment_id JOIN pilot_case c ON c.id = p.pilot_case_id
        JOIN pilot_unit u ON u.id = p.pilot_unit_id WHERE ${where.sql} ORDER BY p.id LIMIT ${AT_ONCE}`;
      const rows: (ExportRow & { id: string })[] = await this.db.read(actor, { name: undefined, text }, where.values);
      yield rows;
      after = rows.length === AT_ONCE ? rows.at(-1)!.id : undefined;
    }
  }
}

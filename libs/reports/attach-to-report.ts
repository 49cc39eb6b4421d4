import { Inject, Injectable } from '@nestjs/common';
import { Attachments, attachmentsOf } from '../files/index.js';
import { conflict, Db, forbidden, type Actor } from '../kernel/index.js';
import { abilitiesOn, writes } from './progress-report.rules.js';
import type { ReportFilesIn, ReportFilesOut } from './report-files.dto.js';
import { ReportPages } from './report-pages.js';

const FILES = `SELECT ${attachmentsOf('progress_report_id', '$1::uuid')} AS files`;

/** Files that go with a report; as its cells, until it is handed in. */
@Injectable()
export class AttachToReport {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(ReportPages) private readonly pages: ReportPages,
  ) {}

  /** @throws 404, 403, 409 once it is handed in, 422 for what is no fresh upload */
  async attach(actor: Actor, id: string, { attachmentIds }: ReportFilesIn): Promise<ReportFilesOut> {
    return this.db.as(actor, async (em) => {
      const report = await this.pages.openWithin(em, actor, id);
      const standing = this.pages.standing(report);
      if (!writes(actor, { ...standing, state: 'draft', isCurrent: true, closed: false })) throw forbidden();
      if (!writes(actor, standing)) throw conflict(standing.closed ? 'period_closed' : 'report_locked', { extra: { allowed: abilitiesOn(actor, standing) } });
      await this.attachments.attach(em, actor, attachmentIds, { progressReportId: id });
      const [row] = (await em.query(FILES, [id])) as ReportFilesOut[];
      return row!;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Attachments, attachmentsOf } from '../files/index.js';
import { Db, type Actor } from '../kernel/index.js';
import type { ReportFilesIn, ReportFilesOut } from './report-files.dto.js';
import { ReportPages } from './report-pages.js';
import { refuseUnlessWritable } from './write-cells.js';

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
      refuseUnlessWritable(actor, this.pages.standing(report));
      await this.attachments.attach(em, actor, attachmentIds, { progressReportId: id });
      const [row] = (await em.query(FILES, [id])) as ReportFilesOut[];
      return row!;
    });
  }
}

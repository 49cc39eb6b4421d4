import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseVouchers } from '../cases/index.js';
import type { FieldError } from '../kernel/index.js';

// A period asks once it is due; what is accepted early counts as well. A correction took an accepted one's place.
const REPORTS = `SELECT count(*) FILTER (WHERE r.state IN ('accepted', 'corrected'))::int AS accepted,
    count(*) FILTER (WHERE r.state NOT IN ('accepted', 'corrected') AND p.due_on <= app_today())::int AS open
  FROM progress_report r JOIN reporting_period p ON p.id = r.reporting_period_id WHERE r.pilot_case_id = $1`;

/** A case is evaluated once its reports are accepted: those of every period that is due, and one at least. */
@Injectable()
export class VouchForReports implements OnModuleInit {
  constructor(@Inject(CaseVouchers) private readonly vouchers: CaseVouchers) {}

  onModuleInit(): void {
    this.vouchers.answerFor('start_evaluation', (em, pilotCaseId) => this.against(em, pilotCaseId));
  }

  private async against(em: EntityManager, pilotCaseId: string): Promise<FieldError[]> {
    const [reports]: { accepted: number; open: number }[] = await em.query(REPORTS, [pilotCaseId]);
    const pointer = '/progressReports';
    if (reports!.open > 0) return [{ pointer, code: 'reports_not_accepted', params: { count: reports!.open } }];
    return reports!.accepted === 0 ? [{ pointer, code: 'no_report_yet' }] : [];
  }
}

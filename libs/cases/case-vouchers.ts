import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FieldError } from '../kernel/index.js';

/** Says what stands against an action on a case, out of what its own lib keeps. */
export type Voucher = (em: EntityManager, pilotCaseId: string) => Promise<FieldError[]>;

/** Who answers for a guard whose facts live in a lib above; while nobody does, the action is refused with this. */
const UNANSWERED: Record<string, FieldError> = {
  start_evaluation: { pointer: '/progressReports', code: 'no_report_yet' },
  name_model: { pointer: '/practices', code: 'practice_not_published' },
};

/** Libs that stand on cases say here what they know: progress of its reports, practices of what was published. */
@Injectable()
export class CaseVouchers {
  private readonly vouchers = new Map<string, Voucher>();

  answerFor(action: keyof typeof UNANSWERED, voucher: Voucher): void {
    this.vouchers.set(action, voucher);
  }

  async against(em: EntityManager, action: string, pilotCaseId: string): Promise<FieldError[]> {
    const unanswered = UNANSWERED[action];
    if (!unanswered) return [];
    return (await this.vouchers.get(action)?.(em, pilotCaseId)) ?? [unanswered];
  }
}

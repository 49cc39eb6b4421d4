import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FieldError } from '../kernel/index.js';

/** Says what stands against an action on a case, out of what its own lib keeps. */
export type Voucher = (em: EntityManager, pilotCaseId: string) => Promise<FieldError[]>;
/** Says what an action rests on, for the step that keeps it. */
export type Filler = (em: EntityManager, pilotCaseId: string) => Promise<Record<string, unknown>>;

/** Who answers for a guard whose facts live in a lib above; while nobody does, the action is refused with this. */
const UNANSWERED: Record<string, FieldError> = {
  start_evaluation: { pointer: '/progressReports', code: 'no_report_yet' },
  pass: { pointer: '/evaluation', code: 'no_official_evaluation' },
  name_model: { pointer: '/practices', code: 'practice_not_published' },
};

/** Libs that stand on cases say here what they know: of its reports, its official evaluation, of practices that were published. */
@Injectable()
export class CaseVouchers {
  private readonly vouchers = new Map<string, Voucher>();
  private readonly fillers = new Map<string, Filler>();

  answerFor(action: keyof typeof UNANSWERED, voucher: Voucher): void {
    this.vouchers.set(action, voucher);
  }

  fillIn(action: string, filler: Filler): void {
    this.fillers.set(action, filler);
  }

  /** What the step of `action` keeps of what it rests on. */
  async filled(em: EntityManager, action: string, pilotCaseId: string): Promise<Record<string, unknown>> {
    return (await this.fillers.get(action)?.(em, pilotCaseId)) ?? {};
  }

  async against(em: EntityManager, action: string, pilotCaseId: string): Promise<FieldError[]> {
    const unanswered = UNANSWERED[action];
    if (!unanswered) return [];
    return (await this.vouchers.get(action)?.(em, pilotCaseId)) ?? [unanswered];
  }
}

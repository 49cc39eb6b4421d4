import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseVouchers } from '../cases/index.js';
import type { FieldError } from '../kernel/index.js';
import type { Scheme } from './scheme.rules.js';

// The newest year whose score was told; while that is corrected, what was told stands.
const OFFICIAL = `SELECT e.id, e.year, e.score::float8 AS score, e.grade, e.veto, h.content FROM evaluation e JOIN evaluation_scheme h ON h.id = e.scheme_id
  WHERE e.pilot_case_id = $1 AND e.published_at IS NOT NULL ORDER BY e.year DESC LIMIT 1`;

interface Official {
  id: string;
  year: number;
  score: number;
  grade: string;
  veto: string[];
  content: Scheme;
}

/** A case passes on its official evaluation: score, grade and veto items are that one's, typed by nobody. */
@Injectable()
export class VouchForEvaluation implements OnModuleInit {
  constructor(@Inject(CaseVouchers) private readonly vouchers: CaseVouchers) {}

  onModuleInit(): void {
    this.vouchers.answerFor('pass', (em, pilotCaseId) => this.against(em, pilotCaseId));
    this.vouchers.fillIn('pass', (em, pilotCaseId) => this.filled(em, pilotCaseId));
  }

  private async against(em: EntityManager, pilotCaseId: string): Promise<FieldError[]> {
    const found = await official(em, pilotCaseId);
    if (!found) return [{ pointer: '/evaluation', code: 'no_official_evaluation' }];
    const { content, veto, grade, year } = found;
    const stands = content.veto.filter(({ code }) => veto.includes(code));
    if (stands.length > 0) return stands.map(({ name }, i) => ({ pointer: `/vetoItems/${i}`, code: 'veto_item', params: { item: name } }));
    const lowest = content.grades.at(-1)!;
    return grade === lowest.code ? [{ pointer: '/grade', code: 'evaluated_too_low', params: { year, grade: lowest.name } }] : [];
  }

  private async filled(em: EntityManager, pilotCaseId: string): Promise<Record<string, unknown>> {
    const found = await official(em, pilotCaseId);
    return found ? { evaluationId: found.id, year: found.year, score: found.score, grade: found.grade } : {};
  }
}

async function official(em: EntityManager, pilotCaseId: string): Promise<Official | undefined> {
  const [row]: Official[] = await em.query(OFFICIAL, [pilotCaseId]);
  return row;
}

import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import { change, Clock, invalid, newId, type Actor } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { scoreOf, type Verdict } from './inspection.rules.js';
import { problemsOf, type SentFinding, type SentResult } from './result.rules.js';
import { Finding, Visit, VisitAnswer, VisitResult } from './visit.entity.js';

interface Frame {
  items: { id: string; weight: number }[];
  taskIds: Map<string, string>;
  freshUploads: Set<string>;
}

/** 报送: what was seen on the spot becomes the visit's result, once. */
@Injectable()
export class FileResult {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Attachments) private readonly attachments: Attachments,
  ) {}

  /** @throws 422 with every wrong field; 412 when somebody else has filed meanwhile */
  async file(em: EntityManager, actor: Actor, visit: Visit, sent: SentResult): Promise<void> {
    const frame = await this.frame(em, actor, visit, sent);
    const itemIds = frame.items.map(({ id }) => id);
    const errors = problemsOf(sent, { itemIds, taskCodes: new Set(frame.taskIds.keys()), freshUploads: frame.freshUploads });
    if (errors.length > 0) throw invalid(errors);
    // The visit first: of two who file at once, the second waits here and finds it filed.
    await change(em, Visit, visit, { state: 'filed', filedAt: this.clock.now() });
    await this.keepAnswers(em, actor, visit, sent, frame);
    await this.keepFindings(em, actor, visit, sent.findings ?? [], frame);
    await tellOffice(em, visit, sent.findings?.length ?? 0);
  }

  private async frame(em: EntityManager, actor: Actor, visit: Visit, sent: SentResult): Promise<Frame> {
    const findings = sent.findings ?? [];
    const codes = findings.flatMap(({ taskCode }) => taskCode ?? []);
    const uploads = findings.flatMap(({ attachmentIds }) => attachmentIds ?? []);
    const items: Frame['items'] = await em.query('SELECT id, weight FROM checklist_item WHERE checklist_id = $1 ORDER BY seq', [
      visit.checklistId,
    ]);
    const tasks: { id: string; code: string }[] = await em.query(
      `SELECT id, code FROM task_category
       WHERE code = ANY ($1) AND catalogue_version = (SELECT b.catalogue_version FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.id = $2)`,
      [codes, visit.pilotCaseId],
    );
    const freshUploads = await this.attachments.fresh(em, actor, uploads);
    return { items, taskIds: new Map(tasks.map(({ id, code }) => [code, id])), freshUploads };
  }

  private async keepAnswers(em: EntityManager, actor: Actor, visit: Visit, sent: SentResult, frame: Frame): Promise<void> {
    const weights = new Map(frame.items.map(({ id, weight }) => [id, weight]));
    const answers = (sent.answers ?? []).map((a) => ({ ...a, verdict: a.verdict as Verdict, weight: weights.get(a.itemId)! }));
    const visitResultId = newId();
    await em.insert(VisitResult, {
      id: visitResultId,
      visitId: visit.id,
      revision: 1,
      conclusion: sent.conclusion!.trim(),
      score: scoreOf(answers).score,
      filedByName: actor.userName,
    });
    const rows = answers.map(({ itemId, verdict, note }) => ({
      id: newId(),
      visitResultId,
      visitId: visit.id,
      checklistItemId: itemId,
      verdict,
      note: note?.trim() || null,
    }));
    await em.insert(VisitAnswer, rows);
  }

  private async keepFindings(em: EntityManager, actor: Actor, visit: Visit, sent: readonly SentFinding[], frame: Frame): Promise<void> {
    if (sent.length === 0) return;
    const numbers: { n: number }[] = await em.query(`SELECT nextval('finding_no') AS n FROM generate_series(1, $1)`, [sent.length]);
    const year = this.clock.today().slice(0, 4);
    const rows = sent.map((finding, i) => ({
      id: newId(),
      no: `WT-${year}-${String(numbers[i]!.n).padStart(6, '0')}`,
      visitId: visit.id,
      pilotCaseId: visit.pilotCaseId,
      pilotUnitId: visit.pilotUnitId,
      regionId: visit.regionId,
      checklistItemId: finding.itemId ?? null,
      taskCategoryId: frame.taskIds.get(finding.taskCode ?? '') ?? null,
      nature: finding.nature,
      severity: finding.severity,
      facts: finding.facts.trim(),
      basis: finding.basis?.trim() || null,
      foundByName: actor.userName,
    }));
    await em.insert(Finding, rows);
    for (const [i, { attachmentIds = [] }] of sent.entries()) {
      await this.attachments.attach(em, actor, attachmentIds, { findingId: rows[i]!.id }, `/findings/${i}/attachmentIds`);
    }
  }
}

async function tellOffice(em: EntityManager, visit: Visit, findings: number): Promise<void> {
  const [names]: { unit: string; inspection: string; office: string | null }[] = await em.query(
    `SELECT u.name AS unit, i.name AS inspection, (SELECT id FROM organisation WHERE kind = 'provincial_union' ORDER BY id LIMIT 1) AS office
     FROM pilot_unit u, inspection i WHERE u.id = $1 AND i.id = $2`,
    [visit.pilotUnitId, visit.inspectionId],
  );
  if (!names?.office) return;
  await notify(em, {
    organisationId: names.office,
    roles: ['office_staff'],
    kind: 'visit_filed',
    subjectType: 'visit',
    subjectId: visit.id,
    data: { unit: names.unit, inspection: names.inspection, findings },
  });
}

import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, Clock, conflict, Db, decide, forbidden, invalid, newId, notFound, permitted, stale, type Actor, type FieldError, type Transition } from '../kernel/index.js';
import { correctReport } from './correct-report.js';
import { HandIn } from './hand-in.js';
import { keepRows, keepSections } from './keep-content.js';
import { remarkOn } from './remark-on-report.js';
import { ProgressReport } from './progress-report.entity.js';
import { abilitiesOn, comesTooLate, PROGRESS_REPORT_MACHINE, standsOnSide } from './progress-report.rules.js';
import { cellOf, valueAt } from './report-cells.rules.js';
import { unexplained } from './report-checks.rules.js';
import { standsAgainst, type ReportFacts } from './report-guards.rules.js';
import { lookAt, lookedAt } from './look-at-report.js';
import { directFrom } from './report-page.sql.js';
import { ReportPages, type OpenedReport } from './report-pages.js';
import { ReportStep } from './report-step.entity.js';
import type { ReportMoved, ReportTransitionIn } from './report-transition.dto.js';
import { tellOfReport } from './tell-of-report.js';
import { basisOf } from './write-cells.js';

const standingFor = (reach: Actor['reach']) => `SELECT ${directFrom('p')} AS direct, d.due_on AS "dueOn", d.closes_on AS "closesOn", ${lookedAt(reach)} AS looked,
    EXISTS (SELECT FROM report_step s WHERE s.progress_report_id = p.id AND s.action = 'file_for' AND (s.detail ->> 'submission')::int = p.submissions
      AND s.detail ->> 'positionId' = $2::text) AS "filedByActor"
  FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id WHERE p.id = $1 FOR NO KEY UPDATE OF p`;

interface Standing {
  direct: boolean;
  dueOn: string;
  closesOn: string;
  looked: number | null;
  filedByActor: boolean;
}

interface Outcome {
  patch: Partial<ProgressReport>;
  detail?: Record<string, unknown>;
  successorId?: string;
}

/** What an action reads the whole report for: what it is judged by, or whose cells it names. */
const READS_CONTENT = ['review', 'file_for', 'return'];

/** Takes a report from one state to the next: row, step, remarks, notices and audit in one transaction. */
@Injectable()
export class TransitionReport {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(HandIn) private readonly signing: HandIn,
    @Inject(ReportPages) private readonly pages: ReportPages,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows or after the period closed, 403 for another role's or side's act, 422 naming all it lacks */
  async take(actor: Actor, id: string, version: number, input: ReportTransitionIn): Promise<ReportMoved> {
    if (signs(actor, input)) return this.signing.sign(actor, id, version);
    return this.db.as({ ...actor, action: `report.${input.action}` }, (em) => this.move(em, actor, id, version, input));
  }

  /** The same in the caller's transaction. Everything is looked at before anything is written. */
  async move(em: EntityManager, actor: Actor, id: string, version: number, input: ReportTransitionIn): Promise<ReportMoved> {
    if (signs(actor, input)) return this.signing.signWithin(em, actor, id, version);
    const [found] = (await em.query(standingFor(actor.reach), [id, actor.positionId])) as Standing[];
    const row = found && (await em.findOneBy(ProgressReport, { id }));
    if (!row) throw notFound();
    if (row.version !== version) throw stale(row.version);
    const standing = this.pages.standing({ ...row, direct: found.direct, period: found });
    const allowed = abilitiesOn(actor, standing);
    const decision = decide(PROGRESS_REPORT_MACHINE, row.state, actor.role, input.action);
    if (!decision.allowed && decision.because === 'wrong_state') throw conflict('wrong_state', { extra: { allowed } });
    const transition = permitted(PROGRESS_REPORT_MACHINE, row.state, actor.role, input.action);
    if (!standsOnSide(actor, standing, transition.action)) throw actor.reach === 'city' ? forbidden('not_your_report') : conflict('report_other_way', { extra: { allowed } });
    if (comesTooLate(standing, transition.action)) throw conflict('period_closed', { extra: { allowed } });
    const report = READS_CONTENT.includes(transition.action) ? await this.pages.openWithin(em, actor, id) : undefined;
    const errors = [...missing(transition, input), ...standsAgainst(transition.action, this.facts(row, found, report, input))];
    if (errors.length > 0) throw invalid(errors);
    const { patch, detail = {}, successorId = null } = await this.effects(em, actor, row, transition, input, found, report);
    await change(em, ProgressReport, row, { state: transition.to, ...patch });
    const successor = successorId && (await correctReport(em, row, successorId, input.reason!));
    await em.insert(ReportStep, {
      id: newId(), progressReportId: id, action: transition.action, fromState: row.state, toState: transition.to, reason: input.reason ?? input.opinion ?? null,
      detail: detail as object, actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName,
    });
    await tellOfReport(em, successor ?? id, transition, input.reason ?? input.opinion ?? null);
    return this.moved(em, actor, id, standing, successor);
  }

  private facts(row: ProgressReport, { looked, filedByActor }: Standing, report: OpenedReport | undefined, input: ReportTransitionIn): ReportFacts {
    return {
      problems: report ? unexplained(this.pages.problems(report)) : [],
      hasCell: (address) => {
        const cell = cellOf(address);
        return !!cell && !!report && valueAt(report, cell) !== undefined;
      },
      submissions: row.submissions,
      looked,
      filedByActor,
      input,
    };
  }

  private async effects(em: EntityManager, actor: Actor, row: ProgressReport, { action }: Transition, input: ReportTransitionIn, { dueOn }: Standing, report: OpenedReport | undefined): Promise<Outcome> {
    const handedIn = {
      complete: true, submissions: row.submissions + 1,
      ...(row.submittedAt === null && { submittedAt: this.clock.now(), onTime: this.clock.today() <= dueOn }),
    };
    switch (action) {
      case 'review':
        await keepRows(em, report!, report!);
        return { patch: { complete: true } };
      case 'file_for': {
        const basis = basisOf(actor, report!, input.onBehalf);
        await keepRows(em, report!, report!);
        row.version = await keepSections(em, report!, basis);
        return { patch: handedIn, detail: { submission: handedIn.submissions, onBehalf: basis, positionId: actor.positionId } };
      }
      case 'send_back':
        return { patch: { complete: row.submittedAt !== null } };
      case 'withdraw':
        // as if it had not been handed in; a correction keeps when its first edition was
        return { patch: row.edition > 1 || row.returnedCount > 0 ? {} : { complete: false, submittedAt: null, onTime: false }, detail: { submission: row.submissions } };
      case 'return':
        for (const { cell, reason } of input.cells!) await remarkOn(em, actor, row, { cell, kind: 'return', text: reason });
        return { patch: { returnedCount: row.returnedCount + 1 }, detail: { submission: row.submissions, cells: input.cells!.length } };
      case 'accept':
        if (input.changesShown) await lookAt(em, [{ id: row.id, submission: row.submissions }]);
        return { patch: {}, detail: { submission: row.submissions } };
      case 'correct': {
        const successorId = newId();
        return { patch: { isCurrent: false }, detail: { edition: row.edition + 1 }, successorId };
      }
      default:
        return { patch: {} };
    }
  }

  private async moved(em: EntityManager, actor: Actor, id: string, standing: Parameters<typeof abilitiesOn>[1], successorId: string | null): Promise<ReportMoved> {
    const { version, state, complete, submittedAt, onTime, submissions, edition, isCurrent } = await em.findOneByOrFail(ProgressReport, { id });
    return {
      id, version, state, complete, submittedAt: submittedAt?.toISOString() ?? null, onTime, submissions, edition, successorId,
      abilities: abilitiesOn(actor, { ...standing, state, isCurrent }),
    };
  }
}

/** The leader's signature has a statement of its own. */
const signs = (actor: Actor, { action }: ReportTransitionIn): boolean => action === 'submit' && decide(PROGRESS_REPORT_MACHINE, 'internal_review', actor.role, action).allowed;

function missing({ needs }: Transition, input: ReportTransitionIn): FieldError[] {
  return (needs ?? []).filter((field) => !input[field as keyof ReportTransitionIn]).map((field) => ({ pointer: `/${field}`, code: 'required' }));
}

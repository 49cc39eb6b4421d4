import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, message, notFound, type Actor, type Locale } from '../kernel/index.js';
import { abilitiesOn, EDITABLE, type ReportStanding } from './progress-report.rules.js';
import { CHECK_LIMITS, problemsOf, type CheckLimits, type Problem } from './report-checks.rules.js';
import { changeOnYear, prefilledEntry, prefilledValue, ratioOf, type EntryWords, type LoggedUpdate, type Numbers, type ReportContent } from './report-content.rules.js';
import type { CaseReportStep, CaseReportSteps, ReportEntryOut, ReportIndicatorOut, ReportPageOut, ReportProblemOut } from './report-page.dto.js';
import { pageFor } from './report-page.sql.js';

type EntryRecord = Omit<ReportEntryOut, keyof EntryWords | 'prefilled'> & { now: number; kept: EntryWords | null; previous: EntryWords | null; updates: LoggedUpdate[] };
type IndicatorRecord = Omit<ReportIndicatorOut, keyof Numbers | 'prefilled' | 'ratio' | 'changeOnYear'> & { kept: Numbers | null };

/** A report as one statement gives it. */
export interface ReportRecord extends Omit<ReportPageOut, 'entries' | 'indicators' | 'problems' | 'abilities'> {
  year: number;
  periodId: string;
  pilotUnitId: string;
  regionId: string;
  correctsId: string | null;
  limits: Partial<CheckLimits> | null;
  entries: EntryRecord[];
  indicators: IndicatorRecord[];
}

/** A report with what it says, prefilled where nobody wrote yet. */
export interface OpenedReport extends Omit<ReportRecord, 'entries' | 'indicators'>, ReportContent {
  entries: (Omit<EntryRecord, 'kept' | 'now'> & EntryWords & { prefilled: boolean; suspended: boolean })[];
  indicators: (Omit<IndicatorRecord, 'kept'> & Numbers & { prefilled: boolean })[];
}

const OF_CASE = {
  name: 'reports.steps-of-case',
  text: `SELECT s.id, s.progress_report_id AS "reportId", p.edition, json_build_object('id', p.id, 'name', d.name, 'nameEn', d.name_en) AS period, s.action, s.from_state AS from, s.to_state AS to,
      s.created_at AS at, s.reason, s.detail, json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation) AS by
    FROM progress_report p JOIN report_step s ON s.progress_report_id = p.id JOIN reporting_period d ON d.id = p.reporting_period_id
    WHERE p.pilot_case_id = $1 ORDER BY s.id DESC LIMIT 500`,
};

/** One report to look at and to work on. */
@Injectable()
export class ReportPages {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404 */
  async page(actor: Actor, id: string): Promise<ReportPageOut> {
    const [row] = await this.db.read<ReportRecord>(actor, pageFor(actor.reach), [id, this.clock.today()]);
    return this.show(actor, this.opened(actor, row));
  }

  /** What was done to the reports of a case, newest first. */
  async stepsOfCase(actor: Actor, caseId: string): Promise<CaseReportSteps> {
    return { items: await this.db.read<CaseReportStep>(actor, OF_CASE, [caseId]) };
  }

  /** The same inside a transaction, as it will be once that commits. */
  async pageWithin(em: EntityManager, actor: Actor, id: string): Promise<ReportPageOut> {
    return this.show(actor, await this.openWithin(em, actor, id));
  }

  /** What it says, to be changed or judged. @throws 404 */
  async openWithin(em: EntityManager, actor: Actor, id: string): Promise<OpenedReport> {
    const [row] = (await em.query(pageFor(actor.reach).text, [id, this.clock.today()])) as ReportRecord[];
    return this.opened(actor, row);
  }

  standing({ state, isCurrent, direct, submittedAt, period }: { state: string; isCurrent: boolean; direct: boolean; submittedAt: unknown; period: { closesOn: string } }): ReportStanding {
    return { state, isCurrent, direct, closed: submittedAt === null && this.clock.today() > period.closesOn };
  }

  problems(report: OpenedReport): Problem[] {
    return problemsOf(report, { ...CHECK_LIMITS, ...report.limits });
  }

  private opened(actor: Actor, row: ReportRecord | undefined): OpenedReport {
    if (!row) throw notFound();
    // of a draft a sponsoring department knows that it is there
    const hidden = actor.reach === 'department' && !row.inForce;
    return {
      ...row,
      sections: hidden ? { features: '', problems: '', coordination: '', nextSteps: '' } : row.sections,
      entries: row.entries.map(({ kept, now, ...entry }) => ({
        ...entry, ...(kept ?? prefilledEntry(now, entry.previous, entry.updates)), prefilled: kept === null, suspended: entry.state === 'suspended',
      })),
      indicators: row.indicators.map(({ kept, ...indicator }) => ({ ...indicator, ...(kept ?? prefilledValue(indicator.kind, indicator.lastPeriod)), prefilled: kept === null })),
    };
  }

  private show(actor: Actor, report: OpenedReport): ReportPageOut {
    const { year: _, periodId: __, pilotUnitId: ___, regionId: ____, correctsId: _____, limits: ______, ...shown } = report;
    const hidden = actor.reach === 'department' && EDITABLE.includes(report.state);
    return {
      ...shown,
      entries: report.entries.map(({ suspended: _suspended, ...entry }) => entry),
      indicators: report.indicators.map((i) => ({ ...i, ratio: ratioOf(i), changeOnYear: changeOnYear(i.kind, i, i.lastYear) })),
      problems: hidden ? [] : showProblems(this.problems(report), actor.locale),
      abilities: abilitiesOn(actor, this.standing(report)),
    };
  }
}

/** In the reader's words. */
export const showProblems = (problems: readonly Problem[], locale: Locale): ReportProblemOut[] =>
  problems.map(({ cell, code, severity, params, explained }) => ({ cell, code, severity, detail: message(code, locale, params), explained }));

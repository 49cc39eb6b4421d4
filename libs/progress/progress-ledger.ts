import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TAKES_PROGRESS } from '../assignments/index.js';
import { Clock, newId, type Actor } from '../kernel/index.js';
import {
  deleteCreated, folded, LedgerKinds, type KeptRow, type Known, type LedgerColumn, type LedgerKind, type LedgerRow, type RowReader, type Trace, type TracedRow,
} from '../ledgers/index.js';

export const PROGRESS_COLUMNS: readonly LedgerColumn[] = [
  { key: 'unit', header: '单位名称', synonyms: ['企业名称', '试点单位', '试点单位名称'], long: true, sample: '样例智能装备有限公司' },
  { key: 'uscc', header: '统一社会信用代码', synonyms: ['社会信用代码', '信用代码'], sample: '91350100M000100Y43' },
  { key: 'caseNo', header: '试点编号', synonyms: ['档案编号', '试点档案编号'] },
  { key: 'task', header: '任务编号', synonyms: ['任务', '任务代码', '承担任务'], required: true, sample: 'C03' },
  { key: 'occurredOn', header: '日期', synonyms: ['填报日期', '进展日期', '时间', '登记日期', '截止日期'], required: true, sample: '2026年3月2日' },
  { key: 'progress', header: '进度', synonyms: ['完成进度', '进度百分比', '完成比例', '完成率'], required: true, sample: '40%' },
  { key: 'done', header: '完成情况', synonyms: ['工作进展', '进展情况', '主要做法', '工作开展情况', '进展'], required: true, long: true, sample: '完成两期班组长轮训。' },
  { key: 'problems', header: '存在问题', synonyms: ['问题', '困难问题', '存在的问题'], long: true },
  { key: 'nextSteps', header: '下一步打算', synonyms: ['下一步', '下步打算', '下一步工作', '下一步计划'], long: true },
];

interface ProgressRecord {
  assignmentId: string;
  occurredOn: string;
  progress: number;
  done: string;
  problems: string | null;
  nextSteps: string | null;
}
interface Candidate {
  id: string;
  caseNo: string;
  taskCode: string;
  state: string;
  unit: string;
  uscc: string;
}
export interface ProgressReferences {
  /** By unit (its code and its name, folded) and task. */
  assignments: Map<string, Candidate[]>;
  today: string;
}
interface ProgressTrace {
  entryId: string;
  assignmentId: string;
  /** The assignment before and after the whole ledger. */
  before: { id: string; progress: number; last_update_id: string | null; last_update_on: string | null };
  version: number;
}

// Only what the ledger names: a province has too many to hold in the memory.
const CANDIDATES = `SELECT a.id, c.case_no AS "caseNo", a.task_code AS "taskCode", a.state, u.name AS unit, u.uscc
  FROM pilot_unit u JOIN assignment a ON a.pilot_unit_id = u.id JOIN pilot_case c ON c.id = a.pilot_case_id
  WHERE a.state <> 'cancelled' AND (u.uscc = ANY ($1) OR u.name = ANY ($2))`;
const KNOWN = `SELECT assignment_id AS "assignmentId", occurred_on AS "occurredOn", progress, done, problems, next_steps AS "nextSteps"
  FROM progress_update WHERE assignment_id = ANY ($1) AND occurred_on = ANY ($2::date[])`;
const STATE = 'SELECT id, progress, last_update_id, last_update_on::text, version FROM assignment WHERE id = ANY ($1) FOR UPDATE';
const WRITE = `INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, next_steps, occurred_on,
    author_position_id, author_name, author_role, author_organisation)
  SELECT r.id, a.id, a.pilot_case_id, a.pilot_unit_id, a.region_id, r.progress, r.done, r.problems, r.next_steps, r.occurred_on, $2, $3, $4, $5
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, assignment_id uuid, progress int, done text, problems text, next_steps text, occurred_on date)
  JOIN assignment a ON a.id = r.assignment_id`;
// An assignment stands at its latest entry: one of an earlier day goes into the log and moves nothing.
const MOVE = `UPDATE assignment a SET progress = r.progress, last_update_id = r.id, last_update_on = r.occurred_on
  FROM (SELECT DISTINCT ON (assignment_id) * FROM jsonb_to_recordset($1::jsonb) r(id uuid, seq int, assignment_id uuid, progress int, occurred_on date)
        ORDER BY assignment_id, occurred_on DESC, seq DESC) r
  WHERE a.id = r.assignment_id AND (a.last_update_on IS NULL OR a.last_update_on <= r.occurred_on)`;
const PUT_BACK = `UPDATE assignment a SET progress = r.progress, last_update_id = r.last_update_id, last_update_on = r.last_update_on
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, progress int, last_update_id uuid, last_update_on date)
  WHERE a.id = r.id AND a.last_update_id IS DISTINCT FROM r.last_update_id`;

const unitAndTask = (unit: string, task: string) => `${folded(unit)}\n${folded(task)}`;

/** The ledger of progress, a row per dated entry: what people log one by one, many at once and by the same rules. */
@Injectable()
export class ProgressLedger implements LedgerKind<ProgressRecord, ProgressReferences>, OnModuleInit {
  readonly name = 'progress-updates';
  readonly title = { zh: '进展台账', en: 'Progress updates' };
  readonly columns = PROGRESS_COLUMNS;
  readonly marks = ['task', 'done'];
  readonly keyColumn = 'done';
  readonly fields = {};

  constructor(
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  async references(em: EntityManager, _actor: Actor, rows: readonly LedgerRow[]): Promise<ProgressReferences> {
    const said = (key: string, read: (text: string) => string) => [...new Set(rows.flatMap(({ cells }) => (cells[key] ? [read(cells[key])] : [])))];
    const values = [said('uscc', (code) => folded(code).toUpperCase()), said('unit', (name) => name)];
    const found: Candidate[] = await em.query(CANDIDATES, values);
    const assignments = new Map<string, Candidate[]>();
    for (const one of found) {
      for (const unit of [one.unit, one.uscc]) {
        const key = unitAndTask(unit, one.taskCode);
        assignments.set(key, [...(assignments.get(key) ?? []), one]);
      }
    }
    return { assignments, today: this.clock.today() };
  }

  options(): Record<string, string[]> {
    return {};
  }

  check(row: RowReader, { assignments, today }: ProgressReferences): ProgressRecord | undefined {
    const assignmentId = assignmentOf(row, assignments);
    row.required('occurredOn');
    const occurredOn = row.day('occurredOn');
    if (occurredOn && occurredOn > today) row.report('error', 'occurredOn', 'in_the_future');
    const progress = row.percent('progress');
    const done = row.required('done', 4000);
    if (done.length === 1) row.report('error', 'done', 'too_short', ['2']);
    const more = { problems: row.optional('problems', 4000), nextSteps: row.optional('nextSteps', 4000) };
    return assignmentId && occurredOn && progress !== null ? { assignmentId, occurredOn, progress, done, ...more } : undefined;
  }

  /** An entry is the same by its assignment, its day and its text. */
  keyOf = ({ assignmentId, occurredOn, done }: ProgressRecord): string => `${assignmentId} ${occurredOn} ${folded(done)}`;
  subjectOf = (record: ProgressRecord): string => this.keyOf(record);

  /** What was logged is never overwritten: an entry that is there already stays as it is, whatever else the row says. */
  async known(em: EntityManager, _actor: Actor, records: ProgressRecord[]): Promise<Known> {
    const said = new Map(records.map((record) => [this.keyOf(record), record]));
    const rows: ProgressRecord[] = await em.query(KNOWN, [records.map((r) => r.assignmentId), records.map((r) => r.occurredOn)]);
    const known = new Map(rows.map((row) => [this.keyOf(row), said.get(this.keyOf(row)) ?? row]));
    return { records: known, subjects: known };
  }

  async write(em: EntityManager, actor: Actor, rows: KeptRow<ProgressRecord>[]): Promise<Map<string, Trace>> {
    const before = await this.stateOf(em, rows.map(({ record }) => record.assignmentId));
    const inOrder = [...rows].sort((a, b) => (a.record.occurredOn < b.record.occurredOn ? -1 : a.record.occurredOn > b.record.occurredOn ? 1 : 0));
    const entries = inOrder.map(({ id, record: r }, seq) => ({
      rowId: id, id: newId(), seq, assignment_id: r.assignmentId, progress: r.progress, done: r.done, problems: r.problems, next_steps: r.nextSteps, occurred_on: r.occurredOn,
    }));
    const json = JSON.stringify(entries);
    await em.query(WRITE, [json, actor.positionId, actor.userName, actor.role, actor.organisationName]);
    await em.query(MOVE, [json]);
    const after = await this.stateOf(em, rows.map(({ record }) => record.assignmentId));
    return new Map(entries.map((entry): [string, Trace] => {
      const { version: _, ...was } = before.get(entry.assignment_id)!;
      const undo: ProgressTrace = { entryId: entry.id, assignmentId: entry.assignment_id, before: was, version: after.get(entry.assignment_id)!.version };
      return [entry.rowId, { created: [entry.id], undo: { entry: undo } }];
    }));
  }

  async takeBack(em: EntityManager, _actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const traces = rows.map((row) => row.undo['entry'] as ProgressTrace);
    const now = await this.stateOf(em, traces.map(({ assignmentId }) => assignmentId));
    const changed = new Set(traces.filter(({ assignmentId, version }) => now.get(assignmentId)?.version !== version).map(({ entryId }) => entryId));
    if (changed.size === 0) {
      await em.query(PUT_BACK, [JSON.stringify(traces.map(({ before }) => before))]);
      for (const id of await deleteCreated(em, 'progress_update', traces.map(({ entryId }) => entryId))) changed.add(id);
    }
    return rows.filter((row) => changed.has((row.undo['entry'] as ProgressTrace).entryId));
  }

  private async stateOf(em: EntityManager, ids: string[]): Promise<Map<string, ProgressTrace['before'] & { version: number }>> {
    const rows: (ProgressTrace['before'] & { version: number })[] = await em.query(STATE, [[...new Set(ids)]]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** The one assignment that a row is about; what it cannot be told from, or why it takes no entry, is reported. */
function assignmentOf(row: RowReader, assignments: ProgressReferences['assignments']): string | undefined {
  const task = row.required('task');
  const [uscc, unit, caseNo] = [row.text('uscc'), row.text('unit'), row.text('caseNo')];
  if (!uscc && !unit) row.report('error', 'unit', 'required');
  if (!task || (!uscc && !unit)) return undefined;
  const named = assignments.get(unitAndTask(uscc || unit, task)) ?? [];
  const meant = named.filter((one) => !caseNo || one.caseNo === caseNo);
  if (meant.length === 0) {
    row.report('error', caseNo && named.length > 0 ? 'caseNo' : 'task', 'no_such_assignment', named.map((one) => one.caseNo));
    return undefined;
  }
  const open = meant.filter(({ state }) => (TAKES_PROGRESS as readonly string[]).includes(state));
  if (open.length === 0) row.report('error', 'task', 'assignment_closed');
  // several cases of one unit may have the task: which of them, the ledger has to say
  if (open.length > 1) row.report('error', 'caseNo', 'which_case', open.map((one) => one.caseNo));
  return open.length === 1 ? open[0]!.id : undefined;
}

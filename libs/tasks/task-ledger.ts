import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import {
  deleteCreated, LedgerKinds, Lexicon, type KeptRow, type Known, type LedgerColumn, type LedgerKind, type RowReader, type Trace, type TracedRow,
} from '../ledgers/index.js';

export const TASK_COLUMNS: readonly LedgerColumn[] = [
  { key: 'code', header: '任务编号', synonyms: ['编号', '任务代码'], required: true, sample: 'A01' },
  { key: 'name', header: '任务名称', synonyms: ['任务', '改革任务', '具体任务', '任务内容'], required: true, long: true, sample: '样例任务' },
  { key: 'nameEn', header: '英文名称', synonyms: ['任务英文名称'], long: true },
  { key: 'direction', header: '方向代码', synonyms: ['方向编号'], required: true, sample: 'IDEOLOGY' },
  { key: 'directionName', header: '改革方向', synonyms: ['方向', '任务方向', '方向名称'], required: true, sample: '思想引领' },
  { key: 'directionNameEn', header: '方向英文名称' },
  { key: 'lead', header: '牵头部门', synonyms: ['牵头单位', '责任部门', '牵头成员单位'], required: true, sample: '省国资委' },
  { key: 'coLeads', header: '联合牵头部门', synonyms: ['共同牵头部门', '联合牵头单位', '共同牵头单位'], many: true },
  { key: 'cooperating', header: '配合部门', synonyms: ['配合单位', '参与部门', '责任单位', '参加单位'], many: true },
  { key: 'indicators', header: '考核指标', synonyms: ['指标', '统计指标', '量化指标'], many: true, sample: '宣讲教育场次' },
  { key: 'retired', header: '停用', synonyms: ['是否停用'] },
];

interface TaskRecord {
  code: string;
  name: string;
  nameEn: string | null;
  direction: string;
  directionName: string;
  directionNameEn: string | null;
  leadId: string;
  coLeadIds: string[];
  cooperatingIds: string[];
  indicatorCodes: string[];
  retired: boolean;
  illustrative: false;
}

const YES_NO = new Lexicon([{ id: 'yes', label: '是', names: ['停用', '已停用', 'true'] }, { id: 'no', label: '否', names: ['在用', '启用', 'false'] }]);
const DEPARTMENTS = `SELECT id, short_name AS label, name, code FROM organisation WHERE kind IN ('department', 'provincial_union') ORDER BY protocol_order`;
const INDICATORS = 'SELECT code AS id, name AS label, name_en AS "nameEn" FROM indicator ORDER BY sequence';
const NEWEST = '(SELECT max(catalogue_version) FROM task_category)';
const RECORD = `code, name, name_en AS "nameEn", direction, direction_name AS "directionName", direction_name_en AS "directionNameEn",
  lead_department_id AS "leadId", to_jsonb(co_lead_department_ids) AS "coLeadIds", to_jsonb(cooperating_department_ids) AS "cooperatingIds",
  to_jsonb(indicator_codes) AS "indicatorCodes", false AS retired, illustrative, sequence`;
const CATALOGUE = `SELECT ${RECORD} FROM task_category WHERE catalogue_version = ${NEWEST} ORDER BY sequence`;
const WRITE = `INSERT INTO task_category (id, code, catalogue_version, name, name_en, direction, direction_name, direction_name_en, sequence,
    lead_department_id, co_lead_department_ids, cooperating_department_ids, indicator_codes, illustrative)
  SELECT r.id, r.code, $2, r.name, coalesce(r."nameEn", r.name), r.direction, r."directionName", coalesce(r."directionNameEn", r."directionName"), r.sequence,
    r."leadId", r."coLeadIds", r."cooperatingIds", r."indicatorCodes", false
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, code text, name text, "nameEn" text, direction text, "directionName" text, "directionNameEn" text, sequence int,
    "leadId" uuid, "coLeadIds" uuid[], "cooperatingIds" uuid[], "indicatorCodes" text[])`;
// One catalogue at a time becomes the next version.
const LOCK = 'SELECT pg_advisory_xact_lock(hashtext($1))';

/** What names in the ledger can mean. */
interface Words {
  departments: Lexicon;
  indicators: Lexicon;
}
type Kept = Omit<TaskRecord, 'illustrative'> & { illustrative: boolean; sequence: number };

/**
 * The ledger of the task catalogue. A commit that changes anything makes the next version of the whole catalogue; what stands
 * on an older one stays valid. Tasks that the ledger does not name are carried over, unless they are the sample catalogue's.
 */
@Injectable()
export class TaskLedger implements LedgerKind<TaskRecord, Words>, OnModuleInit {
  readonly name = 'task-categories';
  readonly title = { zh: '任务清单', en: 'Task catalogue' };
  readonly columns = TASK_COLUMNS;
  readonly marks = ['code', 'name'];
  readonly keyColumn = 'code';
  readonly fields = { nameEn: 'nameEn', directionNameEn: 'directionNameEn', coLeads: 'coLeadIds', cooperating: 'cooperatingIds', indicators: 'indicatorCodes' };

  constructor(@Inject(LedgerKinds) private readonly kinds: LedgerKinds) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  async references(em: EntityManager): Promise<Words> {
    const rows: { id: string; label: string; name: string; code: string }[] = await em.query(DEPARTMENTS);
    const indicators: { id: string; label: string; nameEn: string }[] = await em.query(INDICATORS);
    return {
      departments: new Lexicon(rows.map((row) => ({ ...row, names: [row.name, row.code] }))),
      indicators: new Lexicon(indicators.map((row) => ({ ...row, names: [row.nameEn] }))),
    };
  }

  options({ departments, indicators }: Words): Record<string, string[]> {
    return { lead: departments.labels, coLeads: departments.labels, cooperating: departments.labels, indicators: indicators.labels, retired: YES_NO.labels };
  }

  check(row: RowReader, { departments, indicators }: Words): TaskRecord | undefined {
    const leadId = row.requiredWord('lead', departments);
    const [coLeadIds, cooperatingIds] = [row.words('coLeads', departments), row.words('cooperating', departments)];
    const others = [...coLeadIds, ...cooperatingIds];
    // one department has one part in a task
    if (leadId && others.includes(leadId)) row.report('error', coLeadIds.includes(leadId) ? 'coLeads' : 'cooperating', 'repeated');
    else if (new Set(others).size < others.length) row.report('error', 'cooperating', 'repeated');
    const record = {
      code: row.required('code', 20), name: row.required('name', 200), nameEn: row.optional('nameEn', 300), direction: row.required('direction', 40),
      directionName: row.required('directionName', 100), directionNameEn: row.optional('directionNameEn', 200), coLeadIds, cooperatingIds,
      indicatorCodes: row.words('indicators', indicators), retired: row.word('retired', YES_NO) === 'yes', illustrative: false as const,
    };
    return leadId ? { ...record, leadId } : undefined;
  }

  keyOf = ({ code }: { code: string }): string => code;
  subjectOf = this.keyOf;

  async known(em: EntityManager, _actor: Actor, records: TaskRecord[]): Promise<Known> {
    const named = new Map(records.map((record) => [record.code, record]));
    const rows: Kept[] = await em.query(CATALOGUE);
    // a name in English that the ledger leaves open is the Chinese one, and no difference then
    const known = new Map(rows.map(({ sequence: _, ...row }) => {
      const said = named.get(row.code);
      return [row.code, { ...row, ...(said?.nameEn === null && row.nameEn === row.name && { nameEn: null }), ...(said?.directionNameEn === null && row.directionNameEn === row.directionName && { directionNameEn: null }) }];
    }));
    return { records: known, subjects: known };
  }

  async write(em: EntityManager, _actor: Actor, rows: KeptRow<TaskRecord>[]): Promise<Map<string, Trace>> {
    if (rows.length === 0) return new Map();
    await em.query(LOCK, [this.name]);
    const current: Kept[] = await em.query(CATALOGUE);
    const named = new Map(rows.map(({ record }) => [record.code, record]));
    const kept = current.filter((task) => !task.illustrative && !named.has(task.code));
    const placeOf = new Map(current.filter(({ illustrative }) => !illustrative).map(({ code, sequence }) => [code, sequence]));
    const last = Math.max(0, ...placeOf.values());
    const next = [...kept, ...[...named.values()].filter(({ retired }) => !retired).map((record, i) => ({ ...record, sequence: placeOf.get(record.code) ?? last + i + 1 }))];
    const [{ version }] = await em.query(`SELECT coalesce(${NEWEST}, 0) + 1 AS version`);
    const tasks = next.map((task) => ({ ...task, id: newId() }));
    await em.query(WRITE, [JSON.stringify(tasks), version]);
    // the version is of the whole ledger: its first row answers for it
    return new Map(rows.map(({ id }, i): [string, Trace] => [id, { created: i === 0 ? tasks.map((task) => task.id) : [], undo: { version, ids: i === 0 ? tasks.map((task) => task.id) : [] } }]));
  }

  /** A version goes as a whole, as long as it is the newest and nothing stands on it. */
  async takeBack(em: EntityManager, _actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    if (rows.length === 0) return [];
    await em.query(LOCK, [this.name]);
    const [{ version }] = await em.query(`SELECT ${NEWEST} AS version`);
    if (version !== rows[0]!.undo['version']) return rows;
    const held = await deleteCreated(em, 'task_category', rows.flatMap((row) => row.undo['ids'] as string[]));
    return held.length > 0 ? rows : [];
  }
}

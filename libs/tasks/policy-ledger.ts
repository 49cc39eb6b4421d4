import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId, type Actor } from '../kernel/index.js';
import {
  deleteCreated, LedgerKinds, Lexicon, type KeptRow, type Known, type LedgerColumn, type LedgerKind, type RowReader, type Trace, type TracedRow,
} from '../ledgers/index.js';
import { POLICY_CATEGORIES, policySearchText } from './policy.rules.js';

export const POLICY_COLUMNS: readonly LedgerColumn[] = [
  { key: 'code', header: '政策编号', synonyms: ['编号', '政策代码'], required: true, sample: 'P01' },
  { key: 'title', header: '政策名称', synonyms: ['文件名称', '标题', '文件标题', '政策文件', '名称'], required: true, long: true, sample: '《样例实施意见》' },
  { key: 'titleEn', header: '英文名称', synonyms: ['英文标题'], long: true },
  { key: 'issuer', header: '发文机关', synonyms: ['发文单位', '制定机关', '发布单位', '印发单位'], sample: '样例机关' },
  { key: 'docNo', header: '文号', synonyms: ['发文字号', '文件号'], sample: '样例〔2026〕1号' },
  { key: 'category', header: '政策类别', synonyms: ['类别', '类型', '层级'], required: true, sample: '省级' },
  { key: 'issuedOn', header: '发文日期', synonyms: ['发文时间', '印发日期', '发布日期', '成文日期', '年份'], sample: '2026年3月2日' },
  { key: 'tasks', header: '对应任务', synonyms: ['任务', '任务编号', '相关任务', '承担任务'], many: true, sample: 'A03、C03' },
  { key: 'remark', header: '备注', synonyms: ['说明'], long: true },
];

interface PolicyRecord {
  code: string;
  title: string;
  titleEn: string | null;
  issuer: string | null;
  docNo: string | null;
  category: string;
  issuedOn: string | null;
  year: number | null;
  taskCodes: string[];
  remark: string | null;
}
interface PolicyTrace {
  id: string;
  version: number;
  before: object | null;
}

const CATEGORIES = new Lexicon(POLICY_CATEGORIES.map(({ code, zh, en }) => ({ id: code, label: zh, names: [en] })));
const TASKS = `SELECT DISTINCT ON (code) code AS id, code AS label, name FROM task_category ORDER BY code, catalogue_version DESC`;
const KNOWN = `SELECT code, title, title_en AS "titleEn", issuer, doc_no AS "docNo", category, issued_on AS "issuedOn", year,
  task_codes AS "taskCodes", remark FROM policy WHERE code = ANY ($1)`;
const STATE = 'SELECT id, code, version, to_jsonb(p) AS row FROM policy p WHERE code = ANY ($1)';
const FACTS = 'title text, title_en text, issuer text, doc_no text, category text, issued_on date, year int, task_codes text[], remark text, search_text text';
const NAMES = FACTS.replace(/ (text(\[\])?|date|int)(?=,|$)/g, '').split(', ');
const WRITE = `INSERT INTO policy (id, code, ${NAMES.join(', ')})
  SELECT id, code, ${NAMES.join(', ')} FROM jsonb_to_recordset($1::jsonb) r(id uuid, code text, ${FACTS})
  ON CONFLICT (code) DO UPDATE SET ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')}`;
const CHANGED = `SELECT r.id FROM jsonb_to_recordset($1::jsonb) r(id uuid, version int) LEFT JOIN policy p ON p.id = r.id
  WHERE p.version IS DISTINCT FROM r.version`;
const RESTORE = `UPDATE policy p SET ${NAMES.map((name) => `${name} = r.${name}`).join(', ')}
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, ${FACTS}) WHERE p.id = r.id`;

/** The ledger of policies, a row per document; its number in the office's list tells them apart. */
@Injectable()
export class PolicyLedger implements LedgerKind<PolicyRecord, Lexicon>, OnModuleInit {
  readonly name = 'policies';
  readonly title = { zh: '政策清单', en: 'Policies' };
  readonly columns = POLICY_COLUMNS;
  readonly marks = ['code', 'title'];
  readonly keyColumn = 'code';
  readonly fields = { titleEn: 'titleEn', issuer: 'issuer', docNo: 'docNo', tasks: 'taskCodes', remark: 'remark' };

  constructor(@Inject(LedgerKinds) private readonly kinds: LedgerKinds) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  async references(em: EntityManager): Promise<Lexicon> {
    const tasks: { id: string; label: string; name: string }[] = await em.query(TASKS);
    return new Lexicon(tasks.map((task) => ({ ...task, names: [task.name, `${task.label}${task.name}`] })));
  }

  options(tasks: Lexicon): Record<string, string[]> {
    return { category: CATEGORIES.labels, tasks: tasks.labels };
  }

  check(row: RowReader, tasks: Lexicon): PolicyRecord | undefined {
    const category = row.requiredWord('category', CATEGORIES);
    // of many a document only the year is known
    const year = /^((?:19|20|21)\d{2})年?$/.exec(row.text('issuedOn'))?.[1];
    const issuedOn = year ? null : row.day('issuedOn');
    const record = {
      code: row.required('code', 30), title: row.required('title', 300), titleEn: row.optional('titleEn', 500), issuer: row.optional('issuer', 200),
      docNo: row.optional('docNo', 100), issuedOn, year: year ? Number(year) : issuedOn ? Number(issuedOn.slice(0, 4)) : null,
      taskCodes: row.words('tasks', tasks, 'unknown_reference'), remark: row.optional('remark'),
    };
    return category ? { ...record, category } : undefined;
  }

  keyOf = ({ code }: { code: string }): string => code;
  subjectOf = this.keyOf;

  async known(em: EntityManager, _actor: Actor, records: PolicyRecord[]): Promise<Known> {
    const rows: PolicyRecord[] = await em.query(KNOWN, [records.map(this.keyOf)]);
    const known = new Map(rows.map((row) => [row.code, row]));
    return { records: known, subjects: known };
  }

  async write(em: EntityManager, _actor: Actor, rows: KeptRow<PolicyRecord>[]): Promise<Map<string, Trace>> {
    const codes = rows.map(({ record }) => record.code);
    const before = await this.stateOf(em, codes);
    const records = rows.map(({ record: r }) => ({
      id: newId(), code: r.code, title: r.title, title_en: r.titleEn, issuer: r.issuer, doc_no: r.docNo, category: r.category, issued_on: r.issuedOn,
      year: r.year, task_codes: r.taskCodes, remark: r.remark, search_text: policySearchText(r.code, r.title, r.docNo, r.issuer),
    }));
    await em.query(WRITE, [JSON.stringify(records)]);
    const after = await this.stateOf(em, codes);
    return new Map(rows.map(({ id, record }): [string, Trace] => {
      const is = after.get(record.code)!;
      const was = before.get(record.code);
      const policy: PolicyTrace = { id: is.id, version: is.version, before: was?.row ?? null };
      return [id, { created: was ? [] : [is.id], undo: { policy } }];
    }));
  }

  async takeBack(em: EntityManager, _actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const traces = rows.map((row) => row.undo['policy'] as PolicyTrace);
    const rowsChanged: { id: string }[] = await em.query(CHANGED, [JSON.stringify(traces)]);
    const changed = new Set(rowsChanged.map(({ id }) => id));
    if (changed.size === 0) {
      await em.query(RESTORE, [JSON.stringify(traces.flatMap(({ before }) => before ?? []))]);
      for (const id of await deleteCreated(em, 'policy', traces.flatMap(({ id, before }) => (before ? [] : [id])))) changed.add(id);
    }
    return rows.filter((row) => changed.has((row.undo['policy'] as PolicyTrace).id));
  }

  private async stateOf(em: EntityManager, codes: string[]): Promise<Map<string, { id: string; version: number; row: object }>> {
    const rows: { id: string; code: string; version: number; row: object }[] = await em.query(STATE, [codes]);
    return new Map(rows.map((row) => [row.code, row]));
  }
}

import { isDay } from '../kernel/index.js';
import type { Sheet } from './workbook.js';
import { checkUscc, normaliseUscc } from './uscc.rules.js';
import { codeOf, VOCABULARIES, type Vocabulary } from './vocabularies.js';

/** The ledger's columns (forms.json «pilot_register») and the headers under which offices write them. */
const HEADERS = {
  name: ['单位名称', '企业名称', '试点单位', '试点单位名称'],
  uscc: ['统一社会信用代码', '社会信用代码', '信用代码'],
  region: ['所属地区', '所属市', '地区', '市'],
  unitKind: ['单位类别', '单位类型'],
  ownership: ['所有制', '所有制性质', '企业性质'],
  size: ['企业规模', '规模'],
  industrySection: ['行业门类', '所属行业'],
  sectorTrack: ['产业赛道', '赛道'],
  subSector: ['细分领域'],
  employees: ['职工人数', '职工总数'],
  industrialWorkers: ['产业工人数', '产业工人人数'],
  level: ['试点层级', '试点级别'],
  batch: ['批次', '试点批次'],
  docNo: ['确定文号', '文号'],
  designatedOn: ['确定日期'],
  tasks: ['承担任务', '任务'],
  sponsors: ['指导部门', '指导单位'],
  liaisonName: ['联络员'],
  liaisonPhone: ['联系电话', '电话'],
  remark: ['备注'],
} as const;

export type LedgerColumn = keyof typeof HEADERS;
export interface LedgerRow {
  sheet: string;
  row: number;
  cells: Partial<Record<LedgerColumn, string>>;
}

export interface LedgerProblem {
  severity: 'error' | 'warning';
  column: string;
  value: string;
  code: string;
  accepted?: string[];
}

/** One row as the register will take it. Names are resolved to codes and ids of the references. */
export interface LedgerRecord {
  name: string;
  uscc: string;
  usccReason: string | null;
  regionId: string;
  unitKind: string;
  ownership: string | null;
  size: string | null;
  industrySection: string | null;
  sectorTrack: string | null;
  subSector: string | null;
  employees: number | null;
  industrialWorkers: number | null;
  liaisonName: string | null;
  liaisonPhone: string | null;
  remark: string | null;
  level: string;
  batchId: string;
  docNo: string | null;
  designatedOn: string | null;
  taskCodes: string[];
  sponsorIds: string[];
}

/** What names in a ledger can mean: name → id (tasks: code → code). */
export interface LedgerReferences {
  regions: Map<string, string>;
  batches: Map<string, string>;
  departments: Map<string, string>;
  tasks: Set<string>;
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
const COLUMN_OF = new Map<string, LedgerColumn>(
  Object.entries(HEADERS).flatMap(([column, names]) => names.map((name) => [squeeze(name), column as LedgerColumn] as const)),
);

/** Finds each sheet's header by its names, in any order and below title rows. Rows without a code and a region are notes. */
export function readLedger(sheets: Sheet[]): LedgerRow[] {
  return sheets.flatMap((sheet) => {
    const at = sheet.rows.findIndex(({ cells }) => {
      const named = cells.map((cell) => COLUMN_OF.get(squeeze(cell)));
      return named.includes('name') && named.includes('uscc');
    });
    if (at < 0) return [];
    const columns = sheet.rows[at]!.cells.map((cell) => COLUMN_OF.get(squeeze(cell)));
    return sheet.rows.slice(at + 1).flatMap(({ number, cells }) => {
      const row: LedgerRow = { sheet: sheet.name, row: number, cells: {} };
      columns.forEach((column, i) => {
        const text = cells[i]?.trim();
        if (column && text) row.cells[column] = text;
      });
      const { name, uscc, region } = row.cells;
      const isData = [name, uscc, region].filter(Boolean).length >= 2;
      return isData ? [row] : [];
    });
  });
}

/** Checks one row against the references. @returns the record where no problem is an error, and every problem */
export function checkRow(row: LedgerRow, refs: LedgerReferences): { record?: LedgerRecord; problems: LedgerProblem[] } {
  const problems: LedgerProblem[] = [];
  const text = (column: LedgerColumn) => row.cells[column] ?? '';
  const report = (severity: 'error' | 'warning', column: LedgerColumn, code: string, accepted?: string[]) => {
    problems.push({ severity, column: HEADERS[column][0], value: text(column), code, ...(accepted && { accepted }) });
  };
  const required = (column: LedgerColumn) => {
    if (!text(column)) report('error', column, 'required');
    return text(column);
  };
  const word = (column: LedgerColumn, list: Vocabulary) => {
    if (!text(column)) return null;
    const code = codeOf(list, text(column));
    if (!code) report('error', column, 'not_accepted', VOCABULARIES[list].map((t) => t.zh));
    return code ?? null;
  };
  const count = (column: LedgerColumn) => {
    const digits = text(column).replace(/[,，\s人]/g, '');
    if (digits === '') return null;
    if (/^\d{1,8}$/.test(digits)) return Number(digits);
    report('error', column, 'wrong_type');
    return null;
  };
  const one = (column: LedgerColumn, among: Map<string, string>) => {
    const name = required(column);
    const id = among.get(name);
    if (name && !id) report('error', column, 'not_accepted', [...among.keys()]);
    return id;
  };

  const name = required('name');
  const uscc = normaliseUscc(required('uscc'));
  const verdict = uscc ? checkUscc(uscc) : 'ok';
  if (verdict === 'structure') report('error', 'uscc', 'uscc_structure');
  if (verdict === 'checksum') report('warning', 'uscc', 'uscc_checksum');
  const regionId = one('region', refs.regions);
  const batchId = one('batch', refs.batches);
  const level = word('level', 'pilot_level');
  if (!text('level')) report('error', 'level', 'required');
  const unitKind = word('unitKind', 'unit_kind') ?? 'enterprise';
  const employees = count('employees');
  const industrialWorkers = count('industrialWorkers');
  if (employees !== null && industrialWorkers !== null && industrialWorkers > employees) {
    report('error', 'industrialWorkers', 'workers_over_employees');
  }
  const designatedOn = text('designatedOn') || null;
  if (designatedOn && !isDay(designatedOn)) report('error', 'designatedOn', 'not_a_date');
  const taskCodes = listOf(text('tasks'));
  if (taskCodes.some((code) => !refs.tasks.has(code))) report('error', 'tasks', 'unknown_reference');
  const sponsorNames = listOf(text('sponsors'));
  const sponsorIds = sponsorNames.flatMap((sponsor) => refs.departments.get(sponsor) ?? []);
  if (sponsorIds.length < sponsorNames.length) report('error', 'sponsors', 'not_accepted', [...refs.departments.keys()]);
  const facts = {
    ownership: word('ownership', 'ownership'),
    size: word('size', 'size'),
    industrySection: word('industrySection', 'industry_section'),
    sectorTrack: word('sectorTrack', 'sector_track'),
    subSector: word('subSector', 'sub_sector'),
    liaisonName: text('liaisonName') || null,
    liaisonPhone: text('liaisonPhone') || null,
    remark: text('remark') || null,
    docNo: text('docNo') || null,
  };
  if (problems.some((p) => p.severity === 'error') || !regionId || !batchId || !level) return { problems };
  const usccReason = verdict === 'checksum' ? '台账原文如此，待核实' : null;
  return {
    problems,
    record: { name, uscc, usccReason, regionId, unitKind, employees, industrialWorkers, level, batchId, designatedOn, taskCodes, sponsorIds, ...facts },
  };
}

const listOf = (text: string): string[] => [...new Set(text.split(/[、,，;；\s]+/).filter(Boolean))];

import { Lexicon, type LedgerColumn, type Meaning, type RowReader } from '../ledgers/index.js';
import { checkUscc, normaliseUscc } from './uscc.rules.js';
import { VOCABULARIES, type Term, type Vocabulary } from './vocabularies.js';

/** The ledger's columns (forms.json «pilot_register») and the headers under which offices write them. */
export const UNIT_COLUMNS: readonly LedgerColumn[] = [
  { key: 'name', header: '单位名称', synonyms: ['企业名称', '试点单位', '试点单位名称', '单位全称', '企业全称'], required: true, long: true, sample: '样例智能装备有限公司' },
  { key: 'uscc', header: '统一社会信用代码', synonyms: ['社会信用代码', '信用代码', '统一信用代码', '组织机构代码', '机构代码'], required: true, sample: '91350100M000100Y43' },
  { key: 'usccReason', header: '信用代码说明', synonyms: ['代码说明', '统一社会信用代码说明'], sample: '登记证照原件如此' },
  { key: 'region', header: '所属地区', synonyms: ['所属市', '地区', '市', '地市', '所在市', '所在地区', '所属地市', '设区市', '属地'], required: true, sample: '沧州市' },
  { key: 'unitKind', header: '单位类别', synonyms: ['单位类型', '类别'] },
  { key: 'ownership', header: '所有制', synonyms: ['所有制性质', '企业性质', '所有制类型', '所有制形式', '经济类型', '单位性质'] },
  { key: 'size', header: '企业规模', synonyms: ['规模', '规模类型', '单位规模'] },
  { key: 'industrySection', header: '行业门类', synonyms: ['所属行业', '行业', '行业类别'] },
  { key: 'sectorTrack', header: '产业赛道', synonyms: ['赛道', '产业类型'] },
  { key: 'subSector', header: '细分领域', synonyms: ['细分行业'] },
  { key: 'employees', header: '职工人数', synonyms: ['职工总数', '职工数', '员工人数', '从业人数', '在职职工', '在职职工人数'], sample: '420' },
  { key: 'industrialWorkers', header: '产业工人数', synonyms: ['产业工人人数', '产业工人', '产业工人总数'], sample: '300' },
  { key: 'level', header: '试点层级', synonyms: ['试点级别', '层级', '级别'], sample: '省级' },
  { key: 'batch', header: '批次', synonyms: ['试点批次', '所属批次'], sample: '第一批' },
  { key: 'docNo', header: '确定文号', synonyms: ['文号', '批复文号'], sample: '冀产改〔2026〕1号' },
  { key: 'designatedOn', header: '确定日期', synonyms: ['确定时间', '批复日期', '命名日期'], sample: '2026年3月2日' },
  { key: 'tasks', header: '承担任务', synonyms: ['任务', '承担任务编号', '任务编号', '试点任务'], many: true, sample: 'A03、C03' },
  { key: 'sponsors', header: '指导部门', synonyms: ['指导单位', '省级指导部门', '指导成员单位'], many: true, sample: '省国资委' },
  { key: 'liaisonName', header: '联络员', synonyms: ['联系人', '产改联络员', '联络员姓名'], sample: '样例' },
  { key: 'liaisonPhone', header: '联系电话', synonyms: ['电话', '联系方式', '手机', '联络员电话', '手机号码'] },
  { key: 'remark', header: '备注', synonyms: ['说明', '备注说明'], long: true },
];

/** Which field of the record a column fills, for sheets that lack the column. */
export const UNIT_FIELDS: Readonly<Record<string, keyof UnitRecord>> = {
  usccReason: 'usccReason', unitKind: 'unitKind', ownership: 'ownership', size: 'size', industrySection: 'industrySection', sectorTrack: 'sectorTrack',
  subSector: 'subSector', employees: 'employees', industrialWorkers: 'industrialWorkers', docNo: 'docNo', designatedOn: 'designatedOn', tasks: 'taskCodes',
  sponsors: 'sponsorIds', liaisonName: 'liaisonName', liaisonPhone: 'liaisonPhone', remark: 'remark',
};

/** One row as the register will take it. Names are resolved to codes and ids of the references. */
export interface UnitRecord {
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
  /** Level and batch are of its case; null together for a unit that has none. */
  level: string | null;
  batchId: string | null;
  docNo: string | null;
  designatedOn: string | null;
  taskCodes: string[];
  sponsorIds: string[];
}

/** Whose code it was that a ledger names: the unit that now stands for it, and whether the one of before went up in that. */
export interface FormerCode {
  merged: boolean;
  /** Null where that unit is out of the reader's sight. */
  now: { name: string; uscc: string } | null;
}

/** What the names in a ledger of units can mean. */
export interface UnitReferences {
  /** By codes of the ledger that are no active unit's any more. */
  former: ReadonlyMap<string, FormerCode>;
  regions: Lexicon;
  batches: Lexicon;
  departments: Lexicon;
  tasks: Lexicon;
}

/** Words that offices use beside the list's own. */
const ALSO: Partial<Record<Vocabulary, (term: Term) => string[]>> = {
  pilot_level: ({ zh }) => [`${zh}试点`, `${zh}试点单位`],
  size: ({ zh }) => [`${zh}企业`, zh.replace('型', '')],
  ownership: ({ zh }) => [`${zh.replace(/\(.*/, '')}企业`],
};
const lexiconOf = (list: Vocabulary) =>
  new Lexicon(VOCABULARIES[list].map((term: Term): Meaning => ({ id: term.code, label: term.zh, names: [term.en, ...(ALSO[list]?.(term) ?? [])] })));
const WORDS = {
  unitKind: lexiconOf('unit_kind'),
  ownership: lexiconOf('ownership'),
  size: lexiconOf('size'),
  industrySection: lexiconOf('industry_section'),
  sectorTrack: lexiconOf('sector_track'),
  subSector: lexiconOf('sub_sector'),
  level: lexiconOf('pilot_level'),
} as const;

/** What each column that is a list accepts. */
export function unitOptions(refs: UnitReferences): Record<string, string[]> {
  const words = Object.entries(WORDS).map(([key, lexicon]) => [key, lexicon.labels]);
  const { regions, batches, departments, tasks } = refs;
  return { ...Object.fromEntries(words), region: regions.labels, batch: batches.labels, tasks: tasks.labels, sponsors: departments.labels };
}

/** Whether a row speaks of a case; one that does names its level and batch. */
const OF_CASE = ['level', 'batch', 'docNo', 'designatedOn', 'tasks', 'sponsors'];

/** A code that fails its checksum is taken with a reason: genuine ones that fail exist. */
export const NO_REASON = '台账原文如此，待核实';

// Taken as it stands, such a row would bring a unit back that is gone, or enter one twice. Which is meant is for the office to say.
function reportFormer(row: RowReader, former: FormerCode | undefined): void {
  if (!former) return;
  const { merged, now } = former;
  if (!now) row.report('error', 'uscc', 'unit_not_active');
  else row.report('error', 'uscc', merged ? 'unit_merged' : 'uscc_former', [now.name], [now.uscc]);
}

/** Checks one row against the references. @returns the record where no problem is an error */
export function checkUnit(row: RowReader, refs: UnitReferences): UnitRecord | undefined {
  const name = row.required('name', 100);
  if (name.length === 1) row.report('error', 'name', 'too_short', ['2']);
  const uscc = normaliseUscc(row.required('uscc', 40));
  const verdict = uscc ? checkUscc(uscc) : 'ok';
  const reason = row.optional('usccReason', 500);
  if (verdict === 'structure' && !row.flawed('uscc')) row.report('error', 'uscc', 'uscc_structure');
  if (verdict === 'checksum' && !reason) row.report('warning', 'uscc', 'uscc_checksum');
  reportFormer(row, refs.former.get(uscc));
  const regionId = row.requiredWord('region', refs.regions);
  const hasCase = OF_CASE.some((key) => row.text(key) !== '' || row.flawed(key));
  const batchId = hasCase ? row.requiredWord('batch', refs.batches) : null;
  const level = hasCase ? row.requiredWord('level', WORDS.level) : null;
  const employees = row.count('employees');
  const industrialWorkers = row.count('industrialWorkers');
  if (employees !== null && industrialWorkers !== null && industrialWorkers > employees) {
    row.report('error', 'industrialWorkers', 'workers_over_employees');
  }
  const record = {
    name, uscc, employees, industrialWorkers,
    usccReason: reason ?? (verdict === 'checksum' ? NO_REASON : null),
    unitKind: row.word('unitKind', WORDS.unitKind) ?? 'enterprise',
    ownership: row.word('ownership', WORDS.ownership),
    size: row.word('size', WORDS.size),
    industrySection: row.word('industrySection', WORDS.industrySection),
    sectorTrack: row.word('sectorTrack', WORDS.sectorTrack),
    subSector: row.word('subSector', WORDS.subSector),
    liaisonName: row.optional('liaisonName', 50),
    liaisonPhone: row.optional('liaisonPhone', 50),
    remark: row.optional('remark'),
    docNo: row.optional('docNo', 100),
    designatedOn: row.day('designatedOn'),
    taskCodes: row.words('tasks', refs.tasks, 'unknown_reference'),
    sponsorIds: row.words('sponsors', refs.departments),
  };
  return regionId ? { ...record, regionId, batchId, level } : undefined;
}

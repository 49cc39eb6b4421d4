import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { loadCalendar } from '../../../libs/calendar/index.js';
import { Batch } from '../../../libs/cases/index.js';
import { EvaluationScheme, type Scheme } from '../../../libs/evaluation/index.js';
import { Organisation, Region } from '../../../libs/identity/index.js';
import { definitionOf, ILLUSTRATIVE, ProvincialFigure } from '../../../libs/indicators/index.js';
import { newId } from '../../../libs/kernel/index.js';
import { Indicator, Policy, policySearchText, TaskCategory } from '../../../libs/tasks/index.js';
import { PROJECT_ROOT } from '../project-root.js';

const read = <T>(name: string): T => JSON.parse(readFileSync(join(PROJECT_ROOT, 'apps/cli/reference/data', name), 'utf8')) as T;

interface RegionData {
  province: { code: string; name_zh: string; name_en: string };
  regions: { code: string; name_zh: string; name_en: string; level: string; protocol_order: number }[];
}
interface DepartmentData {
  departments: { code: string; name_zh: string; short_zh: string; name_en: string; role: string; protocol_order: number }[];
}
interface TaskData {
  catalogue_status: string;
  directions: { code: string; zh: string; en: string }[];
  tasks: {
    code: string;
    name_zh: string;
    name_en: string;
    direction: string;
    lead_department: string;
    co_lead_departments: string[];
    cooperating_departments: string[];
    indicators: string[];
  }[];
}

interface PolicyData {
  policies: { code: string; title_zh: string; title_en: string; issuer: string | null; year: number | null; category: string; doc_no: string | null }[];
}

interface IndicatorData {
  indicators: {
    code: string; name_zh: string; name_en: string; unit: string; kind: string; rollup: string; numerator_zh?: string; denominator_zh?: string; over_periods?: string;
    /** As the seed words it: a number, or one with 余 behind. */
    seed_province_value?: number | string;
  }[];
}

/** 雄安 has no code of its own: `Xiong'an New Area` → `xiongan`. */
const pinyinOf = (nameEn: string) => nameEn.split(' ')[0]!.toLowerCase().replace(/[^a-z]/g, '');

/** What every installation starts with: calendar, regions, unions and departments, batches, the sample catalogue. Once. */
export async function loadReference(em: EntityManager, calendarThrough?: number): Promise<void> {
  await loadCalendar(em, calendarThrough);
  await loadPolicies(em);
  await loadIndicators(em);
  await loadDefinitions(em);
  await loadProvincialFigures(em);
  await loadSchemes(em);
  if (await em.exists(Region)) return;
  const { province, regions } = read<RegionData>('regions.json');
  const provinceId = newId();
  const root = { code: province.code, name: province.name_zh, nameEn: province.name_en, level: 'province', protocolOrder: 0 };
  await em.insert(Region, { id: provinceId, ...root, parentId: null, pinyin: pinyinOf(province.name_en) });
  const territories = regions.map((r) => ({
    id: newId(),
    code: r.code,
    name: r.name_zh,
    nameEn: r.name_en,
    level: r.level,
    parentId: provinceId,
    protocolOrder: r.protocol_order,
    pinyin: pinyinOf(r.name_en),
  }));
  await em.insert(Region, territories);
  const departments = await loadOrganisations(em, provinceId, territories);
  await loadCatalogue(em, departments);
  const batches = ['第一批', '第二批', '第三批'];
  await em.insert(Batch, batches.map((name, i) => ({ id: newId(), code: `B${i + 1}`, name, nameEn: `Batch ${i + 1}`, sequence: i + 1 })));
}

/** The policies the reform rests on, with what is known of them; the office's own list comes by ledger. Once. */
async function loadPolicies(em: EntityManager): Promise<void> {
  if (await em.exists(Policy)) return;
  const { policies } = read<PolicyData>('policies.json');
  await em.insert(Policy, policies.map((p) => ({
    id: newId(), code: p.code, title: p.title_zh, titleEn: p.title_en, issuer: p.issuer, docNo: p.doc_no, category: p.category, year: p.year,
    searchText: policySearchText(p.code, p.title_zh, p.doc_no, p.issuer),
  })));
}

/** What tasks are measured by; and, where the sample catalogue came before indicators did, which of its tasks by which. Once. */
async function loadIndicators(em: EntityManager): Promise<void> {
  if (await em.exists(Indicator)) return;
  const { indicators } = read<IndicatorData>('indicators.json');
  await em.insert(Indicator, indicators.map((i, at) => {
    const measure = { unit: i.unit, kind: i.kind, rollup: i.rollup, numerator: i.numerator_zh ?? null, denominator: i.denominator_zh ?? null, overPeriods: i.over_periods ?? null };
    return { id: newId(), code: i.code, name: i.name_zh, nameEn: i.name_en, ...measure, sequence: at + 1, definition: definitionOf(i.name_zh, measure), definitionSource: ILLUSTRATIVE };
  }));
  for (const { code, name_zh: name, indicators: codes } of read<TaskData>('task-categories.json').tasks) {
    await em.update(TaskCategory, { code, name, illustrative: true }, { indicatorCodes: codes });
  }
}

/** 口径 by kind, for indicators that came before they had one. What the office wrote is its own. */
async function loadDefinitions(em: EntityManager): Promise<void> {
  const chosen = new Map(read<IndicatorData>('indicators.json').indicators.map((i) => [i.code, i.over_periods ?? null]));
  for (const indicator of await em.findBy(Indicator, { definition: '', definitionSource: '' })) {
    const over = chosen.get(indicator.code) ?? indicator.overPeriods;
    const definition = definitionOf(indicator.name, { ...indicator, overPeriods: over });
    await em.update(Indicator, { id: indicator.id }, { definition, definitionSource: ILLUSTRATIVE, overPeriods: over });
  }
}

const SEED = { asOfWords: '2022—2023年（原文未注日期，按内容推断）', source: '河北省总工会公开文章（转载，未注日期）' };

/** What the province published of some indicators, with its source; the share of high skills computed from its two numbers. Once. */
async function loadProvincialFigures(em: EntityManager): Promise<void> {
  if (await em.exists(ProvincialFigure)) return;
  const { indicators } = read<IndicatorData>('indicators.json');
  const seedOf = (name: string | undefined) => indicators.find((i) => i.name_zh === name)?.seed_province_value;
  const figures = indicators.filter((i) => i.seed_province_value !== undefined).map((i) => {
    const ratio = i.kind === 'ratio';
    return {
      id: newId(), indicatorCode: i.code, ...SEED, moreThan: String(i.seed_province_value).endsWith('余'), note: ratio ? '由分子、分母两项公开数计算' : '',
      value: ratio ? null : String(parseFloat(String(i.seed_province_value))),
      numerator: ratio ? String(seedOf(i.numerator_zh)) : null, denominator: ratio ? String(seedOf(i.denominator_zh)) : null,
    };
  });
  await em.insert(ProvincialFigure, figures);
}

/** How a year is evaluated: a sample for this year and the one before, until the office makes them its own. Once. */
async function loadSchemes(em: EntityManager): Promise<void> {
  if (await em.exists(EvaluationScheme)) return;
  const { scheme, source } = read<{ scheme: Scheme; source: string }>('evaluation.json');
  const [{ year }] = (await em.query('SELECT extract(year FROM app_today())::int AS year')) as [{ year: number }];
  const sample = { edition: 1, content: scheme as object, illustrative: true, source, authorName: '系统' };
  for (const one of [year - 1, year]) await em.insert(EvaluationScheme, { id: newId(), year: one, ...sample });
}

async function loadOrganisations(em: EntityManager, provinceId: string, territories: Region[]): Promise<Map<string, string>> {
  const { departments } = read<DepartmentData>('departments.json');
  const ids = new Map(departments.map(({ code }) => [code, newId()]));
  const unionId = ids.get(departments.find((d) => d.role === 'lead_coordinator')!.code)!;
  const rows = departments.map((d) => ({
    id: ids.get(d.code)!,
    code: d.code,
    name: d.name_zh,
    shortName: d.short_zh,
    nameEn: d.name_en,
    kind: d.role === 'lead_coordinator' ? ('provincial_union' as const) : ('department' as const),
    parentId: null,
    regionId: provinceId,
    protocolOrder: d.protocol_order,
  }));
  const unions = territories.map((r) => ({
    id: newId(),
    code: `UNION-${r.code}`,
    name: `${r.name}总工会`,
    shortName: `${r.name}总工会`,
    nameEn: `${r.nameEn} Federation of Trade Unions`,
    kind: 'territorial_union' as const,
    parentId: unionId,
    regionId: r.id,
    protocolOrder: r.protocolOrder,
  }));
  await em.insert(Organisation, [...rows, ...unions]);
  return ids;
}

async function loadCatalogue(em: EntityManager, departments: Map<string, string>): Promise<void> {
  const { catalogue_status, directions, tasks } = read<TaskData>('task-categories.json');
  const directionOf = new Map(directions.map((d) => [d.code, d]));
  const idsOf = (codes: string[]) => codes.map((code) => departments.get(code)!);
  const rows = tasks.map((t, i) => ({
    id: newId(),
    code: t.code,
    catalogueVersion: 1,
    name: t.name_zh,
    nameEn: t.name_en,
    direction: t.direction,
    directionName: directionOf.get(t.direction)!.zh,
    directionNameEn: directionOf.get(t.direction)!.en,
    sequence: i + 1,
    leadDepartmentId: departments.get(t.lead_department)!,
    coLeadDepartmentIds: idsOf(t.co_lead_departments),
    cooperatingDepartmentIds: idsOf(t.cooperating_departments),
    indicatorCodes: t.indicators,
    illustrative: catalogue_status === 'ILLUSTRATIVE',
  }));
  await em.insert(TaskCategory, rows);
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EvaluationScheme, itemsOf, OpenEvaluations, TransitionEvaluation, WriteMarks, type Side } from '../../../libs/evaluation/index.js';
import { Attachments } from '../../../libs/files/index.js';
import { ROLES } from '../../../libs/identity/index.js';
import { Db, systemActor, type Actor } from '../../../libs/kernel/index.js';
import { acting, POSITIONS, type Position } from './acting.js';

interface Chosen {
  id: string;
  caseId: string;
  unitId: string;
  unit: string;
  version: number;
}

// The three units that have accounts, and nine of one city, so that its union has something in every state.
const CASES = `SELECT c.id FROM pilot_case c JOIN region r ON r.id = c.region_id WHERE c.state = 'implementing' AND (c.pilot_unit_id IN (SELECT organisation_id FROM position) OR r.code = '130900')
  ORDER BY (c.pilot_unit_id IN (SELECT organisation_id FROM position)) DESC, c.case_no LIMIT 12`;
const OPENED = `SELECT e.id, e.pilot_case_id AS "caseId", e.pilot_unit_id AS "unitId", u.name AS unit, e.version FROM evaluation e JOIN pilot_unit u ON u.id = e.pilot_unit_id WHERE e.year = $1
  ORDER BY array_position($2::uuid[], e.pilot_case_id)`;
// what the reports in force say of the year
const FIGURES = `SELECT v.indicator_code AS code, coalesce(sum(v.value), 0)::float8 AS value FROM indicator_value v JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force
  WHERE v.pilot_case_id = $1 AND v.year = $2 AND coalesce(v.value, v.denominator) > 0 GROUP BY 1`;
const VERSION = { name: undefined, text: 'SELECT version FROM evaluation WHERE id = $1' };
// one sample file, behind every mark of the unit's that it stands for
const EVIDENCE = `INSERT INTO attachment (id, name, media_type, size, sha256, uploaded_by_position, evaluation_mark_id)
  SELECT uuid_v7(), '佐证材料（样例）.pdf', a.media_type, a.size, a.sha256, a.uploaded_by_position, m.id FROM attachment a, evaluation_mark m WHERE a.id = $1 AND m.evaluation_id = $2 AND m.side = 'self' AND m.item = ANY ($3)`;

/** How far each of them has come. */
const WAYS = ['opened', 'published', 'reviewed', 'published', 'published', 'published', 'published', 'reported', 'reported', 'signed', 'signed', 'scored'] as const;
const STEPS = ['opened', 'scored', 'reviewed', 'signed', 'reported', 'published'] as const;

/** A dozen evaluations of last year, in every state, taken there by the product's own use cases. */
export async function createEvaluations(app: NestFastifyApplication): Promise<string> {
  const db = app.get(Db);
  const system = systemActor('demo.evaluations');
  const positions = await db.read<Position>(system, { name: undefined, text: POSITIONS });
  const who = (role: string, fits: (position: Position) => boolean = () => true): Actor => acting(positions.find((one) => one.role === role && fits(one))!);
  const [director, staff] = [who('office_director'), who('office_staff')];
  const [opening, marks, moves, files] = [app.get(OpenEvaluations), app.get(WriteMarks), app.get(TransitionEvaluation), app.get(Attachments)];
  const { year, scheme, caseIds, regions } = await db.as(system, async (em) => {
    const [{ last }] = (await em.query('SELECT extract(year FROM app_today())::int - 1 AS last')) as [{ last: number }];
    const { content } = await em.findOneByOrFail(EvaluationScheme, { year: last });
    const ids = ((await em.query(CASES)) as { id: string }[]).map(({ id }) => id);
    const of: { id: string; region: string }[] = await em.query('SELECT id, region_id AS region FROM pilot_case WHERE id = ANY ($1)', [ids]);
    return { year: last, scheme: content, caseIds: ids, regions: new Map(of.map(({ id, region }) => [id, region])) };
  });
  await opening.open(staff, { year, caseIds });
  const opened = await db.read<Chosen>(system, { name: undefined, text: OPENED }, [year, caseIds]);
  const { id: fileId } = await files.upload(staff, { name: '佐证材料（样例）.pdf', bytes: Buffer.from('%PDF-1.7\n% 样例数据 sample evidence\n%%EOF') });
  const items = itemsOf(scheme);

  const version = async (id: string) => (await db.read<{ version: number }>(system, VERSION, [id]))[0]!.version;
  const take = async (actor: Actor, id: string, action: string) => moves.take(actor, id, await version(id), { action });
  const score = async (actor: Actor, { id, caseId }: Chosen, side: Side, n: number) => {
    const figures = await db.read<{ code: string; value: number }>(system, { name: undefined, text: FIGURES }, [caseId, year]);
    const strict = { self: 9, city: 6, province: 5 }[side];
    const said = items.map(({ code, indicator, target }, i) => {
      const figure = figures.find((one) => one.code === indicator);
      if (indicator && !figure) return { item: code, verdict: 'not_applicable', reason: '未承担相应任务，当年无此项数据（样例）。' };
      if (indicator) return { item: code, verdict: 'counted', ...(target === null && side === 'self' && { target: String(Math.max(1, Math.round(figure!.value * (0.9 + ((n * 7 + i) % 4) * 0.15)))) }) };
      const verdict = (i + n * 3) % strict === 0 ? 'half' : 'full';
      return { item: code, verdict, reason: verdict === 'full' ? '制度健全、落实到位（样例）。' : '有制度，落实不够均衡（样例）。' };
    });
    const bonus = n % 3 === 0 ? [{ item: scheme.bonus.items[0]!.code, verdict: 'full', reason: '经验被省级转发推广（样例）。' }] : [];
    await marks.write(actor, id, await version(id), { marks: [...said, ...bonus] });
    if (side === 'self') await db.write(system, { name: undefined, text: EVIDENCE }, [fileId, id, [...items.filter(({ evidence }) => evidence), ...bonus.map(({ item: code }) => ({ code }))].map(({ code }) => code)]);
  };
  for (const [n, one] of opened.entries()) {
    const { id, caseId, unitId, unit } = one;
    const region = regions.get(caseId)!;
    const unitAs = (role: string): Actor => ({
      ...system, reach: 'unit', scope: unitId, role, userName: role === 'pilot_leader' ? '单位负责人（样例）' : '联络员（样例）', organisationId: unitId, organisationName: unit, permissions: new Set(ROLES[role]!.permissions),
    });
    const reviewer = who('city_reviewer', (one) => one.regionId === region && one.kind === 'territorial_union');
    const done = STEPS.indexOf(WAYS[n % WAYS.length]!);
    if (done >= 1) await score(unitAs('pilot_liaison'), one, 'self', n);
    if (done >= 2) await take(unitAs('pilot_liaison'), id, 'submit');
    if (done >= 3) await take(unitAs('pilot_leader'), id, 'sign');
    if (done >= 4) {
      await score(reviewer, one, 'city', n);
      await take(reviewer, id, 'report');
    }
    if (done >= 5) {
      await score(staff, one, 'province', n);
      await take(director, id, 'publish');
    }
  }
  return `${opened.length} evaluations of ${year}`;
}

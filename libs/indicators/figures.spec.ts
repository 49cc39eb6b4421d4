import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { randomly } from '../../test/promises/chance.js';
import { buildWorld, type World } from '../../test/world.js';
import { newId, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const readers = new Map<string, Client>();
const as = (name: string) => readers.get(name)!;
const sql = <T extends object>(text: string, values: unknown[] = []) => test.db.as(systemActor('test.figures'), (em) => em.query(text, values)) as Promise<T[]>;

const CODES = ['firm_apprentices', 'party_org_cover', 'suggestion_adopt', 'innovation_gain', 'studios', 'contest_trades'];
const KIND: Record<string, 'stock' | 'flow' | 'ratio' | 'money'> = { firm_apprentices: 'flow', party_org_cover: 'ratio', suggestion_adopt: 'ratio', innovation_gain: 'money', studios: 'stock', contest_trades: 'flow' };
/** Said here once more, and not read from the product: of what the periods of a span add up. */
const ADDS = ['firm_apprentices', 'suggestion_adopt', 'innovation_gain'];
interface Period { id: string; year: number; number: number }
const periods: Period[] = [];

beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['leader', 'office.staff', 'city.staff', 'othercity.staff', 'hrss.liaison', 'unit.near.liaison']) readers.set(name, await Client.signIn(test, name));
  for (const [year, number] of [[2025, 1], [2025, 2], [2025, 3], [2025, 4], [2026, 1]] as const) periods.push({ id: await period('quarterly', year, number), year, number });
  periods.push({ id: world.periodId, year: 2026, number: 2 });
  // another case of the same unit, in another batch
  await sql(`INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state)
    SELECT $1, 'TEST-2', c.pilot_unit_id, c.region_id, 'prefecture', (SELECT id FROM batch WHERE code = 'B2'), 'implementing' FROM pilot_case c WHERE c.id = $2`, [newId(), world.near.caseId]);
  await sql(`INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, state, complete, on_time)
    SELECT uuid_v7(), p.id, p.year, c.id, c.pilot_unit_id, c.region_id, 'draft', false, false FROM reporting_period p, pilot_case c
    WHERE p.type = 'quarterly' AND NOT EXISTS (SELECT FROM progress_report r WHERE r.reporting_period_id = p.id AND r.pilot_case_id = c.id)`);
});
afterAll(() => test.close());

async function period(type: string, year: number, number: number): Promise<string> {
  const id = newId();
  const from = `${year}-${String(number * 3 - 2).padStart(2, '0')}-01`;
  await sql(`INSERT INTO reporting_period (id, code, name, name_en, type, year, number, starts_on, ends_on, opens_on, due_on, closes_on, opened_at)
    VALUES ($1, $2, $2, $2, $3, $4, $5, $6, $6::date + 85, $6::date + 60, $6::date + 80, $6::date + 85, now())`, [id, `${type}-${year}-${number}`, type, year, number, from]);
  return id;
}

interface Value { period: string; region: string; batch: string; unit: string; case: string; code: string; value: bigint; numerator: bigint; denominator: bigint }
/** In ten-thousandths, read row by row by the owner; neither the tally nor the trigger is looked at. */
const VALUES = `SELECT v.reporting_period_id AS period, r.code AS region, b.code AS batch, v.pilot_unit_id AS unit, v.pilot_case_id AS "case", v.indicator_code AS code,
    (coalesce(v.value, 0) * 10000)::bigint::text AS value, (coalesce(v.numerator, 0) * 10000)::bigint::text AS numerator, (coalesce(v.denominator, 0) * 10000)::bigint::text AS denominator
  FROM indicator_value v JOIN progress_report p ON p.id = v.progress_report_id JOIN pilot_case c ON c.id = v.pilot_case_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id
  WHERE (p.state IN ('submitted', 'city_review', 'province_review', 'accepted')
      OR p.state = 'corrected' AND NOT EXISTS (SELECT FROM progress_report s WHERE s.corrects_id = p.id AND s.state IN ('submitted', 'city_review', 'province_review', 'accepted')))
    AND CASE WHEN v.kind = 'ratio' THEN v.numerator IS NOT NULL AND v.denominator IS NOT NULL ELSE v.value IS NOT NULL END`;
const everyValue = async (): Promise<Value[]> =>
  (await sql<Record<keyof Value, string>>(VALUES)).map((row) => ({ ...row, value: BigInt(row.value), numerator: BigInt(row.numerator), denominator: BigInt(row.denominator) }));

const half = (n: bigint, of: bigint, places: number) => {
  // halves away from zero, in whole numbers
  const scaled = 10n ** BigInt(places) * n;
  const sign = scaled < 0n ? -1n : 1n;
  return Number((scaled * sign * 2n + of) / (of * 2n) * sign) / 10 ** places;
};
function recount(code: string, values: Value[]) {
  const sum = (key: 'value' | 'numerator' | 'denominator') => values.reduce((total, row) => total + row[key], 0n);
  const n = values.length;
  if (n === 0) return { value: null, numerator: null, denominator: null, n };
  if (KIND[code] !== 'ratio') return { value: Number(sum('value')) / 10_000, numerator: null, denominator: null, n };
  const [numerator, denominator] = [sum('numerator'), sum('denominator')];
  return { value: denominator === 0n ? null : half(100n * numerator, denominator, 2), numerator: Number(numerator) / 10_000, denominator: Number(denominator) / 10_000, n };
}
const behind = (code: string, span: Period[]) => (ADDS.includes(code) ? span : span.slice(-1));
const only = ({ value, numerator, denominator, n }: { value: number | null; numerator: number | null; denominator: number | null; n: number }) => ({ value, numerator, denominator, n });
const inYear = (last: Period) => periods.filter(({ year, number }) => year === last.year && number <= last.number);
const aYearBefore = (span: Period[]) => span.map(({ year, number }) => periods.find((one) => one.year === year - 1 && one.number === number));

/** Everything the product says of one indicator and span, against the recount. */
async function holds(values: Value[], who: string, sees: (row: Value) => boolean, code: string, span: Period[], filter: { region?: string; batch?: string }): Promise<void> {
  const mine = values.filter((row) => row.code === code && sees(row) && (!filter.region || row.region === filter.region) && (!filter.batch || row.batch === filter.batch));
  const over = (some: Period[], more: (row: Value) => boolean = () => true) => recount(code, mine.filter((row) => behind(code, some).some(({ id }) => id === row.period) && more(row)));
  const query = new URLSearchParams({ ...(span.length > 1 ? { from: span[0]!.id, to: span.at(-1)!.id } : { period: span[0]!.id }), ...filter });
  const before = aYearBefore(span);
  for (const by of ['region', 'batch'] as const) {
    const { status, body } = await as(who).get(`/indicators/${code}/figures?by=${by}&${query}`);
    const context = { who, code, by, filter, span: span.map(({ year, number }) => `${year}Q${number}`) };
    expect({ context, status }).toEqual({ context, status: 200 });
    expect({ context, total: only(body.total), periods: body.total.periods }).toEqual({ context, total: over(span), periods: behind(code, span).map(({ id }) => id) });
    for (const line of body.lines) expect({ context, key: line.key, ...only(line) }).toEqual({ context, key: line.key, ...over(span, (row) => row[by] === line.key) });
    const told = new Set(body.lines.map(({ key }: { key: string }) => key));
    expect(mine.filter((row) => behind(code, span).some(({ id }) => id === row.period) && !told.has(row[by]))).toEqual([]);
    expect({ context, cumulative: body.total.cumulative }).toEqual({ context, cumulative: ADDS.includes(code) ? over(inYear(span.at(-1)!)) : null });
    const lastYear = before.every((one) => one !== undefined) ? over(before as Period[]) : null;
    expect({ context, lastYear: body.total.lastYear }).toEqual({ context, lastYear });
    const [now, then] = [over(span).value, lastYear?.value ?? null];
    const change = now === null || then === null || (KIND[code] !== 'ratio' && then === 0) ? null : KIND[code] === 'ratio' ? half(BigInt(Math.round(now * 100)) - BigInt(Math.round(then * 100)), 100n, 2) : half(100n * (BigInt(Math.round(now * 1e4)) - BigInt(Math.round(then * 1e4))), BigInt(Math.round(then * 1e4)), 1);
    expect({ context, change: body.total.change }).toEqual({ context, change });
    // every number opens its rows
    for (const line of [body.total, ...body.lines]) {
      const rows = new URLSearchParams([...line.periods.map((id: string) => ['period', id]), ...Object.entries(filter).filter(([name]) => line.key === null || name !== by), ...(line.key === null ? [] : [[by, line.key]])]);
      const list = (await as(who).get(`/indicators/${code}/values?limit=200&${rows}`)).body;
      expect({ context, key: line.key, n: list.total }).toEqual({ context, key: line.key, n: line.n });
      expect(list.items).toHaveLength(line.n);
      if (KIND[code] !== 'ratio' && line.n > 0) expect(list.items.reduce((sum: number, row: { value: number }) => sum + row.value, 0)).toBeCloseTo(line.value, 6);
    }
  }
  const trend = (await as(who).get(`/indicators/${code}/figures?by=period&${query}`)).body;
  for (const line of trend.lines) expect({ who, code, ...only(line) }).toEqual({ who, code, ...over([periods.find(({ id }) => id === line.key)!]) });
}

const MOVES: Record<string, string[]> = {
  draft: ['internal_review'], internal_review: ['submitted', 'submitted'], submitted: ['withdrawn', 'city_review', 'province_review'], withdrawn: ['draft'],
  city_review: ['province_review', 'returned'], province_review: ['accepted', 'accepted', 'returned'], returned: ['internal_review'], accepted: ['corrected'],
};

it('keeps every roll-up equal to an independent recount, through a random history of reports, values, regions and batches', async () => {
  const chance = randomly(20260610);
  const met = new Set<string>();
  const write = `INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, indicator_code, kind, pilot_case_id, pilot_unit_id, region_id, value, numerator, denominator, explanation)
    SELECT uuid_v7(), r.year, r.reporting_period_id, r.id, $2, $3, r.pilot_case_id, r.pilot_unit_id, r.region_id, $4, $5, $6, $7 FROM progress_report r WHERE r.id = $1
    ON CONFLICT (year, progress_report_id, indicator_code) DO UPDATE SET value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator`;
  const check = async () => {
    const values = await everyValue();
    const city = (code: string) => (row: Value) => row.region === code;
    for (let i = 0; i < 4; i += 1) {
      const [from, length] = [chance.below(periods.length), chance.between(1, 4)];
      const [who, sees] = chance.of<[string, (row: Value) => boolean]>([['leader', () => true], ['leader', () => true], ['city.staff', city('130900')], ['othercity.staff', city('130200')], ['unit.near.liaison', (row) => row.unit === world.near.unitId]]);
      await holds(values, who, sees, chance.of(CODES), periods.slice(from, from + length), chance.of([{}, {}, { region: '130900' }, { batch: 'B1' }]));
    }
  };
  for (let step = 0; step < 260; step += 1) {
    const [report] = await sql<{ id: string; state: string; edition: number }>(`SELECT id, state, edition FROM progress_report WHERE state <> 'corrected' ORDER BY id OFFSET $1 LIMIT 1`, [chance.below(24)]);
    const turn = chance.below(20);
    if (turn < 9) {
      const code = chance.of(CODES);
      const [a, b] = [chance.between(0, 9_999_999) / 1e4, chance.between(0, 99)];
      const none = chance.below(6) === 0;
      const ratio = KIND[code] === 'ratio';
      await sql(write, [report!.id, code, KIND[code], none || ratio ? null : a, none || !ratio ? null : Math.floor((b * chance.below(101)) / 100), none || !ratio ? null : b, none ? '无' : '']);
      met.add('write');
    } else if (turn < 18) {
      const to = chance.of(MOVES[report!.state]!);
      if (to === 'corrected') {
        // a correction is another edition, which begins with what it corrects and is handed in or not
        const next = newId();
        await sql(`UPDATE progress_report SET state = 'corrected', is_current = false WHERE id = $1`, [report!.id]);
        await sql(`INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, state, complete, on_time, edition, corrects_id)
          SELECT $2, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, 'draft', false, false, edition + 1, id FROM progress_report WHERE id = $1`, [report!.id, next]);
        await sql(`INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, indicator_code, kind, pilot_case_id, pilot_unit_id, region_id, value, numerator, denominator)
          SELECT uuid_v7(), year, reporting_period_id, $2, indicator_code, kind, pilot_case_id, pilot_unit_id, region_id, value, numerator, denominator FROM indicator_value WHERE progress_report_id = $1`, [report!.id, next]);
      } else await sql('UPDATE progress_report SET state = $2 WHERE id = $1', [report!.id, to]);
      met.add(to);
    } else if (turn < 19) {
      await sql(`UPDATE pilot_unit SET region_id = (SELECT id FROM region WHERE code = $2) WHERE id = $1`, [world.sibling.unitId, chance.of(['130900', '130200', '130100'])]);
      met.add('moved');
    } else {
      await sql(`UPDATE pilot_case SET batch_id = (SELECT id FROM batch WHERE code = $2) WHERE id = $1`, [world.far.caseId, chance.of(['B1', 'B2', 'B3'])]);
      met.add('batch');
    }
    if (step % 26 === 25) await check();
    if (step === 120) await sql('SELECT fold_indicator_tally()');
  }
  expect([...met].sort()).toEqual(['accepted', 'batch', 'city_review', 'corrected', 'draft', 'internal_review', 'moved', 'province_review', 'returned', 'submitted', 'withdrawn', 'write']);
  const [piled] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM indicator_tally');
  await sql('SELECT fold_indicator_tally()');
  const [folded] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM indicator_tally');
  expect(folded!.n).toBeLessThan(piled!.n);
  for (let i = 0; i < 4; i += 1) await check();
  // taken back, it never was
  await expect(test.db.as(systemActor('test'), async (em) => {
    await em.query(`UPDATE progress_report SET state = 'internal_review' WHERE state IN ('draft', 'returned')`);
    await em.query(`UPDATE indicator_value SET value = 7 WHERE kind <> 'ratio'`);
    throw new Error('taken back');
  })).rejects.toThrow('taken back');
  await check();
}, 90_000);

it('tells a department what its tasks measure, in reports that are in force, and how many are expected of those cases', async () => {
  const values = await everyValue();
  // HRSS leads C03, which the three pilots of the world have; the fourth case has no task
  const carried = [world.near.caseId, world.sibling.caseId, world.far.caseId];
  const span = periods.slice(0, 4);
  await holds(values, 'hrss.liaison', (row) => carried.includes(row.case), 'firm_apprentices', span, {});
  const { body } = await as('hrss.liaison').get(`/indicators/firm_apprentices/figures?by=task&from=${span[0]!.id}&to=${span[3]!.id}`);
  expect(body.lines.map(({ key, expected }: { key: string; expected: number }) => [key, expected])).toEqual([['C03', 12]]);
  expect(only(body.lines[0])).toEqual(only(body.total));
  expect((await as('hrss.liaison').get('/indicators/studios/figures')).body.total).toMatchObject({ value: null, n: 0, expected: 0 });
});

it('counts how many reports are expected of whom the number is, and what the list of reports opens', async () => {
  const [last] = periods.slice(-1);
  for (const who of ['leader', 'city.staff', 'unit.near.liaison']) {
    for (const filter of ['', '&region=130900', '&batch=B2']) {
      const { body } = await as(who).get(`/indicators/innovation_gain/figures?by=region&period=${last!.id}${filter}`);
      const { total } = (await as(who).get(`/progress-reports?period=${last!.id}${filter}`)).body;
      expect({ who, filter, expected: body.total.expected }).toEqual({ who, filter, expected: total });
    }
  }
  const { body } = await as('leader').get(`/indicators?period=${last!.id}`);
  expect(body).toMatchObject({ expected: 4, period: { id: last!.id, year: 2026, number: 2 } });
  expect(body.items).toHaveLength(78);
  for (const code of CODES) {
    const row = body.items.find((item: { code: string }) => item.code === code);
    const { total, lines } = (await as('leader').get(`/indicators/${code}/figures?period=${last!.id}`)).body;
    expect({ code, figure: row.figure, cumulative: row.cumulative, change: row.change, lastYear: row.lastYear }).toEqual({ code, figure: only(lines.at(-1)), cumulative: lines.at(-1).cumulative, change: lines.at(-1).change, lastYear: lines.at(-1).lastYear?.value ?? null });
    expect(row.trend.map(only)).toEqual(lines.map(only));
    expect(only(total)).toEqual(row.figure);
  }
});

it('turns the pages of the rows without leaving out or doubling one', async () => {
  const all = (await as('leader').get('/indicators/innovation_gain/values?limit=200')).body;
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await as('leader').get(`/indicators/innovation_gain/values?limit=3${cursor && `&cursor=${cursor}`}`);
    found.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  }
  expect(found).toEqual(all.items.map(({ id }: { id: string }) => id));
  expect(found).toHaveLength(all.total);
  expect((await as('leader').get('/indicators/innovation_gain/values?cursor=WyJ1bml0IiwiYSIsIngiLCJ5Il0')).status).toBeLessThan(500);
});

it('cannot be asked for a wrong roll-up: there is no way to say how, and a span that is none is refused with the reason', async () => {
  const [special, another, half] = [await period('special', 2026, 1), await period('special', 2025, 1), await period('half_yearly', 2025, 1)];
  const [future] = [await period('quarterly', 2027, 1)];
  const [first, last] = [periods[0]!.id, periods[5]!.id];
  const refused: [query: string, status: number, pointer: string, code: string][] = [
    ['aggregate=avg', 400, 'aggregate', 'unknown_field'], ['rollup=sum', 400, 'rollup', 'unknown_field'],
    ['by=unit', 400, 'by', 'not_accepted'],
    [`from=${first}&to=${half}`, 422, 'to', 'periods_of_two_types'], [`from=${last}&to=${first}`, 422, 'to', 'span_backwards'],
    [`from=${another}&to=${special}`, 422, 'to', 'special_no_span'], [`from=${first}`, 422, 'to', 'required'], [`period=${first}&to=${last}`, 422, 'to', 'one_span_only'],
    [`period=${future}`, 422, 'period', 'not_opened'], [`period=${newId()}`, 422, 'period', 'not_opened'],
    ['task=C03', 422, 'task', 'not_measured_by'],
  ];
  for (const [query, status, pointer, code] of refused) {
    const answer = await as('leader').get(`/indicators/studios/figures?${query}`);
    expect({ query, status: answer.status, errors: answer.body.errors?.map((e: { pointer: string; code: string }) => [e.pointer, e.code]) }).toEqual({ query, status, errors: [[pointer, code]] });
  }
  expect((await as('leader').get('/indicators/nosuch/figures')).status).toBe(404);
  expect((await as('leader').get('/indicators/nosuch/values')).status).toBe(404);
  const [lonely] = await sql<{ code: string }>(`SELECT code FROM indicator i WHERE NOT EXISTS (SELECT FROM task_category t WHERE i.code = ANY (t.indicator_codes)) LIMIT 1`);
  if (lonely) expect((await as('leader').get(`/indicators/${lonely.code}/figures?by=task`)).body.errors).toMatchObject([{ pointer: 'by', code: 'measures_no_task' }]);
  // nor can the database be told a stock that adds up, or money in another unit
  for (const change of [`rollup = 'sum' WHERE code = 'studios'`, `over_periods = 'sum' WHERE code = 'studios'`, `rollup = 'sum' WHERE code = 'suggestion_adopt'`, `unit = '元' WHERE code = 'innovation_gain'`]) {
    await expect(sql(`UPDATE indicator SET ${change}`)).rejects.toMatchObject({ driverError: { code: '23514' } });
  }
});

import { TODAY } from '../app.js';
import { openScene, type Scene } from './scene.js';
import { everything, inSight, type Everything } from './sight.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.test.close());

const REGIONS = ['130900', '130200', '130100'];
type Lights = Record<string, number>;

/** Every number opens its rows: what is counted for somebody is what the same person then lists. */
describe.each([TODAY, '2026-07-15', '2026-07-22'])('on %s, a number is exactly the rows behind it', (day) => {
  let rows: Everything;
  let wrong: unknown[];
  beforeAll(async () => {
    scene.test.clock.moveTo(day);
    rows = await everything(scene.test.ownerUrl);
  });
  beforeEach(() => void (wrong = []));
  afterEach(() => expect({ wrong: wrong.length, first: wrong.slice(0, 25) }).toEqual({ wrong: 0, first: [] }));

  const readers = () => [...scene.people].filter(([, { permissions }]) => permissions.has('stats.view'));
  const opener = (name: string) => async (what: string, count: number, path: string) => {
    const { status, body } = await scene.people.get(name)!.client.get(`${path}${path.includes('?') ? '&' : '?'}limit=1`);
    if (status !== 200 || body.total !== count) wrong.push({ name, what, count, path, status, total: body.total });
  };

  it('in what waits on each role', async () => {
    let waiting = 0;
    for (const [name, { client }] of scene.people) {
      const opens = opener(name);
      for (const { kind, count, href } of (await client.get('/todos')).body.items) {
        waiting += count;
        await opens(kind, count, String(href).replace(/^\/reports\b/, '/progress-reports').replace(/^\/extensions\b/, '/extension-requests'));
      }
    }
    expect(waiting).toBeGreaterThan(5);
  });

  it('in the overview, by region, state, light and reporting rate', async () => {
    for (const [name, { client }] of readers()) {
      const opens = opener(name);
      for (const query of day === TODAY ? ['', '?region=130200', '?region=130900'] : ['']) {
        const { body } = await client.get(`/stats/overview${query}`);
        for (const row of body.regions.filter((r: { region: { code: string } }) => REGIONS.includes(r.region.code))) {
          const region = `region=${row.region.code}`;
          await opens('units', row.units, `/pilot-units?${region}`);
          await opens('assignments', row.assignments, `/assignments?${region}`);
          await opens('overdue', row.overdue, `/assignments?${region}&overdue=true`);
          for (const [light, n] of Object.entries<number>(row.byLight)) await opens(light, n, `/assignments?${region}&light=${light}`);
          for (const [state, n] of Object.entries<number>(row.byState)) await opens(state, n, `/assignments?${region}&state=${state}`);
          for (const [state, lights] of Object.entries<Lights>(row.byStateAndLight)) {
            for (const [light, n] of Object.entries(lights)) await opens(`${state} ${light}`, n, `/assignments?${region}&state=${state}&light=${light}`);
          }
          const reports = `/progress-reports?${region}&period=${body.period.id}`;
          await opens('expected', row.report.expected, `${reports}&status=expected`);
          await opens('actual', row.report.actual, `${reports}&status=submitted`);
          await opens('on time', row.report.onTime, `${reports}&status=on_time`);
        }
      }
    }
  });

  it('in the five rates, by period, region, sponsoring department and batch, with filters and without', async () => {
    let numbers = 0;
    for (const [name, { client }] of readers()) {
      const opens = opener(name);
      for (const by of ['period', 'region', 'department', 'batch']) {
        for (const filter of day === TODAY ? ['', 'region=130900&batch=B1&level=provincial', 'department=SASAC', 'department=none&type=quarterly'] : ['']) {
          const { body } = await client.get(`/stats/reporting-rates?by=${by}&${filter}`);
          const among = by === 'period' ? [] : body.periods.map(({ id }: { id: string }) => `period=${id}`);
          for (const line of [...body.lines, { ...body.total, key: null }]) {
            // the line's own value takes the place of a filter by the same
            const own = line.key === null ? [] : [`${by}=${line.key}`];
            const others = filter.split('&').filter((part) => part && (line.key === null || !part.startsWith(`${by}=`)));
            const reports = `/progress-reports?${[...among, ...own, ...others].join('&')}`;
            await opens(`${by} ${line.key} expected`, line.expected, `${reports}&status=expected`);
            await opens(`${by} ${line.key} actual`, line.actual, `${reports}&status=submitted`);
            await opens(`${by} ${line.key} on time`, line.onTime, `${reports}&status=on_time`);
            const percent = (n: number) => (line.expected === 0 ? null : Math.round((1000 * n) / line.expected) / 10);
            if (line.rate !== percent(line.actual) || line.onTimeRate !== percent(line.onTime)) wrong.push({ name, by, filter, line });
            numbers += line.expected;
          }
        }
      }
    }
    expect(numbers).toBeGreaterThan(20);
  });

  it('in the overview’s total, which is all that the reader sees', async () => {
    for (const [name, person] of readers()) {
      const me = person.onlooker(day);
      const { total } = (await person.client.get('/stats/overview')).body;
      const counted = { name, units: total.units, assignments: total.assignments, expected: total.report.expected };
      expect(counted).toEqual({
        name,
        units: inSight('pilot_unit', me, rows).length,
        assignments: inSight('assignment', me, rows).length,
        expected: inSight('progress_report', me, rows).length,
      });
    }
  });

  it('by task and by leading department', async () => {
    for (const [name, { client }] of readers()) {
      const opens = opener(name);
      const { items: tasks } = (await client.get('/stats/tasks')).body;
      const { items: departments } = (await client.get('/stats/departments')).body;
      const piles: [filter: string, total: number, byLight: Lights][] = [
        ...tasks.filter((t: { task: { code: string } }) => ['A03', 'C03', 'C08', 'B01'].includes(t.task.code)).map((t: { task: { code: string }; total: number; byLight: Lights }) => [`task=${t.task.code}`, t.total, t.byLight]),
        ...departments.map((d: { department: { code: string }; total: number; byLight: Lights }) => [`department=${d.department.code}`, d.total, d.byLight]),
      ];
      expect(tasks.reduce((n: number, t: { total: number }) => n + t.total, 0)).toBe(departments.reduce((n: number, d: { total: number }) => n + d.total, 0));
      for (const [filter, total, byLight] of piles) {
        await opens(filter, total, `/assignments?${filter}`);
        if (total > 0) for (const [light, n] of Object.entries(byLight)) await opens(`${filter} ${light}`, n, `/assignments?${filter}&light=${light}`);
      }
    }
  });
});

import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';
import { Calendar } from './calendar.service.js';

let test: TestApp;
let world: World;
let staff: Client;
let unit: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  staff = await Client.signIn(test, 'office.staff');
  unit = await Client.signIn(test, 'unit.near.liaison');
});
afterAll(() => test.close());

/** A year's file as an office keeps it: a title above, columns in its own order. */
const file = (lines: string[]) => Buffer.from(['放假安排（样例数据）', '名称,日期,类型', ...lines].join('\n'));
const OFF_2027 = ['元旦,2027-01-01,放假', '劳动节,2027/5/1,放假', '劳动节,2027年5月2日,放假', '国庆节,2027-10-01,放假', '国庆节,2027-10-02,放假', '国庆节,2027-10-03,放假', '国庆节,2027-10-09,补班'];
const preview = (who: Client, year: number, lines: string[]) => who.upload('2027.csv', file(lines), `/calendars/preview?year=${year}`);
const load = (who: Client, year: number, lines: string[], stamp: string, moveDeadlines: boolean, headers?: Record<string, string>) =>
  who.upload('2027.csv', file(lines), `/calendars?${new URLSearchParams({ year: String(year), source: '国办发明电〔2026〕0号（样例）', stamp, moveDeadlines: String(moveDeadlines) })}`, headers);

describe('a limit', () => {
  // Counted by walking the days one by one, from what the notices say of each.
  const walk = (kind: 'working' | 'calendar', n: number, from: string): string => {
    const works = (day: string) => chineseDays.getDayDetail(day).work;
    let day = from;
    for (let left = n; left > 0; ) {
      day = addDays(day, 1);
      if (kind === 'calendar' || works(day)) left -= 1;
    }
    while (!works(day)) day = addDays(day, 1);
    return day;
  };

  it('is the day that an independent count comes to, in working days and in calendar days, from any day', async () => {
    const calendar = test.app.get(Calendar);
    const actor = systemActor('test');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('working', 'calendar'), fc.integer({ min: 1, max: 120 }), fc.nat(550), async (kind, n, at) => {
        const from = addDays('2025-01-01', at);
        const limit = await calendar.limit(actor, kind === 'working' ? { dueInWorkingDays: n } : { dueInCalendarDays: n }, from);
        expect([kind, n, from, limit.dueOn]).toEqual([kind, n, from, walk(kind as 'working', n, from)]);
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  it('is given in one way, and not past the last year', async () => {
    const calendar = test.app.get(Calendar);
    const code = (input: object) => calendar.checkLimit(systemActor('test'), input).then(({ error }) => error && [error.pointer, error.code]);
    expect(await code({})).toEqual(['/dueOn', 'required']);
    expect(await code({ dueOn: '2026-07-20', dueInWorkingDays: 3 })).toEqual(['/dueOn', 'one_limit_only']);
    expect(await code({ dueInWorkingDays: 900 })).toEqual(['/dueInWorkingDays', 'calendar_not_loaded']);
    expect(await code({ dueInCalendarDays: 300 })).toEqual(['/dueInCalendarDays', 'calendar_not_loaded']);
  });
});

describe('a year from a file', () => {
  it('is refused with every bad line named, and nothing is kept', async () => {
    const { status, body } = await preview(staff, 2027, ['元旦,2027-01-01,放假', '春节,2027-02-30,放假', '春节,2026-02-06,放假', '元旦,2027-01-01,放假', '清明,2027-04-05,也许', '劳动节,2027-05-05,补班']);
    expect(status).toBe(200);
    expect(body.stamp).toBeNull();
    expect(body.flaws.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([[4, 'not_a_day'], [5, 'other_year'], [6, 'repeated'], [7, 'not_accepted'], [8, 'makeup_on_weekday']]);
    expect(body.flaws[1].detail).toBe('不是 2027 年的日期。');
    expect((await preview(staff, 2027, OFF_2027.slice(1))).body.flaws).toMatchObject([{ row: 0, code: 'holiday_missing', value: '2027-01-01' }]);
    expect((await preview(staff, 2029, OFF_2027.slice(0, -1).map((line) => line.replaceAll('2027', '2029')))).body.flaws).toMatchObject([{ code: 'year_gap' }]);
    expect((await staff.upload('x.csv', Buffer.from('a,b\n1,2'), '/calendars/preview?year=2027')).body.flaws).toMatchObject([{ code: 'year_file_header' }]);
    expect(await load(staff, 2027, OFF_2027.slice(1), '0'.repeat(64), false)).toMatchObject({ status: 422, body: { errors: [{ code: 'holiday_missing' }] } });
    expect((await staff.get('/calendars')).body.items).toHaveLength(1);
  });

  it('opens the year for deadlines, once, and only as it was seen', async () => {
    const seen = (await preview(staff, 2027, OFF_2027)).body;
    // 261 weekdays, less the holidays on weekdays (1 January and 1 October), and the Saturday worked
    expect(seen).toMatchObject({ flaws: [], workingDays: 261 - 2 + 1, movesTotal: 0 });
    expect(seen.changes).toHaveLength(7);
    expect((await staff.get('/calendars')).body).toMatchObject({ loadedUntil: '2026-12-31', items: [{ calendarVersion: 1, year: null }] });
    expect(await load(staff, 2027, OFF_2027.slice(0, -1), seen.stamp, false)).toMatchObject({ status: 409, body: { code: 'calendar_moved_on' } });
    const key = { 'idempotency-key': 'calendar-2027-1' };
    const first = await load(staff, 2027, OFF_2027, seen.stamp, false, key);
    expect(first).toMatchObject({ status: 201, body: { loadedUntil: '2027-12-31', items: [{ calendarVersion: 2, year: 2027, loadedBy: '测试 office.staff' }, { calendarVersion: 1 }] } });
    expect(await load(staff, 2027, OFF_2027, seen.stamp, false)).toMatchObject({ status: 409 });
    const given = await (await Client.signIn(test, 'office.director')).post('/assignments', { pilotCaseIds: [world.near.caseId], taskCodes: ['C09'], dueOn: '2027-10-09' });
    expect(given.body).toMatchObject({ created: 1 });
    expect((await staff.get(`/assignments/${given.body.items[0].assignmentId}`)).body).toMatchObject({ dueOn: '2027-10-09', plannedProgress: 0 });
    const audit = await (await Client.signIn(test, 'office.director')).get('/audit-entries?subjectType=calendar_version');
    expect(audit.body.items[0]).toMatchObject({ action: 'calendar.load', op: 'insert' });
  });

  it('shows which deadlines would move, and moves them when told: step, notice, and the original date stays', async () => {
    const { assignmentId } = world.near;
    const before = (await staff.get(`/assignments/${assignmentId}`)).body;
    const lines = (await year2026()).concat(`专项,${before.dueOn},放假`);
    const seen = (await preview(staff, 2026, lines)).body;
    const moves = seen.moves.filter((m: { id: string }) => m.id === assignmentId);
    expect(moves).toEqual([expect.objectContaining({ kind: 'assignment', no: before.no, what: 'due', from: before.dueOn })]);
    expect(seen.changes).toContainEqual({ day: before.dueOn, working: false, name: '专项', provisional: false });
    expect((await staff.get(`/assignments/${assignmentId}`)).body.dueOn).toBe(before.dueOn);
    expect((await load(staff, 2026, lines, seen.stamp, true)).status).toBe(201);
    const after = (await staff.get(`/assignments/${assignmentId}`)).body;
    expect(after).toMatchObject({ dueOn: moves[0].to, originalDueOn: before.originalDueOn });
    expect(after.steps.at(-1)).toMatchObject({ action: 'move_deadline', reason: `${before.dueOn} → ${moves[0].to}` });
    expect((await unit.get('/notifications')).body.items[0]).toMatchObject({ kind: 'deadline_moved', href: `/assignments/${assignmentId}` });
    expect((await preview(staff, 2026, lines)).body.movesTotal).toBe(0);
  });

  it('comes back as the file that it was', async () => {
    expect(await year2026()).toContain('国庆节,2026-10-10,补班');
    expect((await staff.get('/calendars/file?year=2026')).headers['content-disposition']).toContain('2026.xlsx');
  });

  it('is loaded by the office alone', async () => {
    for (const name of ['hrss.leader', 'city.staff', 'unit.near.leader', 'leader', 'sys.admin']) {
      const who = await Client.signIn(test, name);
      expect([name, (await preview(who, 2027, OFF_2027)).status]).toEqual([name, 403]);
      expect([name, (await who.get('/calendars')).status]).toEqual([name, 200]);
    }
  });
});

/** The published arrangement of 2026 as lines of a file. */
async function year2026(): Promise<string[]> {
  const { body } = await staff.get('/calendars/working-days?from=2026-01-01&to=2026-12-31');
  const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return body.items
    .filter((d: { day: string; name: string | null }) => d.name)
    .map((d: { day: string; working: boolean; name: string }) => `${d.name},${d.day},${d.working ? '补班' : '放假'}`)
    .filter((line: string) => !line.endsWith('补班') || weekend(line.split(',')[1]!));
}

it('counts from the day after today when it is told no other', async () => {
  const limit = await test.app.get(Calendar).limit(systemActor('test'), { dueInWorkingDays: 1 });
  expect(limit).toMatchObject({ dueOn: addDays(TODAY, 1), dueKind: 'working_days', dueCount: 1, dueFrom: TODAY });
});

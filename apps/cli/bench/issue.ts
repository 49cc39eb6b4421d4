import pg from 'pg';
import { OFFICE } from './fill.js';
import type { Figure, Stage } from './measure.js';
import { Connection, message } from './load.js';
import type { Options } from './options.js';

export const CASES = 520;
export const TASKS = 10;

/**
 * The same rows by hand, in one statement and without a trigger, a policy or a check: assignments with their numbers, flags and lights,
 * their steps, the notices to the units, the audit entries of both, the tallies.
 */
const BY_HAND = `WITH day AS (
    SELECT d.calendar_version AS v, d.ordinal, s.day AS sign_due FROM calendar_day d
    JOIN calendar_day s ON s.calendar_version = d.calendar_version AND s.working AND s.ordinal = d.ordinal + 2
    WHERE d.day = $4::date ORDER BY d.calendar_version DESC LIMIT 1
  ), due AS (
    SELECT day.v, day.sign_due, day.ordinal AS starts, e.ordinal AS ends,
      (SELECT n.day FROM calendar_day n WHERE n.calendar_version = day.v AND n.working AND n.ordinal = e.ordinal - 5) AS near,
      (SELECT n.day FROM calendar_day n WHERE n.calendar_version = day.v AND n.working AND n.ordinal = day.ordinal + ceil((e.ordinal - day.ordinal) * 10 / 100.0)::int) AS yellow,
      (SELECT n.day FROM calendar_day n WHERE n.calendar_version = day.v AND n.working AND n.ordinal = day.ordinal + floor((e.ordinal - day.ordinal) * 30 / 100.0)::int + 1) AS red
    FROM day JOIN calendar_day e ON e.calendar_version = day.v AND e.day = $3::date
  ), made AS (
    INSERT INTO plain.assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, source, source_text, lead_department_id, department_ids, state,
        urgency, issued_on, sign_due_on, due_on, answer_due_on, original_due_on, calendar_version, yellow_from, red_from)
    SELECT uuid_v7(), 'HD-' || nextval('plain.issue_no'), c.id, c.pilot_unit_id, c.region_id, t.id, t.code, 'instruction', $5, t.lead_department_id,
      ARRAY(SELECT DISTINCT d FROM unnest(ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids
        || ARRAY(SELECT s.department_id FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL)) d),
      'issued', 'normal', $4::date, due.sign_due, $3::date, $3::date, $3::date, due.v, least(due.near, due.yellow, due.red, $3::date + 1), least(due.red, $3::date + 1)
    FROM pilot_case c, task_category t, due WHERE c.id = ANY ($1) AND t.code = ANY ($2)
    ON CONFLICT DO NOTHING RETURNING *
  ), step AS (
    INSERT INTO plain.assignment_step (id, assignment_id, action, to_state, actor_name, actor_role, actor_organisation)
    SELECT uuid_v7(), m.id, 'issue', m.state, '样例', 'office_director', '样例' FROM made m RETURNING *
  ), told AS (
    INSERT INTO plain.notification (id, position_id, kind, subject_type, subject_id, data)
    SELECT uuid_v7(), p.id, 'assignment_issued', 'assignment', m.id, jsonb_build_object('no', m.no, 'task', t.name, 'taskEn', t.name_en, 'dueOn', m.due_on)
    FROM made m JOIN position p ON p.organisation_id = m.pilot_unit_id AND p.revoked_at IS NULL AND p.role IN ('pilot_leader', 'pilot_liaison') JOIN task_category t ON t.id = m.task_category_id
  ), audited AS (
    INSERT INTO plain.audit_entry (reach, action, op, kind, subject_type, subject_id, region_id, changed, after)
    SELECT 'bare', 'assignment.create', 'insert', 'business', 'assignment', m.id, m.region_id, ARRAY(SELECT jsonb_object_keys(to_jsonb(m))), to_jsonb(m) FROM made m
    UNION ALL
    SELECT 'bare', 'assignment.create', 'insert', 'business', 'assignment_step', s.id, NULL, ARRAY(SELECT jsonb_object_keys(to_jsonb(s))), to_jsonb(s) FROM step s
  ), tallied AS (
    INSERT INTO plain.assignment_tally SELECT m.region_id, m.state, c.kind, c.day, count(*) FROM made m, assignment_counts(m.state, m.yellow_from, m.red_from, m.answer_due_on) c GROUP BY 1, 2, 3, 4
  )
  SELECT id, pilot_case_id, task_code FROM made`;

const PLACE = `CREATE TABLE IF NOT EXISTS plain.assignment_step (LIKE public.assignment_step INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.notification (LIKE public.notification INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.assignment_tally (LIKE public.assignment_tally INCLUDING ALL);
  CREATE SEQUENCE IF NOT EXISTS plain.issue_no;
  ALTER TABLE plain.assignment_step ADD FOREIGN KEY (assignment_id) REFERENCES plain.assignment;
  ALTER TABLE plain.notification ADD FOREIGN KEY (position_id) REFERENCES public.position;
  SELECT setval('assignment_no', 500000)`;
// What a round made is taken away again, so that every round writes alike.
const CLEAR = ['notification WHERE kind = \'assignment_issued\' AND subject_id', 'assignment_step WHERE assignment_id', 'assignment WHERE id'];

/** 交办 of ten tasks to 520 cases in one call, beside the one hand-written statement that writes the same rows. */
export async function measureIssue(stage: Stage, options: Options, report: (line: string) => void): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const connection = await Connection.open(stage.product.url);
  try {
    await client.query(PLACE);
    const token = await signIn(connection, stage.product.url);
    const column = async (sql: string) => (await client.query(sql)).rows.map((row) => Object.values(row)[0] as string);
    const cases = await column(`SELECT id FROM pilot_case WHERE state IN ('designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model') ORDER BY case_no LIMIT ${CASES}`);
    const codes = await column(`SELECT code FROM task_category ORDER BY code LIMIT ${TASKS}`);
    const [today, dueOn] = await column(`SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date::text UNION ALL (SELECT day::text FROM calendar_day WHERE working AND day > now() + interval '60 days' ORDER BY day LIMIT 1)`);
    const rounds: { product: number; bare: number }[] = [];
    for (let round = -1; round < Math.max(3, options.pairs); round += 1) {
      const source = { kind: 'instruction', text: `样例第${round}轮` };
      const product = async () => {
        const body = JSON.stringify({ pilotCaseIds: cases, taskCodes: codes, dueOn, issue: true, source });
        const { status, body: answer } = await connection.send(message(stage.product.url, 'POST', '/api/v1/assignments', { authorization: `Bearer ${token}`, 'idempotency-key': `bench-${stage.scale}-${round + 1}-issue` }, body));
        const { created } = JSON.parse(answer.toString()) as { created: number };
        if (status !== 200 || created !== CASES * TASKS) throw new Error(`Issuing was answered ${status}: ${answer.toString().slice(0, 500)}`);
      };
      const bare = async () => {
        const { rowCount } = await client.query(BY_HAND, [cases, codes, dueOn, today, source.text]);
        if (rowCount !== CASES * TASKS) throw new Error(`By hand ${rowCount} were made.`);
      };
      const times = { product: 0, bare: 0 };
      for (const side of round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) times[side] = await timed(side === 'product' ? product : bare);
      if (round >= 0) rounds.push(times); // the first is to warm up
      for (const schema of ['public', 'plain']) {
        await client.query('SET session_replication_role = replica');
        for (const what of CLEAR) await client.query(`DELETE FROM ${schema}.${what} IN (SELECT id FROM ${schema}.assignment WHERE source_text = $1)`, [source.text]);
        await client.query('RESET session_replication_role');
      }
      report(`issue ${stage.scale}× round ${round + 1}: ${(times.product / 1000).toFixed(2)} s, by hand ${(times.bare / 1000).toFixed(2)} s`);
    }
    const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
    const [took, ratios] = [sorted(rounds.map(({ product }) => product)), sorted(rounds.map(({ product, bare }) => bare / product))];
    const median = took[took.length >> 1]!;
    return [{
      workload: 'I1', scale: stage.scale, ratio: Number(ratios[ratios.length >> 1]!.toFixed(3)), rps: Number(((1000 * CASES * TASKS) / median).toFixed(0)),
      p50: Number(median.toFixed(0)), p99: Number(took.at(-1)!.toFixed(0)),
    }];
  } finally {
    connection.close();
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function signIn(connection: Connection, url: URL): Promise<string> {
  const { status, body } = await connection.send(message(url, 'POST', '/api/v1/auth/login', {}, JSON.stringify(OFFICE)));
  if (status !== 200) throw new Error(`Signing in was answered ${status}: ${body.toString()}`);
  return (JSON.parse(body.toString()) as { accessToken: string }).accessToken;
}

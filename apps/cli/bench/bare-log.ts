import { v7 } from 'uuid';
import type { Pool } from 'pg';
import { DAY } from './bare-pool.js';

const ENTRY = {
  name: 'log-entry',
  text: `INSERT INTO plain.progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, next_steps,
           occurred_on, author_name, author_role, author_organisation)
         SELECT $2, a.id, a.pilot_case_id, a.pilot_unit_id, a.region_id, $3, $4, $5, $6, $7, $8, 'city_staff', $9
         FROM plain.assignment a WHERE a.id = $1 RETURNING *`,
};
// The light follows the progress: without new thresholds the answer would be wrong. The office's settings (10, 30, 5) are
// written in, and feedback's standstill and returns are left out: this server logs on assignments under way only.
const MOVE = {
  name: 'log-move',
  text: `UPDATE plain.assignment a SET progress = $3, last_update_id = $2, last_update_on = $4, version = version + 1, updated_at = now(),
           yellow_from = CASE WHEN a.return_count > 0 THEN '-infinity' ELSE least(t.near, t.yellow, t.red, a.due_on + 1) END,
           red_from = least(t.red, a.due_on + 1)
         FROM (SELECT (SELECT day FROM calendar_day WHERE calendar_version = s.v AND working AND ordinal = s.ends - 5) AS near,
             (SELECT day FROM calendar_day WHERE calendar_version = s.v AND working
                AND ordinal = s.starts + ceil((s.ends - s.starts) * ($3 + 10) / 100.0)::int AND ordinal <= s.ends) AS yellow,
             (SELECT day FROM calendar_day WHERE calendar_version = s.v AND working
                AND ordinal = s.starts + floor((s.ends - s.starts) * ($3 + 30) / 100.0)::int + 1 AND ordinal <= s.ends) AS red
           FROM (SELECT b.calendar_version AS v,
               (SELECT ordinal FROM calendar_day WHERE calendar_version = b.calendar_version AND day = b.issued_on) AS starts,
               (SELECT ordinal FROM calendar_day WHERE calendar_version = b.calendar_version AND day = b.due_on) AS ends
             FROM plain.assignment b WHERE b.id = $1) s) t
         WHERE a.id = $1
         RETURNING a.id, a.version, a.progress, a.state, light_on(a.state, a.yellow_from, a.red_from, $5) AS light, a.due_on`,
};
const AUDIT = {
  name: 'log-audit',
  text: `INSERT INTO plain.audit_entry (reach, action, op, kind, subject_type, subject_id, region_id, changed, after)
         VALUES ('bare', 'progress.log', 'insert', 'business', 'progress_update', $1, $2, $3, $4)`,
};
const NAMES = [
  'id', 'assignment_id', 'pilot_case_id', 'pilot_unit_id', 'region_id', 'progress', 'done', 'problems', 'next_steps', 'occurred_on',
  'author_position_id', 'author_name', 'author_role', 'author_organisation', 'created_at',
];

interface Body {
  progress: number;
  done: string;
  problems?: string;
  nextSteps?: string;
}

/** W4: exactly three rows in one transaction, statement after statement: BEGIN, entry, assignment, audit, COMMIT. */
export async function logProgress(pool: Pool, assignmentId: string, body: Body) {
  const today = DAY();
  const id = v7();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const values = [assignmentId, id, body.progress, body.done, body.problems ?? null, body.nextSteps ?? null, today, '市级经办人', '沧州市总工会'];
    const { rows: [entry] } = await client.query({ ...ENTRY, values });
    const { rows: [moved] } = await client.query({ ...MOVE, values: [assignmentId, id, body.progress, today, today] });
    await client.query({ ...AUDIT, values: [id, entry.region_id, NAMES, JSON.stringify(entry)] });
    await client.query('COMMIT');
    return {
      id: entry.id,
      assignmentId: entry.assignment_id,
      progress: entry.progress,
      done: entry.done,
      problems: entry.problems,
      nextSteps: entry.next_steps,
      occurredOn: entry.occurred_on,
      createdAt: entry.created_at,
      author: { name: entry.author_name, role: entry.author_role, organisation: entry.author_organisation },
      attachments: [],
      assignment: { id: moved.id, version: moved.version, progress: moved.progress, state: moved.state, light: moved.light, dueOn: moved.due_on },
    };
  } finally {
    client.release();
  }
}

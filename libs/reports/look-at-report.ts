import type { EntityManager } from 'typeorm';

/** Which submission of report `p` the reader last looked at; units look at none. */
export const lookedAt = (reach: string): string =>
  reach === 'unit' ? 'NULL::int' : '(SELECT k.submission FROM report_look k WHERE k.progress_report_id = p.id AND k.user_id = app_user_id())';

const LOOK = `INSERT INTO report_look (id, progress_report_id, user_id, submission, seen_at)
  SELECT uuid_v7(), p.id, app_user_id(), p.submissions, now() FROM jsonb_to_recordset($1) AS i (id uuid, submission int)
  JOIN progress_report p ON p.id = i.id AND p.submissions = i.submission
  ON CONFLICT (progress_report_id, user_id) DO UPDATE SET submission = excluded.submission, seen_at = excluded.seen_at RETURNING progress_report_id AS id`;

/** Notes which submissions the reviewer had before the eyes. @returns the reports whose submission is still that one */
export async function lookAt(em: EntityManager, looks: readonly { id: string; submission: number }[]): Promise<string[]> {
  const rows = (await em.query(LOOK, [JSON.stringify(looks)])) as { id: string }[];
  return rows.map(({ id }) => id);
}

import type { EntityManager } from 'typeorm';

const LOOK = `INSERT INTO report_look (id, progress_report_id, user_id, submission, seen_at) VALUES (uuid_v7(), $1, app_user_id(), $2, now())
  ON CONFLICT (progress_report_id, user_id) DO UPDATE SET submission = excluded.submission, seen_at = excluded.seen_at`;

/** Notes which submission the reviewer has before the eyes. */
export async function lookAt(em: EntityManager, reportId: string, submission: number): Promise<void> {
  await em.query(LOOK, [reportId, submission]);
}

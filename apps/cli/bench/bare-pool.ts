import type { Pool, QueryConfig } from 'pg';

const PROVINCE_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
export const DAY = () => PROVINCE_DAY.format(new Date());

/** Several statements in one exchange of messages on one connection, as pg's pipeline mode can. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function together(pool: Pool, ...statements: QueryConfig[]): Promise<any[][]> {
  const client = await pool.connect();
  try {
    return (await Promise.all(statements.map((statement) => client.query(statement)))).map((result) => result.rows);
  } finally {
    client.release();
  }
}

let counted: Promise<Map<string, number>> | undefined;

/** Working days up to a day, read once. */
export function ordinals(pool: Pool): Promise<Map<string, number>> {
  counted ??= pool
    .query('SELECT day, ordinal FROM calendar_day WHERE calendar_version = 1')
    .then(({ rows }) => new Map(rows.map((row) => [row.day, row.ordinal])));
  return counted;
}

export function plannedProgress(ordinal: Map<string, number>, issuedOn: string | null, dueOn: string, today: string): number | null {
  if (issuedOn === null) return null;
  if (today >= dueOn) return 100;
  const [starts, ends, now] = [ordinal.get(issuedOn)!, ordinal.get(dueOn)!, ordinal.get(today)!];
  if (ends <= starts) return now >= ends ? 100 : 0;
  return Math.max(0, Math.min(100, Math.round((100 * (now - starts)) / (ends - starts))));
}

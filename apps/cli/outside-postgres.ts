import pg from 'pg';

/**
 * The server that DATABASE_URL names instead of the embedded one, asked before anything else is tried on it.
 * @throws one line with the mend, without the password
 */
export async function assertServerUsable(url: string): Promise<void> {
  const mend = 'start that server or correct DATABASE_URL (postgresql://owner:password@host:5432/database).';
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
  } catch (error) {
    throw new Error(`The database of DATABASE_URL does not answer (${(error as Error).message}): ${mend}`, { cause: error });
  }
  try {
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
    const version = rows[0]!.version;
    if (version < 15) throw new Error(`The database of DATABASE_URL is PostgreSQL ${version}: use one from 15 to 18.`);
  } finally {
    await client.end();
  }
}

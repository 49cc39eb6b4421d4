import { systemActor, type Db } from '../../libs/kernel/index.js';

/** A retry comes within minutes; two days later the answer kept for it is nobody's. */
export const forgetKeys = (db: Db): Promise<unknown> =>
  db.write(
    systemActor('idempotency.forget'),
    { name: 'idempotency.forget', text: `DELETE FROM idempotency_key WHERE created_at < now() - interval '48 hours'` },
    [],
  );

/** A day later a failure counts no more, and a name that nobody has is nobody's to keep. */
export const forgetAttempts = (db: Db): Promise<unknown> =>
  db.write(
    systemActor('attempts.forget'),
    {
      name: 'attempts.forget',
      text: `WITH limits AS (DELETE FROM rate_limit WHERE expire < extract(epoch FROM now()) * 1000)
             DELETE FROM unknown_name WHERE failed_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now())`,
    },
    [],
  );

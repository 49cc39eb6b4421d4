import { systemActor, type Db } from '../kernel/index.js';

/**
 * Marks as ended what has run out, so that nothing is sent there any more. Nobody acts in it meanwhile: the sessions end
 * with the day by themselves. Safe to run twice, and in several replicas.
 */
export const endPositions = (db: Db): Promise<unknown> =>
  db.write(
    systemActor('position.end'),
    {
      name: 'position.end',
      text: `UPDATE position SET revoked_at = now() WHERE revoked_at IS NULL AND valid_until < (now() AT TIME ZONE 'Asia/Shanghai')::date`,
    },
    [],
  );

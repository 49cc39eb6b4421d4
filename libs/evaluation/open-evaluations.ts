import { Inject, Injectable } from '@nestjs/common';
import { CARRIES_TASKS } from '../cases/index.js';
import { Clock, Conditions, Db, invalid, type Actor } from '../kernel/index.js';
import type { OpenedOut, OpenEvaluationsIn } from './evaluation.dto.js';
import { EVALUATION_MACHINE } from './evaluation.rules.js';
import { newest } from './schemes.js';
import { tellOpened } from './tell-of-evaluation.js';

/** Opens a year's evaluation for every case that carries tasks and was chosen; whoever has one keeps it. */
@Injectable()
export class OpenEvaluations {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 422 for a year that is not over half, or has no scheme, and for codes that name nothing */
  async open(actor: Actor, { year, regions, batches, caseIds }: OpenEvaluationsIn): Promise<OpenedOut> {
    return this.db.as({ ...actor, action: 'evaluation.open' }, async (em) => {
      const scheme = await newest(em, year);
      if (year > Number(this.clock.today().slice(0, 4))) throw invalid([{ pointer: '/year', code: 'in_the_future' }]);
      if (!scheme) throw invalid([{ pointer: '/year', code: 'no_scheme', params: { year } }]);
      const where = new Conditions()
        .add('state', 'c.state = ANY ($)', [...CARRIES_TASKS])
        .add('region', 'c.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', regions)
        .add('batch', 'c.batch_id = ANY (ARRAY(SELECT id FROM batch WHERE code = ANY ($)))', batches)
        .add('case', 'c.id = ANY ($)', caseIds);
      const asked = where.param(year);
      const [{ existing }] = (await em.query(
        `SELECT count(*)::int AS existing FROM pilot_case c JOIN evaluation e ON e.pilot_case_id = c.id AND e.year = $${asked} WHERE ${where.sql}`, where.values,
      )) as [{ existing: number }];
      const [state, schemeId] = [where.param(EVALUATION_MACHINE.initial), where.param(scheme.id)];
      const opened: { id: string }[] = await em.query(
        `INSERT INTO evaluation (id, year, scheme_id, pilot_case_id, pilot_unit_id, region_id, state)
         SELECT uuid_v7(), $${asked}, $${schemeId}, c.id, c.pilot_unit_id, c.region_id, $${state} FROM pilot_case c WHERE ${where.sql}
         ON CONFLICT (pilot_case_id, year) DO NOTHING RETURNING id`, where.values,
      );
      const ids = opened.map(({ id }) => id);
      await em.query(
        `INSERT INTO evaluation_step (id, evaluation_id, action, to_state, actor_name, actor_role, actor_organisation)
         SELECT uuid_v7(), id, 'open', $2, $3, $4, $5 FROM unnest($1::uuid[]) id`, [ids, EVALUATION_MACHINE.initial, actor.userName, actor.role, actor.organisationName],
      );
      await tellOpened(em, ids);
      return { opened: ids.length, existing };
    });
  }
}

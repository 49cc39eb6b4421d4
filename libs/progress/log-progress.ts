import { Inject, Injectable } from '@nestjs/common';
import { TAKES_PROGRESS } from '../assignments/index.js';
import { Attachments } from '../files/index.js';
import { Clock, conflict, Db, invalid, newId, notFound, stale, type Actor } from '../kernel/index.js';
import type { LogProgressIn, ProgressLogged } from './progress.dto.js';

// Entry, assignment, audit (by trigger), tallies (by trigger) and the kept answer of a retried request: one statement,
// so one transaction and one exchange of messages. A target without a body says why nothing was written.
const LOG = {
  name: 'progress.log',
  text: `WITH target AS (
      SELECT a.id, a.pilot_case_id, a.pilot_unit_id, a.region_id, a.version, a.state FROM assignment a WHERE a.id = $1 FOR UPDATE
    ), entry AS (
      INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, next_steps,
                                   occurred_on, author_position_id, author_name, author_role, author_organisation)
      SELECT $2, t.id, t.pilot_case_id, t.pilot_unit_id, t.region_id, $3, $4, $5, $6, $7, $8, $9, $10, $11
      FROM target t WHERE t.state = ANY ($12) AND ($13::int IS NULL OR t.version = $13)
      RETURNING *
    ), moved AS (
      UPDATE assignment a SET progress = e.progress, last_update_id = e.id, last_update_on = e.occurred_on
      FROM entry e WHERE a.id = e.assignment_id
      RETURNING a.id, a.version, a.progress, a.state, a.due_on, light_on(a.state, a.yellow_from, a.red_from, $14) AS light
    ), answer AS (
      SELECT json_build_object('id', e.id, 'assignmentId', e.assignment_id, 'progress', e.progress, 'done', e.done,
        'problems', e.problems, 'nextSteps', e.next_steps, 'occurredOn', e.occurred_on, 'createdAt', e.created_at,
        'author', json_build_object('name', e.author_name, 'role', e.author_role, 'organisation', e.author_organisation),
        'attachments', '[]'::json,
        'assignment', json_build_object('id', m.id, 'version', m.version, 'progress', m.progress, 'state', m.state,
          'light', m.light, 'dueOn', m.due_on)) AS body
      FROM entry e JOIN moved m ON m.id = e.assignment_id
    ), kept AS (
      INSERT INTO idempotency_key (user_id, key, request_hash, status, body)
      SELECT app_user_id(), $15, $16, 201, body FROM answer WHERE $15::text IS NOT NULL
    )
    SELECT t.version, t.state, answer.body FROM target t LEFT JOIN answer ON true`,
};

const ATTACHED = `SELECT id, name, size, media_type AS "mediaType" FROM attachment WHERE progress_update_id = $1 ORDER BY id`;

interface Logged {
  version: number;
  state: string;
  body: ProgressLogged | null;
}

/** 登记进展: any day, by union staff, the department or the unit. */
@Injectable()
export class LogProgress {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Attachments) private readonly attachments: Attachments,
  ) {}

  /**
   * Appends an entry and moves the assignment to it. `version` is checked when given: an entry overwrites nothing.
   * @throws 404, 409 when the assignment is not under way, 412, 422 with every bad field
   */
  async log(actor: Actor, assignmentId: string, version: number | undefined, input: LogProgressIn): Promise<ProgressLogged> {
    const today = this.clock.today();
    const occurredOn = input.occurredOn ?? today;
    if (occurredOn > today) throw invalid([{ pointer: '/occurredOn', code: 'in_the_future' }]);
    const id = newId();
    const { attachmentIds } = input;
    const files = attachmentIds?.length ? attachmentIds : undefined;
    // The door keeps the retry's answer where there are files to hang on too; else the statement itself does.
    const retry = files ? undefined : actor.idempotency;
    const values = [
      assignmentId, id, input.progress, input.done, input.problems ?? null, input.nextSteps ?? null, occurredOn, actor.positionId,
      actor.userName, actor.role, actor.organisationName, TAKES_PROGRESS, version ?? null, today, retry?.key ?? null, retry?.requestHash ?? null,
    ];
    if (!files) return done(await this.db.write<Logged>(actor, LOG, values), version);
    return this.db.as(actor, async (em) => {
      const logged = done(await em.query(LOG.text, values), version);
      await this.attachments.attach(em, actor, files, { progressUpdateId: id });
      return { ...logged, attachments: await em.query(ATTACHED, [id]) };
    });
  }
}

function done([row]: Logged[], version: number | undefined): ProgressLogged {
  if (!row) throw notFound();
  if (row.body) return row.body;
  if (version !== undefined && row.version !== version) throw stale(row.version);
  throw conflict('assignment_closed', { extra: { state: row.state } });
}

import { Inject, Injectable } from '@nestjs/common';
import { PositionNames } from '../identity/index.js';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, invalid, newId, type Actor, type FieldError } from '../kernel/index.js';
import type { NoticeData } from '../notify/index.js';
import type { CommentIn, CommentOut, CommentPage, CommentQuery } from './comment.dto.js';
import { Comment } from './comment.entity.js';
import { Mentions, type Subject } from './mentions.js';

interface Row extends Omit<CommentOut, 'mentions'> {
  mentions: string[];
}

const COLUMNS = `c.id, c.assignment_id AS "assignmentId", c.pilot_case_id AS "pilotCaseId", c.body, c.mentions, c.created_at AS "createdAt",
  json_build_object('name', c.author_name, 'role', c.author_role, 'organisation', c.author_organisation) AS author`;
const NOTIFY = 'SELECT notify_position($1, $2, $3, $4, $5)';
/** How much of a comment a notice quotes. */
const QUOTED = 60;

/** 评论: said beside an assignment or a case, seen by whoever sees that, told to whoever is mentioned. */
@Injectable()
export class Comments {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(PositionNames) private readonly names: PositionNames,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: CommentQuery): Promise<CommentPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('assignment', 'c.assignment_id = $', query.assignment).add('case', 'c.pilot_case_id = $', query.pilotCase);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'c.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[Row, { n: number }]>(
      actor,
      [{ name: where.name('comments', limit), text: `SELECT ${COLUMNS} FROM comment c WHERE ${where.sql} ORDER BY c.id DESC LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('comments.total'), text: `SELECT count(*)::int AS n FROM comment c WHERE ${total.sql}` }, total.values],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: await this.named(shown), nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /** @throws 404 for what the actor does not see, 422 for neither or both subjects, and for each mention of a position that may not see it */
  async say(actor: Actor, input: CommentIn): Promise<CommentOut> {
    const subject = subjectOf(input.assignmentId, input.pilotCaseId, '/assignmentId');
    const { no } = await this.mentions.subject(actor, subject);
    const mentioned = input.mentions ?? [];
    const seers = await this.mentions.among(mentioned, subject);
    const told = new Set(seers.map(({ positionId }) => positionId));
    const errors = mentioned.flatMap((id, i): FieldError[] => (told.has(id) ? [] : [{ pointer: `/mentions/${i}`, code: 'not_mentionable' }]));
    if (errors.length > 0) throw invalid(errors);
    const id = newId();
    return this.db.as({ ...actor, action: 'comment.say' }, async (em) => {
      await em.insert(Comment, {
        id, assignmentId: input.assignmentId ?? null, pilotCaseId: input.pilotCaseId ?? null, body: input.body, mentions: mentioned,
        authorPositionId: actor.positionId!, authorName: actor.userName, authorRole: actor.role, authorOrganisation: actor.organisationName,
      });
      const data: NoticeData['mentioned'] = { no, by: actor.userName, said: [...input.body].slice(0, QUOTED).join('') };
      const [type, subjectId] = 'assignmentId' in subject ? ['assignment', subject.assignmentId] : ['pilot_case', subject.pilotCaseId];
      for (const position of told) if (position !== actor.positionId) await em.query(NOTIFY, [position, 'mentioned', type, subjectId, JSON.stringify(data)]);
      const [made] = (await em.query(`SELECT ${COLUMNS} FROM comment c WHERE c.id = $1`, [id])) as Row[];
      return { ...made!, mentions: mentioned.map((one) => seers.find(({ positionId }) => positionId === one)!) };
    });
  }

  private async named(rows: Row[]): Promise<CommentOut[]> {
    const names = await this.names.of(rows.flatMap(({ mentions }) => mentions));
    return rows.map((row) => ({
      ...row,
      mentions: row.mentions.flatMap((id) => {
        const found = names.get(id);
        return found ? [{ positionId: id, name: found.name, role: found.role, organisation: found.organisation }] : [];
      }),
    }));
  }
}

/** The one subject of a request. @throws 422 for none or both */
export function subjectOf(assignmentId: string | undefined, pilotCaseId: string | undefined, pointer: string): Subject {
  if (assignmentId != null && pilotCaseId == null) return { assignmentId };
  if (pilotCaseId != null && assignmentId == null) return { pilotCaseId };
  throw invalid([{ pointer, code: assignmentId == null ? 'required' : 'one_subject_only' }]);
}

import type { EntityManager } from 'typeorm';
import type { NoticeData, NoticeKind, NoticeSubject } from './notice.rules.js';

export interface Notice<Kind extends NoticeKind = NoticeKind> {
  organisationId: string;
  /** Whoever holds one of these roles there. */
  roles: readonly string[];
  kind: Kind;
  subjectType: NoticeSubject;
  subjectId: string;
  data: NoticeData[Kind];
  /** Goes out at night and on rest days too. */
  urgent?: boolean;
}

/**
 * Puts a notice in the inbox of every standing position of an organisation that has one of the roles, in the caller's
 * own transaction. The caller need not see those positions; nobody there is no error.
 */
export async function notify<Kind extends NoticeKind>(em: EntityManager, notice: Notice<Kind>): Promise<void> {
  const { organisationId, roles, kind, subjectType, subjectId, data, urgent = false } = notice;
  await em.query('SELECT notify_positions($1, $2, $3, $4, $5, $6, $7)', [
    organisationId,
    roles,
    kind,
    subjectType,
    subjectId,
    JSON.stringify(data),
    urgent,
  ]);
}

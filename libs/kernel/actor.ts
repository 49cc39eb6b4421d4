/** Which rows an actor may reach; one database role each (`reach_…`). */
export type Reach = 'province' | 'city' | 'department' | 'unit' | 'inspector' | 'admin' | 'system';

export type Locale = 'zh' | 'en';

/** A retried POST: the caller's key, and what was asked under it. */
export interface IdempotentRequest {
  key: string;
  requestHash: Buffer;
  status: number;
}

/** Who acts, as which position, in which request. The first argument of every use case. */
export interface Actor {
  reach: Reach;
  /** The region (city), the department or the unit that the reach is about; null for the others. */
  scope: string | null;
  role: string;
  userId: string | null;
  userName: string;
  positionId: string | null;
  /** The session the request came with. The door checks it again in the actor's own transaction. */
  sessionId: string | null;
  organisationId: string | null;
  organisationName: string;
  permissions: ReadonlySet<string>;
  /** Which state of the role's permissions these are. The door lets nobody in with an older one. */
  rights: number;
  /** Leaders look and do not touch: their transactions are read-only in the database too. */
  readOnly: boolean;
  locale: Locale;
  traceId: string;
  /** What the audit trail calls the act: the route's permission, e.g. `progress.log`. */
  action: string;
  idempotency?: IdempotentRequest;
}

/** Background work, migrations' reference data and sign-in act as the system: through the same door, with a name. */
export function systemActor(action: string, traceId = 'system'): Actor {
  return {
    reach: 'system',
    scope: null,
    role: 'system',
    userId: null,
    userName: '系统',
    positionId: null,
    sessionId: null,
    organisationId: null,
    organisationName: '系统',
    permissions: new Set(),
    rights: 0,
    readOnly: false,
    locale: 'zh',
    traceId,
    action,
  };
}

/**
 * The same person in the same session, beyond every reach: for one's own credentials, which no reach may touch. The
 * trail names the person. No answer is kept for a retry, for it may hold a secret.
 */
export const beyondReach = (actor: Actor): Actor => ({ ...actor, reach: 'system', scope: null, readOnly: false, idempotency: undefined });

/** An account's state from its dates. `$1` is the moment by the office's clock, for the lock alone. */
export const USER_STATE = `CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled' WHEN u.expires_at <= now() THEN 'expired'
  WHEN u.activated_at IS NULL THEN 'invited' WHEN u.locked_until > $1 THEN 'locked' ELSE 'active' END`;

export const USER_COLUMNS = `u.id, u.username, u.name, u.phone_work AS "phoneWork", ${USER_STATE} AS state, u.disabled_at AS "disabledAt", u.disabled_reason AS "disabledReason",
  u.locked_until AS "lockedUntil", u.two_factor_since AS "twoFactorSince", ((u.expires_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::text AS "expiresOn",
  u.version, u.created_at AS "createdAt", u.updated_at AS "updatedAt"`;

const DAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
export const POSITION_STATE = `CASE
  WHEN p.valid_until < ${DAY} AND (p.revoked_at IS NULL OR (p.revoked_at AT TIME ZONE 'Asia/Shanghai')::date > p.valid_until) THEN 'ended'
  WHEN p.revoked_at IS NOT NULL AND p.succeeded_by IS NOT NULL THEN 'handed_over' WHEN p.revoked_at IS NOT NULL THEN 'revoked'
  WHEN p.valid_from > ${DAY} THEN 'pending' ELSE 'standing' END`;

/** A position with whom and where it is, and for whom it acts. */
export const POSITION_COLUMNS = `p.id, p.role, ${POSITION_STATE} AS state, p.valid_from::text AS "validFrom", p.valid_until::text AS "validUntil",
  p.revoked_at AS "revokedAt", p.reason, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
  json_build_object('id', u.id, 'username', u.username, 'name', u.name) AS "user",
  json_build_object('id', o.id, 'name', o.short_name, 'kind', o.kind) AS organisation,
  CASE WHEN d.id IS NOT NULL THEN json_build_object('positionId', d.id, 'name', du.name) END AS "deputyFor",
  CASE WHEN s.id IS NOT NULL THEN json_build_object('positionId', s.id, 'name', su.name) END AS "succeededBy"`;
export const POSITION_TABLES = `position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id
  LEFT JOIN position d ON d.id = p.deputy_of LEFT JOIN app_user du ON du.id = d.user_id
  LEFT JOIN position s ON s.id = p.succeeded_by LEFT JOIN app_user su ON su.id = s.user_id`;

/** The first moment after a day of the province. */
export const endOf = (parameter: string) => `((${parameter}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;

/** Whether an account may be signed in with now: opened by its person, not ended, and with a position that stands. The clock is the database's. */
export const IN_FORCE = `(u.disabled_at IS NULL AND u.activated_at IS NOT NULL AND (u.expires_at IS NULL OR u.expires_at > now())
  AND EXISTS (SELECT FROM position p WHERE p.user_id = u.id AND position_stands(p.revoked_at, p.valid_from, p.valid_until)))`;

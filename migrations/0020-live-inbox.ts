import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inboxes tell that they changed, and sessions that they ended, to whoever of the replicas is listening. */
export class LiveInbox1764000000020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(inboxes);
    await q.query(announcements);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead.');
  }
}

// Administrators have an inbox as everybody has, and could not mark it read. What is unread is counted with every change.
const inboxes = `
GRANT UPDATE (read_at) ON notification TO reach_admin;
CREATE INDEX notification_unread ON notification (position_id, id) WHERE read_at IS NULL;
`;

// One channel. What is announced is an id and nothing more: whoever hears it goes through the door to see what there is.
// PostgreSQL tells it with the commit, once however often it was said in the transaction, and never for one rolled back.
const announcements = `
CREATE FUNCTION announce_inboxes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', 'inbox:' || t.position_id) FROM (SELECT DISTINCT position_id FROM touched) t;
  RETURN NULL;
END $$;
CREATE TRIGGER announce_new AFTER INSERT ON notification REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION announce_inboxes();
CREATE TRIGGER announce_changed AFTER UPDATE ON notification REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION announce_inboxes();

CREATE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', 'session:' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER UPDATE OF revoked_at, position_id, rights ON session FOR EACH ROW
  EXECUTE FUNCTION announce_session();
`;

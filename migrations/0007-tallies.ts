import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard } from './policies.js';

/**
 * The numbers that leaders look at, kept as exact tallies that change with the row and in its transaction.
 *
 * A tally is a pile of signed rows: a change adds one to where the row now is and takes one from where it was, so
 * writers never wait for one another, and the sum is exact at every moment. The worker folds the piles. Because a
 * light is a comparison with two dates, counts are kept by those dates, and hold for every day without a nightly run.
 */
export class Tallies1764000000007 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(tallies);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

const tallies = `
-- kind 'all' counts rows (day is null there); 'yellow', 'red' and 'overdue' count rows by the first day they are so.
CREATE TABLE assignment_tally (
  region_id uuid NOT NULL,
  state text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('all', 'yellow', 'red', 'overdue')),
  day date NOT NULL,
  n int NOT NULL
);
CREATE INDEX assignment_tally_by ON assignment_tally (region_id, kind, state, day) INCLUDE (n);
${guard('assignment_tally', {
  province: { rows: 'true', can: 'SELECT' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT' },
})}

-- The tally rows that one assignment stands for. The only place that says what is counted; the recount test reads it too.
CREATE FUNCTION assignment_counts(state text, yellow_from date, red_from date, due_on date)
RETURNS TABLE (kind text, day date) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'all', '-infinity'::date
  UNION ALL SELECT 'yellow', yellow_from WHERE yellow_from < 'infinity'
  UNION ALL SELECT 'red', red_from WHERE red_from < 'infinity'
  UNION ALL SELECT 'overdue', due_on + 1 WHERE state IN ('issued', 'in_progress', 'returned')
$$;

CREATE FUNCTION tally_assignments() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO assignment_tally
    SELECT r.region_id, r.state, c.kind, c.day, count(*)
    FROM new_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.due_on) c
    GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO assignment_tally
    SELECT region_id, state, kind, day, sum(n) FROM (
      SELECT r.region_id, r.state, c.kind, c.day, 1 AS n
      FROM new_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.due_on) c
      UNION ALL
      SELECT r.region_id, r.state, c.kind, c.day, -1
      FROM old_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.due_on) c
    ) moved GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_insert AFTER INSERT ON assignment REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_assignments();
CREATE TRIGGER tally_update AFTER UPDATE ON assignment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_assignments();

CREATE TABLE report_tally (
  reporting_period_id uuid NOT NULL,
  region_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('expected', 'actual', 'on_time')),
  n int NOT NULL
);
CREATE INDEX report_tally_by ON report_tally (reporting_period_id, region_id, kind) INCLUDE (n);
${guard('report_tally', {
  province: { rows: 'true', can: 'SELECT' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT' },
})}

-- The system checks completeness itself: a report counts as made when it was submitted and is complete.
CREATE FUNCTION report_counts(submitted_at timestamptz, complete boolean, on_time boolean)
RETURNS TABLE (kind text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'expected'
  UNION ALL SELECT 'actual' WHERE submitted_at IS NOT NULL AND complete
  UNION ALL SELECT 'on_time' WHERE submitted_at IS NOT NULL AND complete AND on_time
$$;

CREATE FUNCTION tally_reports() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO report_tally
    SELECT r.reporting_period_id, r.region_id, c.kind, count(*)
    FROM new_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO report_tally
    SELECT reporting_period_id, region_id, kind, sum(n) FROM (
      SELECT r.reporting_period_id, r.region_id, c.kind, 1 AS n
      FROM new_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c
      UNION ALL
      SELECT r.reporting_period_id, r.region_id, c.kind, -1
      FROM old_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c
    ) moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_insert AFTER INSERT ON progress_report REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_reports();
CREATE TRIGGER tally_update AFTER UPDATE ON progress_report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_reports();

-- Folding: the same sums in fewer rows. Rows added meanwhile are not touched.
CREATE FUNCTION fold_tallies() RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE folded int;
BEGIN
  WITH crowded AS (
    SELECT region_id, state, kind, day FROM assignment_tally GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
  ), gone AS (
    DELETE FROM assignment_tally t USING crowded c
    WHERE (t.region_id, t.state, t.kind, t.day) = (c.region_id, c.state, c.kind, c.day) RETURNING t.*
  ), back AS (
    INSERT INTO assignment_tally SELECT region_id, state, kind, day, sum(n) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    RETURNING 1
  ) SELECT count(*) INTO folded FROM gone;
  WITH crowded AS (
    SELECT reporting_period_id, region_id, kind FROM report_tally GROUP BY 1, 2, 3 HAVING count(*) > 1
  ), gone AS (
    DELETE FROM report_tally t USING crowded c
    WHERE (t.reporting_period_id, t.region_id, t.kind) = (c.reporting_period_id, c.region_id, c.kind) RETURNING t.*
  )
  INSERT INTO report_tally SELECT reporting_period_id, region_id, kind, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
  RETURN folded;
END $$;
REVOKE EXECUTE ON FUNCTION fold_tallies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_tallies() TO reach_system;
`;

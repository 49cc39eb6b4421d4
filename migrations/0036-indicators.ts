import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, guard, readByAll, tracked, type Rule } from './policies.js';

/** 口径 of indicators, targets by year, what the province's statistics say, and the tally of what was reported (ADR 29). */
export class Indicators1764000000036 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(definitions);
    await q.query(beside);
    await q.query(tallies);
    await q.query(sight);
  }

  async down(): Promise<void> {
    throw new Error('Targets and provincial figures would be lost: restore a backup instead.');
  }
}

const definitions = `
ALTER TABLE indicator
  -- 口径: what is counted and what is not, and who says so
  ADD COLUMN definition text NOT NULL DEFAULT '',
  ADD COLUMN definition_source text NOT NULL DEFAULT '',
  -- how a ratio adds up over periods: that of flows by all its numerators and denominators, that of stocks as the last one.
  -- Of other kinds it follows from the kind, and cannot be chosen.
  ADD COLUMN over_periods text CHECK (over_periods IN ('sum', 'last')),
  ADD CHECK (kind = 'ratio' OR over_periods IS NULL),
  ADD CHECK (kind <> 'stock' OR rollup = 'last'),
  ADD CHECK ((kind = 'ratio') = (rollup = 'weighted')),
  ADD CHECK (kind <> 'money' OR unit = '万元');
-- its kind, its unit and how it rolls up are not among them
GRANT UPDATE (definition, definition_source, over_periods, name_en) ON indicator TO reach_province;
`;

const byAllKeptByTheProvince: Record<string, Rule> = { ...(readByAll() as Record<string, Rule>), province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' } };

const beside = `
CREATE TABLE indicator_target (
  id uuid PRIMARY KEY,
  indicator_code text NOT NULL REFERENCES indicator (code),
  year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  -- the province's own region for the whole of it
  region_id uuid NOT NULL REFERENCES region,
  -- in the indicator's unit; of a ratio, percent. None: taken back
  value numeric(18, 4) CHECK (value >= 0),
  source text NOT NULL CHECK (source <> ''),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (indicator_code, year, region_id)
);
${tracked('indicator_target', 'business', { versioned: true })}
${guard('indicator_target', byAllKeptByTheProvince)}

-- What the province's statistics say, which nobody's reports add up to.
CREATE TABLE provincial_figure (
  id uuid PRIMARY KEY,
  indicator_code text NOT NULL REFERENCES indicator (code),
  value numeric(18, 4) CHECK (value >= 0),
  numerator numeric(18, 4) CHECK (numerator >= 0),
  denominator numeric(18, 4) CHECK (denominator > 0),
  -- 余: the source says «more than»
  more_than boolean NOT NULL DEFAULT false,
  -- the day it is as of, or what the source says instead of a day
  as_of date,
  as_of_words text NOT NULL DEFAULT '',
  source text NOT NULL CHECK (source <> ''),
  note text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (as_of IS NOT NULL OR as_of_words <> ''),
  CHECK (num_nonnulls(numerator, denominator) IN (0, 2)),
  CHECK ((value IS NULL) = (numerator IS NOT NULL))
);
CREATE INDEX provincial_figure_of ON provincial_figure (indicator_code, as_of DESC NULLS LAST, id DESC);
${tracked('provincial_figure', 'business', { versioned: true })}
${guard('provincial_figure', byAllKeptByTheProvince)}
`;

// As the other tallies: a pile of signed rows that writers add to and nobody waits for, folded by the worker. What counts is a number of
// a report in force. A report that comes into force or out of it moves all its numbers at once; a number that is written or moves
// to another region while its report is in force moves itself. One that is not in force costs nothing.
const tallies = `
CREATE TABLE indicator_tally (
  reporting_period_id uuid NOT NULL,
  indicator_code text NOT NULL,
  region_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  -- how many numbers there are
  n int NOT NULL,
  -- in ten-thousandths, which is what a value is kept to: whole numbers add up several times faster
  value bigint NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL
);
-- short, for seventy rows come with every report; regions and batches of a period are few
CREATE INDEX indicator_tally_by ON indicator_tally (reporting_period_id, indicator_code);
${guard('indicator_tally', {
  province: { rows: 'true', can: 'SELECT' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT' },
})}

-- Whether a value is a number: 无 with an explanation is an answer, and no number.
CREATE FUNCTION is_number(value numeric, numerator numeric, denominator numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN value IS NOT NULL OR (numerator IS NOT NULL AND denominator IS NOT NULL);
CREATE FUNCTION in_ten_thousandths(x numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN coalesce(x * 10000, 0)::bigint;

CREATE FUNCTION tally_values_of_reports() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO indicator_tally
  SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, m.sign, m.sign * in_ten_thousandths(v.value),
    m.sign * in_ten_thousandths(v.numerator), m.sign * in_ten_thousandths(v.denominator)
  FROM (SELECT r.id, r.year, r.pilot_case_id, CASE WHEN r.in_force THEN 1 ELSE -1 END AS sign
        FROM new_rows r JOIN old_rows o ON o.id = r.id WHERE r.in_force <> o.in_force) m
  JOIN pilot_case c ON c.id = m.pilot_case_id
  JOIN indicator_value v ON v.progress_report_id = m.id AND v.year = m.year
  WHERE is_number(v.value, v.numerator, v.denominator);
  RETURN NULL;
END $$;
CREATE TRIGGER tally_values AFTER UPDATE ON progress_report REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_values_of_reports();

CREATE FUNCTION tally_values() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO indicator_tally
    SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, count(*), sum(in_ten_thousandths(v.value)), sum(in_ten_thousandths(v.numerator)), sum(in_ten_thousandths(v.denominator))
    FROM new_rows v JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force JOIN pilot_case c ON c.id = v.pilot_case_id
    WHERE is_number(v.value, v.numerator, v.denominator) GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO indicator_tally
    SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, sum(v.sign), sum(v.sign * in_ten_thousandths(v.value)),
      sum(v.sign * in_ten_thousandths(v.numerator)), sum(v.sign * in_ten_thousandths(v.denominator))
    FROM (SELECT n.*, 1 AS sign FROM new_rows n UNION ALL SELECT o.*, -1 FROM old_rows o) v
    JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force JOIN pilot_case c ON c.id = v.pilot_case_id
    WHERE is_number(v.value, v.numerator, v.denominator) GROUP BY 1, 2, 3, 4
    HAVING (sum(v.sign), sum(v.sign * in_ten_thousandths(v.value)), sum(v.sign * in_ten_thousandths(v.numerator)), sum(v.sign * in_ten_thousandths(v.denominator))) <> (0, 0, 0, 0);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_insert AFTER INSERT ON indicator_value REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_values();
CREATE TRIGGER tally_update AFTER UPDATE ON indicator_value REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_values();

-- A case that was put into another batch takes along what it reported.
CREATE FUNCTION tally_values_of_batch() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO indicator_tally
  SELECT v.reporting_period_id, v.indicator_code, v.region_id, m.batch_id, m.sign * count(*), m.sign * sum(in_ten_thousandths(v.value)),
    m.sign * sum(in_ten_thousandths(v.numerator)), m.sign * sum(in_ten_thousandths(v.denominator))
  FROM (VALUES (NEW.batch_id, 1), (OLD.batch_id, -1)) m(batch_id, sign), indicator_value v JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force
  WHERE v.pilot_case_id = NEW.id AND is_number(v.value, v.numerator, v.denominator) GROUP BY 1, 2, 3, 4, m.sign;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_values AFTER UPDATE OF batch_id ON pilot_case FOR EACH ROW
  WHEN (OLD.batch_id IS DISTINCT FROM NEW.batch_id) EXECUTE FUNCTION tally_values_of_batch();

CREATE FUNCTION fold_indicator_tally() RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE folded int;
BEGIN
  WITH crowded AS (
    SELECT reporting_period_id, indicator_code, region_id, batch_id FROM indicator_tally GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
  ), gone AS (
    DELETE FROM indicator_tally t USING crowded c
    WHERE (t.reporting_period_id, t.indicator_code, t.region_id, t.batch_id) = (c.reporting_period_id, c.indicator_code, c.region_id, c.batch_id) RETURNING t.*
  ), back AS (
    INSERT INTO indicator_tally SELECT reporting_period_id, indicator_code, region_id, batch_id, sum(n), sum(value), sum(numerator), sum(denominator)
    FROM gone GROUP BY 1, 2, 3, 4 HAVING (sum(n), sum(value), sum(numerator), sum(denominator)) <> (0, 0, 0, 0) RETURNING 1
  ) SELECT count(*) INTO folded FROM gone;
  RETURN folded;
END $$;
REVOKE EXECUTE ON FUNCTION fold_indicator_tally() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_indicator_tally() TO reach_system;
`;

// The same sight as before, asked once a query and not once a value: of which cases a department has which indicators.
const measured = `(pilot_case_id, indicator_code) IN (SELECT a.pilot_case_id, unnest(t.indicator_codes) FROM assignment a JOIN task_category t ON t.id = a.task_category_id)`;
const sight = `
DROP POLICY department ON indicator_value;
${allow('indicator_value', 'department', { rows: `${measured} AND report_in_force(progress_report_id)`, can: 'SELECT' })}

-- From which of these cases a report is expected: a department adds up the numbers of cases whose reports it does not see.
CREATE FUNCTION expected_reports(periods uuid[], cases uuid[]) RETURNS TABLE (reporting_period_id uuid, pilot_case_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.reporting_period_id, r.pilot_case_id FROM progress_report r
  WHERE r.reporting_period_id = ANY (periods) AND r.pilot_case_id = ANY (cases) AND r.is_current
$$;
REVOKE EXECUTE ON FUNCTION expected_reports FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expected_reports TO reach_department;

-- Which cases have a task, of the whole province; and the unions and departments, without passing by thousands of units.
CREATE INDEX assignment_task ON assignment (task_code, pilot_case_id) INCLUDE (region_id) WHERE state <> 'cancelled';
CREATE INDEX organisation_kind ON organisation (kind, region_id);
`;

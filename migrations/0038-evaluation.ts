import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, stateMachine, tracked } from './policies.js';

/** Evaluations of a year: schemes as data, three scores kept apart, and what each was computed from (ADR 30). */
export class Evaluation1764000000038 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(schemes);
    await q.query(evaluations);
    await q.query(marks);
    await q.query(results);
  }

  async down(): Promise<void> {
    throw new Error('Scores would be lost: restore a backup instead.');
  }
}

const open = { rows: 'true', can: 'SELECT' };

const schemes = `
-- How a year is evaluated. An edition is never changed: a change is the next one, and the newest counts.
CREATE TABLE evaluation_scheme (
  id uuid PRIMARY KEY,
  year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  edition int NOT NULL CHECK (edition > 0),
  content jsonb NOT NULL,
  -- a sample until the office makes it its own
  illustrative boolean NOT NULL,
  source text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (year, edition)
);
${tracked('evaluation_scheme', 'business', { versioned: false })}
${guard('evaluation_scheme', { province: { rows: 'true', can: 'SELECT, INSERT' }, city: open, department: open, unit: open })}
`;

const sponsored = 'pilot_case_id IN (SELECT s.pilot_case_id FROM sponsorship s)';

const evaluations = `
CREATE TABLE evaluation (
  id uuid PRIMARY KEY,
  year smallint NOT NULL,
  scheme_id uuid NOT NULL REFERENCES evaluation_scheme,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  state text NOT NULL,
  -- of the provincial score, which alone is official; empty until it is published
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 1000),
  grade text,
  veto text[] NOT NULL DEFAULT '{}',
  published_at timestamptz,
  -- when a mark was last written: what makes a version of it
  marked_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id) REFERENCES pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (pilot_case_id, year),
  CHECK ((published_at IS NULL) = (score IS NULL) AND (score IS NULL) = (grade IS NULL))
);
CREATE INDEX evaluation_year ON evaluation (year, state);
CREATE INDEX evaluation_region ON evaluation (region_id, year);
CREATE INDEX evaluation_unit ON evaluation (pilot_unit_id, year);
${tracked('evaluation', 'business', { versioned: true })}
${stateMachine('evaluation', 'evaluation')}
${guard('evaluation', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE (state, score, grade, veto, published_at, marked_at)' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT, UPDATE (state, marked_at)' },
  department: { rows: sponsored, can: 'SELECT' },
  unit: { rows: 'pilot_unit_id = (SELECT app_scope())', can: 'SELECT, UPDATE (state, marked_at)' },
})}

-- A year's evaluations all go by one edition: once there is one, no other edition comes; and it is the newest that they go by.
CREATE FUNCTION guard_scheme() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('evaluation scheme ' || NEW.year, 0));
  IF TG_TABLE_NAME = 'evaluation_scheme' THEN
    IF EXISTS (SELECT FROM evaluation e WHERE e.year = NEW.year) THEN
      RAISE EXCEPTION 'the year is being scored' USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_in_use';
    END IF;
  ELSIF NEW.scheme_id IS DISTINCT FROM (SELECT s.id FROM evaluation_scheme s WHERE s.year = NEW.year ORDER BY s.edition DESC LIMIT 1) THEN
    RAISE EXCEPTION 'not the scheme of the year' USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_of_the_year';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_scheme BEFORE INSERT ON evaluation_scheme FOR EACH ROW EXECUTE FUNCTION guard_scheme();
CREATE TRIGGER b_scheme BEFORE INSERT ON evaluation FOR EACH ROW EXECUTE FUNCTION guard_scheme();
`;

const seen = (condition: string) => `EXISTS (SELECT FROM evaluation e WHERE e.id = evaluation_id AND (${condition}))`;
const write = 'SELECT, INSERT, UPDATE (verdict, target, reason)';

// The other sides' marks are theirs until the official score is told; while it is corrected, what stands is the result.
const marks = `
CREATE TABLE evaluation_mark (
  id uuid PRIMARY KEY,
  evaluation_id uuid NOT NULL REFERENCES evaluation,
  side text NOT NULL CHECK (side IN ('self', 'city', 'province')),
  -- code of an item, a bonus or a veto item of the scheme
  item text NOT NULL,
  -- none as long as there are only files
  verdict text CHECK (verdict IN ('full', 'half', 'zero', 'counted', 'not_applicable')),
  target numeric(18, 4) CHECK (target > 0),
  reason text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (evaluation_id, side, item)
);
${tracked('evaluation_mark', 'business', { versioned: true })}
${guard('evaluation_mark', {
  province: { rows: 'true', can: write, writes: `side = 'province'` },
  city: { rows: seen(`side <> 'province' OR e.state = 'published'`), can: write, writes: `side = 'city' AND ${seen('true')}` },
  department: { rows: seen(`e.state = 'published' OR (side = 'self' AND e.state NOT IN ('self_scoring', 'unit_review'))`), can: 'SELECT' },
  unit: { rows: seen(`side = 'self' OR e.state = 'published'`), can: write, writes: `side = 'self' AND ${seen('true')}` },
})}

-- What was handed in is not changed: each side writes while the evaluation lies with it.
CREATE FUNCTION guard_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM evaluation e WHERE e.id = NEW.evaluation_id AND (e.state, NEW.side) IN
      (('self_scoring', 'self'), ('city_scoring', 'city'), ('province_scoring', 'province'), ('correcting', 'province'))) THEN
    RAISE EXCEPTION 'not being scored by %', NEW.side USING ERRCODE = 'check_violation', CONSTRAINT = 'scored_in_turn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_in_turn BEFORE INSERT OR UPDATE ON evaluation_mark FOR EACH ROW EXECUTE FUNCTION guard_mark();
`;

const results = `
-- What a side handed in, with everything it was computed from. Never changed: a correction is the next one.
CREATE TABLE evaluation_result (
  id uuid PRIMARY KEY,
  evaluation_id uuid NOT NULL REFERENCES evaluation,
  side text NOT NULL CHECK (side IN ('self', 'city', 'province')),
  submission int NOT NULL CHECK (submission > 0),
  inputs jsonb NOT NULL,
  outcome jsonb NOT NULL,
  score numeric(5, 2) NOT NULL,
  grade text NOT NULL,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (evaluation_id, side, submission)
);
${tracked('evaluation_result', 'business', { versioned: false, hidden: ['inputs', 'outcome'] })}
${guard('evaluation_result', {
  province: { rows: 'true', can: 'SELECT, INSERT', writes: `side = 'province'` },
  city: { rows: seen('true'), can: 'SELECT, INSERT', writes: `side = 'city' AND ${seen('true')}` },
  department: { rows: seen(`side = 'self' OR e.published_at IS NOT NULL`), can: 'SELECT' },
  unit: { rows: seen(`side = 'self' OR e.published_at IS NOT NULL`), can: 'SELECT, INSERT', writes: `side = 'self' AND ${seen('true')}` },
})}

CREATE TABLE evaluation_step (
  id uuid PRIMARY KEY,
  evaluation_id uuid NOT NULL REFERENCES evaluation,
  action text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX evaluation_step_of ON evaluation_step (evaluation_id, id);
${tracked('evaluation_step', 'business', { versioned: false })}
${guard('evaluation_step', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: seen('true'), can: 'SELECT, INSERT' },
  department: { rows: seen('true'), can: 'SELECT' },
  unit: { rows: seen('true'), can: 'SELECT, INSERT' },
})}
`;

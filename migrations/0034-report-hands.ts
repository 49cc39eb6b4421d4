import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may move a report, and that what was signed is not changed any more (ADR 28). */
export class ReportHands1764000000034 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(limits);
    await q.query(hands);
    await q.query(locks);
    await q.query(revisions);
  }

  async down(): Promise<void> {
    throw new Error('Reports would be open to anybody’s hand: restore a backup instead.');
  }
}

const limits = `
INSERT INTO setting (key, value, source) VALUES
  ('report.checks', '{"stockDrop": 50, "flowTimes": 10, "ratioPoints": 30}',
   '填报核验口径：存量较上期减少达到 50%、本期达到上期 10 倍或流量不到上期 1/10、比率较上期变动达到 30 个百分点，须附说明。由省产改办确认')
ON CONFLICT DO NOTHING;
`;

const REACHES = `('reach_province', 'reach_city', 'reach_department', 'reach_unit')`;

// Which of the machine's steps are in whose hands, once more and by reach: a policy sees only the row as it becomes.
const hands = `
CREATE FUNCTION guard_report_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'reach_unit' AND (OLD.state, NEW.state) NOT IN (('draft', 'internal_review'), ('returned', 'internal_review'),
        ('internal_review', 'draft'), ('internal_review', 'submitted'), ('submitted', 'withdrawn'), ('withdrawn', 'draft'))
     OR current_user = 'reach_city' AND (OLD.state, NEW.state) NOT IN (('draft', 'submitted'), ('returned', 'submitted'),
        ('submitted', 'city_review'), ('city_review', 'province_review'), ('city_review', 'returned'))
     OR current_user = 'reach_department' AND (OLD.state, NEW.state) NOT IN (('city_review', 'returned'), ('province_review', 'returned')) THEN
    RAISE EXCEPTION 'a report in this state is not in the hands of %', current_user USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_hands BEFORE UPDATE OF state ON progress_report FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION guard_report_hands();
`;

// What the leader signed stays as it was signed; nothing is written either while it lies before the leader.
const locks = `
CREATE FUNCTION lock_report_cells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ${REACHES}
     AND NOT EXISTS (SELECT FROM progress_report r WHERE r.id = NEW.progress_report_id AND r.state IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'the numbers of this report are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_lock BEFORE INSERT OR UPDATE ON report_entry FOR EACH ROW EXECUTE FUNCTION lock_report_cells();
CREATE TRIGGER a_lock BEFORE INSERT OR UPDATE ON indicator_value FOR EACH ROW EXECUTE FUNCTION lock_report_cells();

CREATE FUNCTION lock_report_sections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ${REACHES} AND OLD.state NOT IN ('draft', 'returned') THEN
    RAISE EXCEPTION 'the words of this report are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_lock BEFORE UPDATE OF features, problems, coordination, next_steps, on_behalf ON progress_report FOR EACH ROW
  WHEN ((OLD.features, OLD.problems, OLD.coordination, OLD.next_steps, OLD.on_behalf)
    IS DISTINCT FROM (NEW.features, NEW.problems, NEW.coordination, NEW.next_steps, NEW.on_behalf))
  EXECUTE FUNCTION lock_report_sections();
`;

const revisions = `
-- Every filled cell by its address, as the reader sees it: numbers without trailing zeros, nothing for an empty one.
CREATE FUNCTION report_cells(report uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(c.cell, c.value), '{}') FROM (
    SELECT 'entries/' || e.assignment_id || '/' || f.field AS cell, f.value
    FROM progress_report r JOIN report_entry e ON e.year = r.year AND e.progress_report_id = r.id,
      LATERAL (VALUES ('progress', e.progress::text), ('done', e.done), ('problems', e.problems), ('nextSteps', e.next_steps), ('explanation', e.explanation)) f (field, value)
    WHERE r.id = report
    UNION ALL
    SELECT 'indicators/' || v.indicator_code || '/' || f.field, f.value
    FROM progress_report r JOIN indicator_value v ON v.year = r.year AND v.progress_report_id = r.id,
      LATERAL (VALUES ('value', trim_scale(v.value)::text), ('numerator', trim_scale(v.numerator)::text), ('denominator', trim_scale(v.denominator)::text),
        ('explanation', v.explanation)) f (field, value)
    WHERE r.id = report
    UNION ALL
    SELECT 'sections/' || f.field, f.value
    FROM progress_report r, LATERAL (VALUES ('features', r.features), ('problems', r.problems), ('coordination', r.coordination), ('nextSteps', r.next_steps)) f (field, value)
    WHERE r.id = report) c WHERE c.value <> ''
$$;
REVOKE EXECUTE ON FUNCTION report_cells FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_cells TO reach_province, reach_city, reach_department, reach_unit, reach_system;

-- Written by the database itself, whole, whoever lets the report go.
CREATE FUNCTION keep_report_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO report_revision (id, progress_report_id, submission, content)
    VALUES (uuid_v7(), NEW.id, OLD.submissions, report_cells(NEW.id)) ON CONFLICT (progress_report_id, submission) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_revision AFTER UPDATE OF state ON progress_report FOR EACH ROW
  WHEN (OLD.state IN ('submitted', 'city_review', 'province_review') AND NEW.state IN ('returned', 'withdrawn')) EXECUTE FUNCTION keep_report_revision();

-- A department asks about what it reads in any unit's report, and says of which submission.
CREATE FUNCTION report_submissions(report uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.submissions FROM progress_report r WHERE r.id = report AND r.in_force
$$;
REVOKE EXECUTE ON FUNCTION report_submissions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_submissions TO reach_department;
REVOKE INSERT ON report_revision FROM reach_province, reach_city, reach_department, reach_unit;
`;

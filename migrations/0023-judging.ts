import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tracked } from './policies.js';

/** The thresholds that the province judges by become its own to change: versioned, audited, and at once in every light. */
export class Judging1764000000023 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(settings);
    await q.query(lights);
  }

  async down(): Promise<void> {
    throw new Error('Settings stay as the office chose them.');
  }
}

const settings = `
INSERT INTO setting (key, value, source) VALUES
  ('lights', '{"yellowWithinWorkingDays": 5, "yellowBehind": 10, "redBehind": 30}', '银川等地督办办法：滞后10至30个百分点黄灯，30个百分点以上红灯；临近期限5个工作日黄灯')
ON CONFLICT (key) DO NOTHING;
ALTER TABLE setting ADD id uuid NOT NULL DEFAULT uuid_v7(), ADD version int NOT NULL DEFAULT 1, ADD updated_at timestamptz NOT NULL DEFAULT now();
${tracked('setting', 'business', { versioned: true })}
GRANT UPDATE (value, source) ON setting TO reach_province;
`;

// Touching the row is what computes its lights; nothing else of it changes.
const lights = `
CREATE FUNCTION recompute_lights() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n bigint;
BEGIN
  UPDATE assignment SET progress = progress WHERE state IN ('issued', 'in_progress', 'returned', 'feedback_submitted');
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
REVOKE EXECUTE ON FUNCTION recompute_lights FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recompute_lights TO reach_province, reach_system;
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 省直报单位: what they report goes to the province, and no city reviews it. */
export class DirectUnits1764000000041 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(direct);
  }

  async down(): Promise<void> {
    throw new Error('Which units report directly would be forgotten: restore a backup instead.');
  }
}

const direct = `
ALTER TABLE pilot_unit ADD COLUMN reports_directly boolean NOT NULL DEFAULT false;

-- A city does not take its own units from itself, nor another's from the province: the province alone says whose reports pass it by.
CREATE FUNCTION province_says_who_reports_directly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT LIKE 'reach\\_%' OR current_user IN ('reach_province', 'reach_system') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the province says which units report directly' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER b_direct BEFORE UPDATE OF reports_directly ON pilot_unit FOR EACH ROW
  WHEN (OLD.reports_directly <> NEW.reports_directly) EXECUTE FUNCTION province_says_who_reports_directly();
CREATE TRIGGER b_direct_new BEFORE INSERT ON pilot_unit FOR EACH ROW
  WHEN (NEW.reports_directly) EXECUTE FUNCTION province_says_who_reports_directly();
`;

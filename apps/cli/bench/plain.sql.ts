/**
 * Where the bare server writes in W4: copies of the three tables with the same columns, rows, indexes and foreign keys,
 * and no trigger and no policy. So it writes exactly three rows, and leaves what the product is judged by alone.
 */
export const PLAIN = `
CREATE SCHEMA plain;
CREATE TABLE plain.assignment (LIKE public.assignment INCLUDING ALL);
CREATE TABLE plain.progress_update (LIKE public.progress_update INCLUDING ALL);
CREATE TABLE plain.audit_entry (LIKE public.audit_entry INCLUDING ALL);
DO $$
DECLARE fillfactor text := (SELECT o FROM pg_class c, unnest(c.reloptions) o WHERE c.oid = 'public.assignment'::regclass AND o LIKE 'fillfactor=%');
BEGIN
  IF fillfactor IS NOT NULL THEN EXECUTE format('ALTER TABLE plain.assignment SET (%s)', fillfactor); END IF;
END $$;
INSERT INTO plain.assignment SELECT * FROM public.assignment;
INSERT INTO plain.progress_update SELECT * FROM public.progress_update;
INSERT INTO plain.audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM public.audit_entry;
SELECT setval(pg_get_serial_sequence('plain.audit_entry', 'id'), (SELECT max(id) FROM plain.audit_entry));
ALTER TABLE plain.assignment ADD FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id)
    REFERENCES public.pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  ADD FOREIGN KEY (task_category_id) REFERENCES public.task_category,
  ADD FOREIGN KEY (lead_department_id) REFERENCES public.organisation;
ALTER TABLE plain.progress_update ADD FOREIGN KEY (assignment_id, pilot_case_id, pilot_unit_id, region_id)
  REFERENCES plain.assignment (id, pilot_case_id, pilot_unit_id, region_id) ON UPDATE CASCADE;`;

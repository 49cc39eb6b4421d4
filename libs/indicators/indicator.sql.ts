import type { Measure } from './definition.rules.js';
import type { IndicatorOut, MeasuredTask } from './indicators.dto.js';
import { overPeriods } from './definition.rules.js';

/** The tasks of the newest catalogue that `i` measures. */
const TASKS = `(SELECT coalesce(json_agg(json_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en,
      'lead', json_build_object('id', l.id, 'code', l.code, 'name', l.short_name)) ORDER BY t.sequence), '[]')
    FROM task_category t JOIN organisation l ON l.id = t.lead_department_id
    WHERE i.code = ANY (t.indicator_codes) AND t.catalogue_version = (SELECT max(catalogue_version) FROM task_category))`;

/** An indicator; `i` is its row. */
export const INDICATOR = `i.id, i.code, i.name, i.name_en AS "nameEn", i.unit, i.kind, i.rollup, i.over_periods AS "overPeriods", i.numerator, i.denominator,
  i.definition, i.definition_source AS "definitionSource", i.sequence, ${TASKS} AS tasks, i.version`;

/** As it is stored: how it goes over periods may be left to its kind. */
export type IndicatorRecord = Omit<IndicatorOut, 'overPeriods'> & Pick<Measure, 'overPeriods'> & { tasks: MeasuredTask[] };

export const shown = <T extends Pick<Measure, 'kind' | 'rollup' | 'overPeriods'>>(row: T): Omit<T, 'overPeriods'> & { overPeriods: string } => ({
  ...row, overPeriods: overPeriods(row),
});

/** A figure of the province's statistics; `f` is its row. A ratio is what its two numbers make. */
export const PROVINCIAL = `json_build_object('id', f.id,
  'value', coalesce(f.value, round(100 * f.numerator / f.denominator, 2))::float8, 'numerator', f.numerator::float8, 'denominator', f.denominator::float8,
  'moreThan', f.more_than, 'asOf', f.as_of, 'asOfWords', f.as_of_words, 'source', f.source, 'note', f.note, 'version', f.version)`;
export const LATEST_FIRST = 'f.as_of DESC NULLS LAST, f.id DESC';

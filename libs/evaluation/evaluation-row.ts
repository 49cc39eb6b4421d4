/** The columns of a row and the tables they come from; `e` is the evaluation. Each side's score comes under the reader's own sight. */
const handedIn = (side: 'self' | 'city') =>
  `(SELECT s.score::float8 FROM evaluation_result s WHERE s.evaluation_id = e.id AND s.side = '${side}' ORDER BY s.submission DESC LIMIT 1)`;

export const EVALUATION_COLUMNS = `e.id, e.year, json_build_object('id', u.id, 'name', u.name) AS unit, json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
  json_build_object('code', b.code, 'name', b.name) AS batch, c.id AS "caseId", c.case_no AS "caseNo", e.state, ${handedIn('self')} AS "selfScore", ${handedIn('city')} AS "cityScore",
  e.score::float8 AS score, (SELECT json_build_object('code', g ->> 'code', 'name', g ->> 'name', 'nameEn', g ->> 'nameEn') FROM jsonb_array_elements(h.content -> 'grades') g WHERE g ->> 'code' = e.grade) AS grade,
  e.published_at AS "publishedAt", e.version`;
export const EVALUATION_TABLES = `evaluation e JOIN evaluation_scheme h ON h.id = e.scheme_id JOIN pilot_case c ON c.id = e.pilot_case_id JOIN pilot_unit u ON u.id = e.pilot_unit_id
  JOIN region r ON r.id = e.region_id JOIN batch b ON b.id = c.batch_id`;

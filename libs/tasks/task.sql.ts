const ref = (alias: string) => `json_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.short_name)`;
const refs = (ids: string) =>
  `(SELECT coalesce(json_agg(${ref('d')} ORDER BY d.protocol_order), '[]') FROM organisation d WHERE d.id = ANY (${ids}))`;

/** A task of the catalogue; `t` is the task, `l` its leading department. */
export const TASK = `t.id, t.code, t.catalogue_version AS "catalogueVersion", t.name, t.name_en AS "nameEn", t.direction, t.direction_name AS "directionName",
  t.direction_name_en AS "directionNameEn", ${ref('l')} AS lead, ${refs('t.co_lead_department_ids')} AS "coLeads",
  ${refs('t.cooperating_department_ids')} AS cooperating,
  (SELECT coalesce(json_agg(json_build_object('code', i.code, 'name', i.name, 'nameEn', i.name_en, 'unit', i.unit, 'kind', i.kind) ORDER BY i.sequence), '[]')
   FROM indicator i WHERE i.code = ANY (t.indicator_codes)) AS indicators,
  (SELECT count(*)::int FROM policy p WHERE p.task_codes @> ARRAY[t.code]) AS policies, t.illustrative`;
export const FROM_TASK = 'FROM task_category t JOIN organisation l ON l.id = t.lead_department_id';

/** A policy's documents in force, in their order. */
export const DOCUMENTS = `(SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type) ORDER BY at), '[]')
  FROM unnest(p.document_ids) WITH ORDINALITY d(id, at) JOIN attachment f ON f.id = d.id)`;

/** The policies that bear on the task `t`. */
export const POLICIES = `(SELECT coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'title', p.title, 'titleEn', p.title_en, 'issuer', p.issuer, 'docNo', p.doc_no,
    'issuedOn', p.issued_on, 'year', p.year, 'documents', ${DOCUMENTS}) ORDER BY p.code), '[]') FROM policy p WHERE p.task_codes @> ARRAY[t.code])`;

export const BATCHES_UNDER = (version: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('code', b.code, 'name', b.name, 'nameEn', b.name_en) ORDER BY b.sequence), '[]') FROM batch b WHERE b.catalogue_version = ${version})`;

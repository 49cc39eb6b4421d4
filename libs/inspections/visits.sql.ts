/** Campaigns with what this actor sees of their visits. */
export const INSPECTIONS = `SELECT i.id, i.code, i.name, i.type, i.theme, i.methods,
    i.window_from AS "windowFrom", i.window_to AS "windowTo", i.state,
    count_of.visits, count_of.filed, i.version
  FROM inspection i
  CROSS JOIN LATERAL (SELECT count(*)::int AS visits, count(*) FILTER (WHERE v.state <> 'planned')::int AS filed
                      FROM visit v WHERE v.inspection_id = i.id) count_of`;

const REFERENCES = `json_build_object('id', i.id, 'name', i.name) AS inspection,
    json_build_object('id', u.id, 'name', u.name) AS unit,
    json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
    CASE WHEN v.lead_name IS NOT NULL THEN json_build_object('name', v.lead_name) END AS lead,
    v.visit_on AS "visitOn", v.window_from AS "windowFrom", v.window_to AS "windowTo", v.state`;

const JOINED = `FROM visit v
  JOIN inspection i ON i.id = v.inspection_id
  JOIN pilot_unit u ON u.id = v.pilot_unit_id
  JOIN region r ON r.id = v.region_id`;

export const VISITS = `SELECT v.id, ${REFERENCES},
    (SELECT count(*)::int FROM finding f WHERE f.visit_id = v.id) AS findings,
    (SELECT s.score FROM visit_result s WHERE s.visit_id = v.id ORDER BY s.revision DESC LIMIT 1) AS score,
    v.version
  ${JOINED}`;

/** One visit with its checklist and the latest revision of its result. Findings are a statement of their own. */
export const VISIT = {
  name: 'visit',
  text: `SELECT v.id, ${REFERENCES},
    json_build_object('id', c.id, 'caseNo', c.case_no) AS "case",
    (SELECT coalesce(json_agg(json_build_object('name', m.member_name, 'role', CASE WHEN m.leads THEN 'lead' ELSE 'member' END)
                              ORDER BY m.leads DESC, m.id), '[]')
     FROM visit_member m WHERE m.visit_id = v.id) AS members,
    (SELECT json_build_object('id', k.id, 'name', k.name, 'nameEn', k.name_en, 'version', k.checklist_version, 'items',
              (SELECT coalesce(json_agg(json_build_object('id', n.id, 'seq', n.seq, 'title', n.title, 'titleEn', n.title_en,
                       'guidance', n.guidance, 'weight', n.weight, 'evidenceRequired', n.evidence_required) ORDER BY n.seq), '[]')
               FROM checklist_item n WHERE n.checklist_id = k.id))
     FROM checklist k WHERE k.id = v.checklist_id) AS checklist,
    (SELECT coalesce(json_agg(json_build_object('itemId', a.checklist_item_id, 'verdict', a.verdict, 'note', a.note)
                              ORDER BY n.seq), '[]')
     FROM visit_answer a JOIN checklist_item n ON n.id = a.checklist_item_id WHERE a.visit_result_id = s.id) AS answers,
    s.conclusion, s.score, s.filed_by_name AS "filedBy", v.filed_at AS "filedAt", v.fed_back_at AS "fedBackAt", v.feed_back_note AS "feedBackNote",
    v.version, v.created_at AS "createdAt", v.updated_at AS "updatedAt"
  ${JOINED}
  JOIN pilot_case c ON c.id = v.pilot_case_id
  LEFT JOIN LATERAL (SELECT id, conclusion, score, filed_by_name FROM visit_result
                     WHERE visit_id = v.id ORDER BY revision DESC LIMIT 1) s ON true
  WHERE v.id = $1`,
};

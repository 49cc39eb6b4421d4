import { allow } from './policies.js';

const REACHES = ['province', 'city', 'department', 'unit', 'inspector'] as const;
const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';

/** What an attachment may hang on, as its column, and when a reader sees it there: as they came, the first at 0006. */
const HOOKS = {
  progress_update_id: 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)',
  finding_id: 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)',
  pilot_case_id: 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)',
  case_step_id: 'EXISTS (SELECT FROM case_step s WHERE s.id = case_step_id)',
  assignment_id: onAssignment,
  progress_report_id: 'EXISTS (SELECT FROM progress_report r WHERE r.id = progress_report_id)',
  evaluation_mark_id: 'EXISTS (SELECT FROM evaluation_mark m WHERE m.id = evaluation_mark_id)',
} as const;
type Hook = keyof typeof HOOKS;

/** A policy's documents are open to everybody and kept by the province alone (0025). */
const onPolicy = '((SELECT app_position_id()) IS NOT NULL AND EXISTS (SELECT FROM policy p WHERE p.id = policy_id AND attachment.id = ANY (p.document_ids)))';

/**
 * SQL that lets files hang on one thing more, of table `refersTo`: seen by whoever sees that; on one thing at a time. A migration
 * names the hook that it adds, and what came later is left out, so that it does tomorrow what it did when it was released.
 */
export function addAttachmentHook(added: Hook, refersTo: string, index: string): string {
  const known = Object.keys(HOOKS) as Hook[];
  const earlier = known.slice(0, known.indexOf(added));
  const hooks = [...earlier, added];
  const all = [...hooks, 'policy_id'].join(', ');
  const loose = `num_nonnulls(${all}) = 0 AND uploaded_by_position = (SELECT app_position_id())`;
  const seen = (hook: Hook, reach: string): string =>
    // what the unit's leader has not signed off is the unit's own (0026)
    hook === 'assignment_id' && reach === 'department' ? `(${onAssignment} AND is_unsigned_evidence(attachment.id, assignment_id) IS NOT TRUE)` : HOOKS[hook];
  const rule = (reach: (typeof REACHES)[number]) => {
    const own = [`(${loose})`, ...(reach === 'inspector' ? [HOOKS.finding_id] : hooks.map((hook) => seen(hook, reach)))].join(' OR ');
    if (reach === 'province') return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${all})` };
    return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${hooks.join(', ')})`, writes: `policy_id IS NULL AND (${own})` };
  };
  return `
ALTER TABLE attachment
  ADD COLUMN ${added} uuid REFERENCES ${refersTo},
  DROP CONSTRAINT attachment_check,
  ADD CONSTRAINT attachment_check CHECK (num_nonnulls(${all}) <= 1);
CREATE INDEX ${index} ON attachment (${added}) WHERE ${added} IS NOT NULL;
${REACHES.map((reach) => `DROP POLICY ${reach} ON attachment;`).join('\n')}
${REACHES.map((reach) => allow('attachment', reach, rule(reach))).join('\n')}
UPDATE open_work SET moves = replace(moves, 'num_nonnulls(${[...earlier, 'policy_id'].join(', ')})', 'num_nonnulls(${all})') WHERE kind = 'attachment';
`;
}

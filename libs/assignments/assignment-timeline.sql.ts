const BY = (p: string, who: string) => `json_build_object('name', ${p}.${who}_name, 'role', ${p}.${who}_role, 'organisation', ${p}.${who}_organisation)`;
const FILES = (which: string) => `(SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type) ORDER BY f.id), '[]')
                 FROM attachment f WHERE ${which})`;

/** One stream of what was done: entries of the log with their files, answers, and acts of the state machine, newest first. */
export const TIMELINE = {
  name: 'assignments.timeline',
  text: `SELECT kind, id, at, actor, data FROM (
      SELECT 'progress' AS kind, p.id, p.created_at AS at, ${BY('p', 'author')} AS actor,
             json_build_object('progress', p.progress, 'done', p.done, 'problems', p.problems, 'nextSteps', p.next_steps,
               'occurredOn', p.occurred_on, 'attachments', ${FILES('f.progress_update_id = p.id')}) AS data
      FROM progress_update p WHERE p.assignment_id = $1
      UNION ALL
      SELECT 'transition', s.id, s.created_at, ${BY('s', 'actor')},
             json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'reason', s.reason, 'detail', s.detail)
      FROM assignment_step s WHERE s.assignment_id = $1) item
    ORDER BY at DESC, id DESC LIMIT 500`,
};

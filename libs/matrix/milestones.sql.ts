/**
 * The milestones of an assignment as a JSON array of `{name, dueOn}`, by their days: its own, or where it has none
 * the ones that its case's plan sets for the task.
 * The one place that says where milestones come from.
 * @param a the alias of the assignment
 */
export const milestonesOf = (a: string): string => `CASE WHEN ${a}.milestone_count > 0 THEN (
  SELECT json_agg(json_build_object('name', own.title, 'dueOn', own.due_on) ORDER BY own.due_on) FROM assignment_milestone own WHERE own.assignment_id = ${a}.id AND own.retired_at IS NULL)
ELSE (SELECT coalesce(json_agg(json_build_object('name', m ->> 'name', 'dueOn', m ->> 'dueOn') ORDER BY m ->> 'dueOn'), '[]')
  FROM pilot_case planned, jsonb_array_elements(coalesce(planned.plan -> 'tasks', '[]')) task, jsonb_array_elements(coalesce(task -> 'milestones', '[]')) m
  WHERE planned.id = ${a}.pilot_case_id AND task ->> 'taskCode' = ${a}.task_code AND m ->> 'dueOn' IS NOT NULL) END`;

import type { FieldError } from '../kernel/index.js';

export interface Milestone {
  name: string;
  dueOn: string | null;
}
export interface PlanTask {
  taskCode: string;
  measures: string;
  /** 责任人: who answers for it. */
  owner: string;
  milestones: Milestone[];
}
export interface Plan {
  sections?: Partial<Record<PlanSection, string>>;
  tasks?: PlanTask[];
}

/** 试点方案's parts in their order. Source: forms.json «pilot_plan». */
export const PLAN_SECTIONS = ['problems', 'goals', 'measures', 'schedule', 'duties', 'safeguards', 'outcomes'] as const;
export type PlanSection = (typeof PLAN_SECTIONS)[number];

const empty = (text: string | null | undefined) => !text?.trim();

/** @returns every part that the plan lacks, with its pointer: empty when it may be handed in */
export function planGaps(plan: Plan): FieldError[] {
  const required = (pointer: string): FieldError => ({ pointer, code: 'required' });
  const tasks = plan.tasks ?? [];
  return [
    ...PLAN_SECTIONS.filter((section) => empty(plan.sections?.[section])).map((section) => required(`/plan/sections/${section}`)),
    ...(tasks.length === 0 ? [required('/plan/tasks')] : []),
    ...tasks.flatMap((task, i) => taskGaps(task, `/plan/tasks/${i}`).map(required)),
  ];
}

function taskGaps({ measures, owner, milestones }: PlanTask, at: string): string[] {
  const lacks = [empty(measures) && `${at}/measures`, empty(owner) && `${at}/owner`, milestones.length === 0 && `${at}/milestones`];
  const dates = milestones.flatMap(({ name, dueOn }, n) => [empty(name) && `${at}/milestones/${n}/name`, empty(dueOn) && `${at}/milestones/${n}/dueOn`]);
  return [...lacks, ...dates].filter((pointer) => pointer !== false);
}

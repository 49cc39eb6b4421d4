import type { PlanSection } from '../../api/model';

/** 试点方案's parts in their order. */
export const planSections: PlanSection[] = ['problems', 'goals', 'measures', 'schedule', 'duties', 'safeguards', 'outcomes'];

export { INSPECTION_MACHINE, VISIT_MACHINE } from './inspection.rules.js';
export * from './inspection.entity.js';
export * from './inspections.module.js';
export { planInspection, type InspectionPlan, type PlannedVisit } from './plan-inspection.js';
export { seedChecklist } from './sample-checklist.js';
export * from './visit.entity.js';
export { VisitTransitions } from './visit-transitions.js';

export { openDuePeriods } from './open-periods.js';
export * from './progress-report.entity.js';
export * from './progress-report.rules.js';
export { remindOfReports } from './remind-of-reports.js';
export * from './report-step.entity.js';
export * from './reporting-period.entity.js';
export * from './reports.module.js';
export { sponsoredBy } from './sponsored-by.js';

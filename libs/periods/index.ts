export { openDuePeriods } from './open-periods.js';
export * from './periods.module.js';
export { remindOfReports } from './remind-of-reports.js';
export * from './reporting-period.entity.js';

export { raiseByRule } from './raise-by-rule.js';
export * from './supervision-notice.entity.js';
export * from './supervision.module.js';
export * from './supervision.rules.js';

export { issueNotices } from './issue-notices.js';
export { raiseByRule } from './raise-by-rule.js';
export { layNotices, RAISABLE, type Raisable } from './raise-notices.js';
export * from './supervision-notice.entity.js';
export * from './supervision.module.js';
export * from './supervision.rules.js';

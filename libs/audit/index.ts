export * from './audit-entry.entity.js';
export { AuditTrail, ROLE_NAMES, type RoleNames } from './audit-trail.js';
export * from './audit.module.js';
export type { Break, BrokenSeal, ChainHead } from './chain.rules.js';
export { sealAudit, verifyAudit, type AuditVerdict, type Sealed } from './seal-audit.js';

export { SESSION_COOKIE } from './auth.controller.js';
export * from './identity.module.js';
export * from './organisation.entity.js';
export { hashPassword } from './passwords.js';
export * from './position.entity.js';
export * from './region.entity.js';
export { ROLES } from './roles.js';
export { Sessions, type Identity } from './sessions.js';
export * from './user.entity.js';

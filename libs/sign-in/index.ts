export { ChangePassword } from './change-password.js';
export { From } from './origin.js';
export { hashPassword } from './passwords.js';
export { SecondFactors } from './second-factors.js';
export * from './sign-in.module.js';
export * from './sign-in-policy.entity.js';

export * from './accounts.module.js';
export { endPositions } from './end-positions.js';
export { newLink } from './account-links.js';
export { POSITION_MACHINE, PROPOSAL_MACHINE, USER_MACHINE } from './account.rules.js';
export { RefusedActs } from './refused-acts.js';

import type { Machine } from '../kernel/index.js';

const SYS = ['sys_admin'] as const;
const SEC = ['sec_admin'] as const;

export type UserAction = 'disable' | 'enable' | 'unlock' | 'invite' | 'reset';

/** An account's state follows from its dates; the table says what may be done in each. */
export const USER_MACHINE: Machine<UserAction> = {
  machine: 'user',
  zh: '账号',
  en: 'Account',
  initial: 'invited',
  transitions: [
    { action: 'invite', zh: '重新邀请', en: 'Invite again', from: ['invited'], to: 'invited', by: SYS },
    { action: 'reset', zh: '重置密码', en: 'Reset the password', from: ['active', 'locked'], to: 'invited', by: SYS },
    { action: 'unlock', zh: '解锁', en: 'Unlock', from: ['locked'], to: 'active', by: SYS },
    { action: 'disable', zh: '停用', en: 'Disable', from: ['invited', 'active', 'locked', 'expired'], to: 'disabled', by: SYS, needs: ['reason'] },
    { action: 'enable', zh: '启用', en: 'Enable', from: ['disabled'], to: 'active', by: SYS },
  ],
};
export const USER_STATES = ['invited', 'active', 'locked', 'disabled', 'expired'] as const;

export type PositionAction = 'deputise' | 'hand_over' | 'prolong' | 'revoke';

export const POSITION_MACHINE: Machine<PositionAction> = {
  machine: 'position',
  zh: '岗位',
  en: 'Position',
  initial: 'standing',
  transitions: [
    { action: 'deputise', zh: '安排代理', en: 'Name a deputy', from: ['standing'], to: 'standing', by: SEC, needs: ['userId', 'validUntil'] },
    { action: 'hand_over', zh: '移交', en: 'Hand over', from: ['standing'], to: 'handed_over', by: SEC, needs: ['userId'] },
    { action: 'prolong', zh: '调整期限', en: 'Change the end', from: ['pending', 'standing'], to: 'standing', by: SEC, needs: ['validUntil'] },
    { action: 'revoke', zh: '收回', en: 'Take back', from: ['pending', 'standing'], to: 'revoked', by: SEC, needs: ['reason'] },
  ],
};
export const POSITION_STATES = ['pending', 'standing', 'ended', 'revoked', 'handed_over'] as const;
/** A borrowed position is neither lent on nor handed over. */
export const NOT_FOR_DEPUTIES: readonly PositionAction[] = ['deputise', 'hand_over'];

export type ProposalAction = 'approve' | 'reject' | 'withdraw';

export const PROPOSAL_MACHINE: Machine<ProposalAction> = {
  machine: 'position_proposal',
  zh: '岗位申请',
  en: 'Position proposal',
  initial: 'proposed',
  transitions: [
    { action: 'approve', zh: '批准', en: 'Approve', from: ['proposed'], to: 'approved', by: SEC },
    { action: 'withdraw', zh: '撤回', en: 'Withdraw', from: ['proposed'], to: 'withdrawn', by: SYS },
    { action: 'reject', zh: '驳回', en: 'Reject', from: ['proposed'], to: 'rejected', by: SEC, needs: ['reason'] },
  ],
};

/** What the separation of the three refuses; each try is recorded. The codes are also the database's constraints. */
export const SEPARATION = ['own_account', 'separated_administrators', 'last_administrator', 'role_limits', 'role_fixed'];

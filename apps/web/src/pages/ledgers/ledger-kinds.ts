import { permissions, type Permission } from '../../app/permissions';

/** The ledgers that can be brought in: each below the API's path of the same name, from the page that lists what it holds. */
export interface LedgerKind {
  kind: string;
  permission: Permission;
  /** The list's own page. */
  home: string;
  /** Filled in by many, a file each: its form comes from its own page, and what is in order is taken in together. */
  manyFiles?: boolean;
}

const KINDS: readonly LedgerKind[] = [
  { kind: 'pilot-units', permission: permissions.importUnits, home: '/units' },
  { kind: 'task-categories', permission: permissions.importTasks, home: '/tasks' },
  { kind: 'policies', permission: permissions.importPolicies, home: '/policies' },
  { kind: 'progress-updates', permission: permissions.importProgress, home: '/assignments' },
  { kind: 'progress-reports', permission: permissions.writeReports, home: '/reports', manyFiles: true },
  { kind: 'users', permission: permissions.writeUsers, home: '/users' },
];

export const ledgerKind = (kind: string | undefined): LedgerKind | undefined => KINDS.find((one) => one.kind === kind);

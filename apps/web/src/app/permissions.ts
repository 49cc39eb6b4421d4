/** Permission names of the API that decide what the console offers. The API itself decides what happens. */
export const permissions = {
  readUnits: 'unit.read',
  writeUnits: 'unit.write',
  readCases: 'case.read',
  readAssignments: 'assignment.read',
  createAssignments: 'assignment.create',
  logProgress: 'progress.log',
  readReports: 'report.read',
  readVisits: 'visit.read',
  readFindings: 'finding.read',
  viewStats: 'stats.view',
  readAudit: 'audit.read',
  importUnits: 'unit.import',
  importTasks: 'task.import',
  importPolicies: 'policy.import',
  importProgress: 'progress.import',
  readTasks: 'task.read',
  readPolicies: 'policy.read',
  readUsers: 'user.read',
} as const;

export type Permission = (typeof permissions)[keyof typeof permissions];

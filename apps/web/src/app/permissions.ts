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
  readUsers: 'user.read',
  writeUsers: 'user.write',
  writePositions: 'position.write',
  writeOrganisations: 'organisation.write',
  readRoles: 'role.read',
  writeRoles: 'role.write',
  readSignIns: 'sign_in.read',
  manageSessions: 'session.manage',
  changeSignInPolicy: 'sign_in_policy.write',
} as const;

export type Permission = (typeof permissions)[keyof typeof permissions];

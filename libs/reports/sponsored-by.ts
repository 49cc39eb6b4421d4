const SPONSORS = (of: string) => `FROM sponsorship s JOIN organisation o ON o.id = s.department_id WHERE s.pilot_case_id = ${of} AND s.ended_on IS NULL`;

/** A condition for the cases that departments sponsor now; takes their codes twice, of which `none` is the cases without one. */
export const sponsoredBy = (caseId: string): string =>
  `(EXISTS (SELECT ${SPONSORS(caseId)} AND o.code = ANY ($)) OR ('none' = ANY ($) AND NOT EXISTS (SELECT ${SPONSORS(caseId)})))`;

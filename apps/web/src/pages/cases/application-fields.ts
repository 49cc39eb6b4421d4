import type { ApplicationDraft } from '../../api/model';

export type Field = keyof ApplicationDraft;
type Kind = 'text' | 'long' | 'count' | 'money' | 'tasks' | 'route' | 'consent' | 'files';

/** 申报表 in its sections, as the API keeps it. What is required the API says, and lists as missing. */
export const sections: { code: string; fields: [Field, Kind][] }[] = [
  { code: 'unit', fields: [['legalRep', 'text'], ['revenue', 'money'], ['partyOrg', 'long'], ['honors', 'long']] },
  { code: 'union', fields: [['unionName', 'text'], ['unionChair', 'text']] },
  { code: 'workforce', fields: [['employees', 'count'], ['industrialWorkers', 'count'], ['partyMembers', 'count'], ['highSkill', 'count']] },
  { code: 'reform', fields: [['taskCodes', 'tasks'], ['foundation', 'long'], ['reason', 'long']] },
  { code: 'opinion', fields: [['nominationRoute', 'route'], ['unitOpinion', 'long'], ['leaderConsent', 'consent']] },
  { code: 'files', fields: [['attachmentIds', 'files']] },
];
export const routes = ['quota', 'union', 'self'];

export const wide = (kind: Kind) => ['long', 'tasks', 'files', 'consent'].includes(kind);

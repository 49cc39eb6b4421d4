import type { FieldError } from '../kernel/index.js';

/** 申报表 as kept: what was filled in so far. Name and credit code come from the register and are not typed again. */
export interface ApplicationForm {
  legalRep?: string | null;
  unionName?: string | null;
  unionChair?: string | null;
  partyOrg?: string | null;
  employees?: number | null;
  industrialWorkers?: number | null;
  /** A count; never who they are. */
  partyMembers?: number | null;
  highSkill?: number | null;
  /** 万元 a year. */
  revenue?: number | null;
  honors?: string | null;
  foundation?: string | null;
  taskCodes?: string[] | null;
  reason?: string | null;
  nominationRoute?: string | null;
  unitOpinion?: string | null;
  leaderConsent?: boolean | null;
  attachmentIds?: string[] | null;
}
export type ApplicationField = keyof ApplicationForm;

/** The form's sections in their order, and which parts it cannot do without. Source: forms.json «pilot_application». */
export const APPLICATION_FIELDS: readonly { field: ApplicationField; section: string; required: boolean }[] = [
  { field: 'legalRep', section: 'unit', required: true },
  { field: 'partyOrg', section: 'unit', required: false },
  { field: 'revenue', section: 'unit', required: false },
  { field: 'honors', section: 'unit', required: false },
  { field: 'unionName', section: 'union', required: true },
  { field: 'unionChair', section: 'union', required: true },
  { field: 'employees', section: 'workforce', required: true },
  { field: 'industrialWorkers', section: 'workforce', required: true },
  { field: 'partyMembers', section: 'workforce', required: false },
  { field: 'highSkill', section: 'workforce', required: true },
  { field: 'foundation', section: 'reform', required: true },
  { field: 'taskCodes', section: 'reform', required: true },
  { field: 'reason', section: 'reform', required: true },
  { field: 'nominationRoute', section: 'opinion', required: true },
  { field: 'unitOpinion', section: 'opinion', required: true },
  { field: 'leaderConsent', section: 'opinion', required: true },
  { field: 'attachmentIds', section: 'files', required: false },
];

/** 推荐渠道. Source: forms.json «nomination_routes». */
export const NOMINATION_ROUTES = ['quota', 'union', 'self'] as const;

// 18 digits with a birthday in them; a credit code (GB 32100) has its check elsewhere and no birthday.
const ID_NUMBER = /(?<![0-9A-Z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Z])/i;

/** @returns a refusal for every text in `value` that holds a citizen's ID number: none is ever kept */
export function idNumbers(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') return ID_NUMBER.test(value) ? [{ pointer, code: 'no_id_number' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => idNumbers(part, `${pointer}/${key}`));
}

const isFilled = (value: unknown) =>
  value !== undefined && value !== null && value !== false && !(typeof value === 'string' && value.trim() === '') && !(Array.isArray(value) && value.length === 0);

/** @returns every part that is missing or cannot be, with its pointer: empty when the unit may apply */
export function applicationGaps(form: ApplicationForm): FieldError[] {
  const missing = APPLICATION_FIELDS.filter(({ field, required }) => required && !isFilled(form[field]));
  const counts = ['industrialWorkers', 'partyMembers', 'highSkill'] as const;
  const over = counts.filter((field) => form.employees != null && (form[field] ?? 0) > form.employees);
  return [
    ...missing.map(({ field }): FieldError => ({ pointer: `/application/${field}`, code: 'required' })),
    ...over.map((field): FieldError => ({ pointer: `/application/${field}`, code: 'over_employees' })),
  ];
}

/** @returns the fields in which two versions of a form differ, in the form's order */
export function changedFields(before: ApplicationForm, after: ApplicationForm): ApplicationField[] {
  const plain = (value: unknown) => JSON.stringify(isFilled(value) ? value : null);
  return APPLICATION_FIELDS.map(({ field }) => field).filter((field) => plain(before[field]) !== plain(after[field]));
}

export const isApplicationField = (name: string): name is ApplicationField => APPLICATION_FIELDS.some(({ field }) => field === name);

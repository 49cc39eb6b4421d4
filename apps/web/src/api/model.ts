/** The rows the console reads, as the API contract writes them. */

export interface Named { id: string; name: string }
export interface Coded { code: string; name: string; nameEn?: string | null }
export interface Page<T> { items: T[]; nextCursor: string | null; total: number }
export interface Versioned { version: number; createdAt: string; updatedAt: string; abilities: string[] }

export type Light = 'green' | 'yellow' | 'red' | 'grey' | 'done';
export type Lights = Record<Light, number>;

export interface Organisation extends Named { kind: string; code?: string; shortName?: string; nameEn?: string }
export interface Position { id: string; role: string; roleZh: string; roleEn: string; organisation: Organisation; reach: string }
export interface Session { user: { id: string; username: string; name: string }; position: Position; positions: Position[] }
export interface Me extends Session {
  permissions: string[];
  reach: 'province' | 'city' | 'department' | 'unit' | 'inspector' | 'admin';
  demo: boolean;
  today: string;
}
export interface DemoAccount { username: string; name: string; roleZh: string; roleEn: string; organisation: string }

export interface Region { id: string; code: string; name: string; nameEn: string; level: string; protocolOrder: number }
export type RegionRef = Pick<Region, 'code' | 'name' | 'nameEn' | 'protocolOrder'>;
export interface Batch { id: string; code: string; name: string; nameEn: string }
export interface Term { code: string; zh: string; en: string }
export type Vocabularies = Record<string, Term[]>;
export interface WorkflowTransition { action: string; zh: string; en: string; from: string[]; to: string; by: string[]; needs: string[] }
export interface Workflow { machine: string; zh: string; states: Term[]; transitions: WorkflowTransition[] }

export interface Todo { kind: string; count: number; oldestOn: string | null; href: string }
export interface Notification {
  id: string; kind: string; title: string; titleEn: string | null; href: string | null; createdAt: string; readAt: string | null;
}

export interface UnitRow {
  id: string; name: string; uscc: string | null; region: Coded; unitKind: string; ownership: string | null; size: string | null;
  sectorTrack: string | null; employees: number | null; industrialWorkers: number | null;
  cases: { id: string; batch: string; level: string; state: string }[];
}
export interface UnitCase { id: string; caseNo: string; batch: Coded; level: string; state: string; docNo: string | null; designatedOn: string | null }
export interface Unit extends Omit<UnitRow, 'cases'>, Versioned {
  subSector: string | null; industrySection: string | null; liaisonName: string | null; liaisonPhone: string | null;
  remark: string | null; isSample: boolean; cases: UnitCase[];
}

export interface CaseRow {
  id: string; caseNo: string; unit: Named; region: Coded; batch: Coded; level: string; state: string;
  sponsors: Coded[]; docNo: string | null; designatedOn: string | null;
}
export interface LatestUpdate { id: string; occurredOn: string; progress: number; done: string; authorName: string }
export interface Case extends CaseRow, Versioned { reformStage: string | null; visits?: VisitRow[] }
export interface AssignmentWithLatest extends AssignmentRow { latest: LatestUpdate | null; abilities: string[] }

export interface TaskCategory {
  id: string; code: string; name: string; nameEn: string; direction: string; directionName: string; lead: Coded; illustrative: boolean;
}
export interface AssignmentRow {
  id: string; no: string; unit: Named; caseId: string; region: Coded; task: Coded; lead: Coded; state: string; light: Light;
  flags: string[]; dueOn: string; originalDueOn: string; progress: number; plannedProgress: number | null; returnCount: number;
  lastUpdateOn: string | null; version: number;
}
export interface StepTaken { action: string; from: string | null; to: string; at: string; by: string | null; position: string | null }
export interface Assignment extends AssignmentRow, Versioned {
  issuedOn: string | null; signedOn: string | null; completedOn: string | null; requirement: string | null; urgency: string | null;
  parties: { department: Coded; role: string }[]; steps: StepTaken[];
}
export interface TimelineEntry {
  kind: string; id: string; at: string; actor: { name: string; position: string | null } | null; data: Record<string, unknown>;
}
export interface ProgressDraft {
  progress: number; done: string; problems?: string; nextSteps?: string; occurredOn?: string; attachmentIds?: string[];
}
export interface Attachment { id: string; name: string; size: number; mediaType: string }
export interface AssignRequest {
  pilotCaseIds: string[]; taskCodes: string[]; dueOn: string; requirement?: string; urgency?: string; issue?: boolean;
}
export interface AssignAnswer { pilotCaseId: string; taskCode: string; outcome: 'created' | 'skipped' | 'refused'; assignmentId?: string; code?: string }
export interface AssignResult { created: number; skipped: number; refused: number; items: AssignAnswer[] }
export interface Transition { action: string; reason?: string; dueOn?: string; conclusion?: string }
export interface WorkingDays { items: { day: string; working: boolean; name?: string | null }[]; loadedUntil: string | null }

export interface InspectionRow {
  id: string; code: string; name: string; type: string; theme: string | null; windowFrom: string; windowTo: string;
  state: string; visits: number; filed: number;
}
export interface VisitRow {
  id: string; inspection: Named; unit: Named; region: Coded; visitOn: string; windowFrom: string; windowTo: string;
  state: string; findings: number; score: number | null; lead: { name: string } | null;
}
export type Verdict = 'pass' | 'partial' | 'fail' | 'not_applicable';
export interface ChecklistItem { id: string; seq: number; title: string; titleEn?: string; guidance: string | null; weight: number; evidenceRequired: boolean }
export interface Answer { itemId: string; verdict: Verdict; note?: string | null }
export interface FindingDraft {
  itemId?: string; nature: string; severity: string; facts: string; basis?: string; taskCode?: string; attachmentIds?: string[];
}
export interface Finding {
  id: string; no: string; visitId: string; unit: Named; region: Coded; nature: string; severity: string; facts: string;
  basis: string | null; fedBackAt: string | null; attachments: Attachment[];
}
export interface Visit extends Omit<VisitRow, 'findings'>, Versioned {
  case: { id: string } | null; checklist: { id: string; name: string; version: number; items: ChecklistItem[] };
  answers: Answer[]; findings: Finding[]; members: { name: string; role: string }[]; conclusion: string | null; scoreWorking?: unknown;
}
export interface VisitTransition { action: string; conclusion?: string; note?: string; answers?: Answer[]; findings?: FindingDraft[] }

export interface Period { id: string; code: string; name: string; nameEn?: string; type: string; opensOn: string; dueOn: string; closesOn: string; state: string }
export interface ReportRow {
  id: string; period: Named; unit: Named; region: Coded; caseId: string; state: string; submittedAt: string | null; onTime: boolean; complete: boolean;
}
/** `rate` and `onTimeRate` in percent, one decimal. */
export interface ReportRates { expected: number; actual: number; onTime: number; rate: number | null; onTimeRate: number | null }
export interface Tally {
  units: number; assignments: number; byState: Record<string, number>; byStateAndLight: Record<string, Lights>; byLight: Lights; overdue: number; report: ReportRates;
}
export interface Overview {
  asOf: string; regions: (Tally & { region: RegionRef })[]; total: Tally; period: { id: string; name: string; nameEn?: string; dueOn: string } | null;
}

export interface AuditEntry {
  id: number; at: string; user: Named | null; position: { role: string; roleZh: string; organisation: string } | null;
  action: string; subjectType: string; subjectId: string | null; changed: string[];
  before: Record<string, unknown> | null; after: Record<string, unknown> | null; traceId: string | null;
}
export interface UserRow {
  id: string; username: string; name: string; disabledAt: string | null; lockedUntil: string | null;
  positions: { id: string; role: string; organisation: string }[];
}

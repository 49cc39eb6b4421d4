import type { components } from './schema.generated';

/** The API's rows under the names the console uses. Their fields come from openapi.json, never from here. */
type S = components['schemas'];

export type Light = keyof S['LightCounts'];
export type Lights = S['LightCounts'];
export type Verdict = S['AnswerOut']['verdict'];

/** A list's query as the URL has it. */
export type Query = Record<string, string | number | boolean | string[] | undefined>;
export interface Page<T> { items: T[]; nextCursor: string | null; total: number }
/** Anything with a name; many of them have one in English too. */
export interface Named { name: string; nameEn?: string | null; code?: string; id?: string }

export type Me = S['Me'];
export type Position = S['PositionOut'];
export type DemoAccount = S['DemoAccount'];
export type UserRow = S['AccountOut'];
export type User = S['AccountDetail'];
export type NewUser = S['CreateUserIn'];
export type UserChange = S['UpdateUserIn'];
export type PositionRow = S['PositionRow'];
export type PositionDetail = S['PositionDetail'];
export type PositionChange = S['PositionTransitionIn'];
export type NewPosition = S['GivePositionIn'];
export type Proposal = S['ProposalOut'];
export type OrganisationRow = S['OrganisationOut'];
export type Organisation = S['OrganisationDetail'];
export type NewOrganisation = S['CreateOrganisationIn'];
export type OrganisationChange = S['UpdateOrganisationIn'];
export type Role = S['RoleOut'];
export type Permission = S['PermissionOut'];
export type RoleMatrix = S['RoleMatrix'];
export type SessionRow = S['SessionRow'];
export type ApiTokenRow = S['ApiTokenRow'];
export type MadeApiToken = S['MadeApiToken'];
export type NewApiToken = S['MakeApiTokenIn'];
export type SignInEvent = S['SignInEventRow'];
export type SignInPolicy = S['SignInPolicyOut'];
export type RegionRef = S['OverviewRegion'];
export type Notification = S['NotificationOut'];
export type Preferences = S['PreferencesOut'];
export type PreferencesChange = S['ChangePreferencesIn'];
export type Webhook = S['WebhookOut'];
export type NewWebhook = S['MakeWebhookIn'];
export type WebhookChange = S['ChangeWebhookIn'];
export type MadeWebhook = S['MadeWebhook'];
export type Delivery = S['DeliveryOut'];
export type Todo = S['Todo'];

export type UnitRow = S['PilotUnitRow'];
export type Unit = S['PilotUnitDetail'];
export type UnitChange = S['UpdatePilotUnitIn'];
export type NewUnit = S['CreatePilotUnitIn'];
export type UnitIdentity = S['ChangeIdentityIn'];
export type UnitMerge = S['MergeUnitIn'];
export type UnitSplit = S['SplitUnitIn'];
export type UnitHistory = S['UnitHistory'];
export type DuplicatePair = S['DuplicatePair'];
export type UnitStatistics = S['UnitStatistics'];

export type CaseRow = S['CaseRow'];
export type Case = S['CaseDetail'];
export type CaseStep = S['CaseStepOut'];
export type CaseMove = S['CaseTransitionIn'];
export type NewCase = S['OpenCaseIn'];
export type Designation = S['DesignateIn'];
export type Designations = S['DesignationsOut'];
export type Application = S['ApplicationOut'];
export type ApplicationDraft = S['ApplicationIn'];
export type Plan = S['PlanOut'];
export type PlanDraft = S['UpdatePlanIn'];
export type PlanTask = S['PlanTaskIn'];
export type PlanSection = keyof S['PlanSectionsIn'];
export type Refusal = S['RefusalOut'];
export type Returned = S['ReturnedOut'];
export type Objection = S['ObjectionOut'];
export type NewObjection = S['ObjectIn'];
export type Batch = S['BatchOut'];
export type NewBatch = S['CreateBatchIn'];
export type BatchChange = S['UpdateBatchIn'];
export type SupervisionRow = S['SupervisionRow'];
export type SupervisionNotice = S['SupervisionDetail'];
export type RaiseNotices = S['RaiseIn'];
export type Raised = S['RaisedAll'];
export type NoticeMove = S['SupervisionTransitionIn'];
export type SupervisionSettings = S['SupervisionSettingsOut'];
export type SupervisionRules = S['SupervisionSettingsIn'];
export type LightSettings = S['LightSettingsOut'];
export type LightThresholds = S['LightSettingsIn'];
export type CalendarPreview = S['CalendarPreview'];
export type Quota = S['QuotaOut'];
export type DepartmentSponsors = S['DepartmentSponsorships'];

export type AssignmentRow = S['AssignmentRow'];
export type Assignment = S['AssignmentDetail'];
export type AssignmentWithLatest = S['AssignmentWithLatest'];
export type TimelineEntry = S['TimelineItem'];
export type Transition = S['AssignmentTransitionIn'];
export type Matrix = S['AssignmentMatrix'];
export type Roadmap = S['Roadmap'];
export type RoadmapBar = S['RoadmapBar'];
export type Feedback = S['FeedbackOut'];
export type Extension = S['ExtensionOut'];
export type ExtensionAsk = S['AskExtensionIn'];
export type ExtensionMove = S['ExtensionTransitionIn'];
export type NewComment = S['CommentIn'];
export type Mentionable = S['Mentionable'];
export type FileVersion = S['FileVersionOut'];
export type Milestone = S['AssignmentMilestoneIn'];
export type BulkMove = S['AssignmentBulkIn'];
export type AssignRequest = S['CreateAssignmentsIn'];
export type AssignResult = S['CreatedAssignments'];
export type AssignAnswer = S['CreatedAssignment'];
export type ProgressDraft = S['LogProgressIn'];
export type Attachment = S['AttachmentOut'];

export type InspectionRow = S['InspectionOut'];
export type VisitRow = S['VisitRow'];
export type Visit = S['VisitDetail'];
export type VisitTransition = S['VisitTransitionIn'];
export type ChecklistItem = S['ChecklistItemOut'];
export type Finding = S['FindingOut'];
/** As filled in: a verdict is one of four, and a field without a value is left out. */
export interface Answer { itemId: string; verdict: Verdict; note?: string }
export interface FindingDraft {
  itemId?: string;
  nature: string;
  severity: string;
  facts: string;
  basis?: string;
  attachmentIds?: string[];
}

export type TaskRow = S['TaskCategoryOut'];
export type CatalogueVersion = S['CatalogueVersionOut'];
export type PolicyRow = S['PolicyRow'];
export type Policy = S['PolicyDetail'];
export type LedgerImport = S['LedgerImportOut'];
export type ImportRow = S['ImportRow'];

export type Period = S['PeriodOut'];
export type PeriodDetail = S['PeriodDetail'];
export type NewPeriod = S['CreatePeriodIn'];
export type PeriodChange = S['UpdatePeriodIn'];
export type RollRow = S['RollRow'];
export type ReportRow = S['ReportRow'];
export type IndicatorList = S['IndicatorList'];
export type IndicatorRow = S['IndicatorRow'];
export type Indicator = S['IndicatorDetail'];
export type IndicatorChange = S['UpdateIndicatorIn'];
export type IndicatorFigures = S['IndicatorFigures'];
export type FigureLine = S['FigureLine'];
export type FigurePeriod = S['FigurePeriod'];
export type IndicatorTarget = S['TargetOut'];
export type NewTarget = S['TargetIn'];
export type TargetChange = S['UpdateTargetIn'];
export type ProvincialFigure = S['ProvincialFigureOut'];
export type NewProvincialFigure = S['ProvincialFigureIn'];
export type ValueRow = S['ValueRow'];
export type RatesTable = S['RatesTable'];
export type EntryRow = S['EntryRow'];
export type EntryRemarkIn = S['EntryRemarkIn'];
export type Overview = S['Overview'];
export type Tally = S['OverviewNumbers'];
export type ReportRates = S['ReportingRates'];
export type EvaluationRow = S['EvaluationRow'];
export type Evaluation = S['EvaluationDetail'];
export type EvaluationMark = S['MarkIn'];
export type EvaluationsToOpen = S['OpenEvaluationsIn'];
export type EvaluationScheme = S['SchemeDetail'];
export type SchemeChange = S['SchemeChangeIn'];
export type AuditEntry = S['AuditEntryOut'];

/** Words and machines are data, so OpenAPI does not spell them out. */
export interface Term { code: string; zh: string; en: string }
export type Vocabularies = Record<string, Term[]>;
export interface WorkflowTransition { action: string; zh: string; en: string; from: string[]; to: string; by: string[]; needs?: string[] }
export interface Workflow { machine: string; zh: string; en: string; transitions: WorkflowTransition[] }

export type Report = S['ReportPageOut'];
export type ReportEntry = S['ReportEntryOut'];
export type ReportIndicator = S['ReportIndicatorOut'];
export type ReportNumbers = S['NumbersOut'];
export type ReportProblem = S['ReportProblemOut'];
export type ReportRemark = S['ReportRemarkOut'];
export type ReportMove = S['ReportTransitionIn'];
export type ReportBulk = S['ReportBulkIn'];
export type ReportBulkAnswer = S['ReportBulkOut'];
export type ReportChanges = S['ReportChangesOut'];
export type CellsWritten = S['CellsWritten'];
export type CaseReportStep = S['CaseReportStep'];

import { Assignment, AssignmentConfirmation, AssignmentFeedback, AssignmentMilestone, AssignmentStep, ExtensionRequest } from '../../libs/assignments/index.js';
import { Batch, BatchQuota, CaseObjection, CaseStep, PilotCase, PlanConfirmation, Sponsorship } from '../../libs/cases/index.js';
import { Comment } from '../../libs/discussion/index.js';
import { Evaluation, EvaluationMark, EvaluationResult, EvaluationScheme, EvaluationStep } from '../../libs/evaluation/index.js';
import { Attachment } from '../../libs/files/index.js';
import { Organisation, Position, Region, User } from '../../libs/identity/index.js';
import {
  Checklist, ChecklistItem, Finding, Inspection, Visit, VisitAnswer, VisitMember, VisitResult,
} from '../../libs/inspections/index.js';
import { AuditEntry } from '../../libs/audit/index.js';
import { LedgerImport } from '../../libs/ledgers/index.js';
import { Notification } from '../../libs/notify/index.js';
import { ProgressUpdate } from '../../libs/progress/index.js';
import { PeriodRoll, ReportingPeriod } from '../../libs/periods/index.js';
import { IndicatorValue, ProgressReport, ReportEntry, ReportLook, ReportRemark, ReportRevision, ReportStep } from '../../libs/reports/index.js';
import { IndicatorTarget, ProvincialFigure } from '../../libs/indicators/index.js';
import { SignInPolicy } from '../../libs/sign-in/index.js';
import { SupervisionNotice, SupervisionStep } from '../../libs/supervision/index.js';
import { Indicator, Policy, TaskCategory } from '../../libs/tasks/index.js';
import { PilotUnit, UnitChange, UnitPairDecision } from '../../libs/units/index.js';

/** Every entity. The schema is made by the migrations; a test holds the two against each other. */
export const ENTITIES = [
  Assignment, AssignmentConfirmation, AssignmentFeedback, AssignmentMilestone, AssignmentStep, Attachment, AuditEntry, Batch, BatchQuota, CaseObjection, CaseStep, Checklist, ChecklistItem, Comment, Evaluation, EvaluationMark, EvaluationResult, EvaluationScheme, EvaluationStep, ExtensionRequest, Finding, Indicator, Inspection, LedgerImport, Notification, Organisation,
  PilotCase, PilotUnit, PlanConfirmation, Policy, Position, ProgressReport, ProgressUpdate, Region, ReportEntry, ReportingPeriod, IndicatorTarget, IndicatorValue, PeriodRoll, ProvincialFigure, ReportLook, ReportRemark, ReportRevision, ReportStep, SignInPolicy, Sponsorship, SupervisionNotice, SupervisionStep, TaskCategory,
  UnitChange, UnitPairDecision, User, Visit, VisitAnswer, VisitMember, VisitResult,
];

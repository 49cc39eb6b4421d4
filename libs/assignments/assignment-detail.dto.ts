import { BatchRef } from '../cases/index.js';
import { AttachmentOut } from '../files/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { AssignmentMilestoneOut } from './milestone.dto.js';
import { AssignmentRow, PersonOut } from './assignment.dto.js';

export class PartyOut {
  department!: DepartmentRef;
  /** lead, co_lead or cooperate */
  role!: string;
  /** Of those that confirm: when they did, for the answer as it stands. */
  confirmedAt!: string | null;
  confirmedBy!: string | null;
  opinion!: string | null;
}

export class StepOut {
  action!: string;
  from!: string | null;
  to!: string;
  at!: string;
  by!: PersonOut;
  reason!: string | null;
  /** What was set or allotted with it. */
  detail!: Record<string, unknown>;
}

export class FeedbackOut {
  id!: string;
  /** drafted (waits for the leader), handed_in, sent_back or superseded */
  state!: string;
  conclusion!: string;
  at!: string;
  author!: PersonOut;
  signedBy!: string | null;
  /** Why the leader sent it back. */
  reason!: string | null;
  attachments!: AttachmentOut[];
}

export class SourceOut {
  /** A code of the vocabulary `task_source`. */
  kind!: string;
  /** The policy, the finding or the case it comes from. */
  id!: string | null;
  /** What was said of it, or the name of that row as far as the reader sees it. */
  text!: string | null;
}

export class AssignmentRef {
  id!: string;
  no!: string;
}

export class AssignmentDetail extends AssignmentRow {
  batch!: BatchRef;
  source!: SourceOut;
  /** The plan that planned progress follows; empty where it is linear. */
  milestones!: AssignmentMilestoneOut[];
  requirement!: string | null;
  urgency!: string;
  signDueOn!: string | null;
  signedOn!: string | null;
  feedbackOn!: string | null;
  completedOn!: string | null;
  archivedOn!: string | null;
  /** 销号编号. */
  archiveNo!: string | null;
  refusedOn!: string | null;
  /** Extensions granted. */
  extensionCount!: number;
  suspendedOn!: string | null;
  /** Of a suspended assignment: what is added to the day it is resumed. */
  workingDaysLeft!: number | null;
  /** Where it came from and where it went by 改派, as far as the reader sees them. */
  replaces!: AssignmentRef | null;
  replacedBy!: AssignmentRef | null;
  parties!: PartyOut[];
  /** Newest first. */
  feedbacks!: FeedbackOut[];
  steps!: StepOut[];
  createdAt!: Date;
  updatedAt!: Date;
  /** Actions of the state machine, `log_progress` and `ask_extension`. */
  abilities!: string[];
}

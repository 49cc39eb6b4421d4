import { PersonOut } from '../assignments/index.js';
import { BatchRef, UnitRef } from '../cases/index.js';
import { AttachmentOut } from '../files/index.js';
import { RegionRef } from '../units/index.js';

export class NumbersOut {
  /** A decimal number as text, exact; null for a ratio, and where nothing is filled in. */
  value!: string | null;
  numerator!: string | null;
  denominator!: string | null;
}

export class EntryWordsOut {
  /** Percent done, 0–100. */
  progress!: number;
  done!: string;
  problems!: string;
  nextSteps!: string;
}

export class LoggedUpdateOut {
  id!: string;
  occurredOn!: string;
  progress!: number;
  done!: string;
  problems!: string | null;
  nextSteps!: string | null;
}

export class ReportTaskOut {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class ReportEntryOut extends EntryWordsOut {
  assignmentId!: string;
  no!: string;
  task!: ReportTaskOut;
  /** Of the assignment, as it is today. */
  state!: string;
  light!: string;
  dueOn!: string;
  /** Taken for what is missing or looks wrong. */
  explanation!: string;
  /** Nobody wrote it yet: what the last report and the log say. */
  prefilled!: boolean;
  /** Of the last report. */
  previous!: EntryWordsOut | null;
  /** Logged since the last report, oldest first; at most 20. */
  updates!: LoggedUpdateOut[];
}

export class ReportIndicatorOut extends NumbersOut {
  code!: string;
  name!: string;
  nameEn!: string;
  unit!: string;
  /** stock (as of the period's last day), flow, ratio or money (万元) */
  kind!: string;
  numeratorName!: string | null;
  denominatorName!: string | null;
  /** 口径: what is counted and what is not. */
  definition!: string;
  /** What a flow or money came to in earlier periods of the same year; with this period's value it is 累计. Null for stocks and ratios, which are never summed. */
  earlierInYear!: string | null;
  explanation!: string;
  prefilled!: boolean;
  /** Percent, of a ratio. */
  ratio!: number | null;
  lastPeriod!: NumbersOut | null;
  lastYear!: NumbersOut | null;
  /** 同比: percent; of a ratio, points. */
  changeOnYear!: number | null;
}

export class SectionsOut {
  /** 特色做法与制度成果 */
  features!: string;
  problems!: string;
  /** 需协调解决事项 */
  coordination!: string;
  nextSteps!: string;
}

export class ReportProblemOut {
  /** The address of the cell, such as `indicators/edu_sessions/value`. */
  cell!: string;
  code!: string;
  /** missing or suspicious */
  severity!: string;
  /** In the reader's language. */
  detail!: string;
  explained!: boolean;
}

export class ReportRemarkOut {
  id!: string;
  cell!: string;
  /** return, request or comment */
  kind!: string;
  text!: string;
  /** About what was handed in the how manyth time. */
  submission!: number;
  at!: string;
  author!: PersonOut;
  answer!: string | null;
  answeredBy!: string | null;
  answeredAt!: string | null;
  version!: number;
}

export class ReportStepOut {
  action!: string;
  from!: string | null;
  to!: string;
  at!: string;
  by!: PersonOut;
  reason!: string | null;
  detail!: Record<string, unknown>;
}

export class NamedPeriod {
  /** The report's id. */
  id!: string;
  name!: string;
  nameEn!: string;
}

/** A step of one of a case's reports, for the case's own timeline. */
export class CaseReportStep extends ReportStepOut {
  id!: string;
  reportId!: string;
  edition!: number;
  period!: NamedPeriod;
}

export class CaseReportSteps {
  items!: CaseReportStep[];
}

export class EditionRef {
  id!: string;
  edition!: number;
  state!: string;
  /** Why it corrects the one before. */
  reason!: string | null;
}

export class ReportPeriodOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  type!: string;
  startsOn!: string;
  /** The day that stocks are as of. */
  endsOn!: string;
  opensOn!: string;
  dueOn!: string;
  closesOn!: string;
  instructions!: string;
}

/** A report, whole. */
export class ReportPageOut {
  id!: string;
  version!: number;
  state!: string;
  period!: ReportPeriodOut;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  caseId!: string;
  caseNo!: string;
  /** Checked by the system when it went to the leader. */
  complete!: boolean;
  submittedAt!: string | null;
  onTime!: boolean;
  /** Whether its numbers count. */
  inForce!: boolean;
  edition!: number;
  isCurrent!: boolean;
  correctionReason!: string | null;
  editions!: EditionRef[];
  /** How often it was handed in. */
  submissions!: number;
  returnedCount!: number;
  /** Who filed it in the unit's place, and on what basis. */
  onBehalf!: string | null;
  /** No territorial union stands between the unit and the province. */
  direct!: boolean;
  /** The submission that the reader looked at last. */
  looked!: number | null;
  /** The report that last period's numbers and words are of. */
  lastPeriod!: NamedPeriod | null;
  lastYear!: NamedPeriod | null;
  entries!: ReportEntryOut[];
  indicators!: ReportIndicatorOut[];
  sections!: SectionsOut;
  problems!: ReportProblemOut[];
  remarks!: ReportRemarkOut[];
  files!: AttachmentOut[];
  steps!: ReportStepOut[];
  abilities!: string[];
}

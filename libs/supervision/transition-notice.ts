import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar } from '../calendar/index.js';
import { answered, change, Clock, Db, forbidden, invalid, newId, oneOfMany, permitted, sameVersion, seen, type Actor, type FieldError, type Transition } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { issueNotices } from './issue-notices.js';
import { mayOn, NoticeDetails } from './notice-details.js';
import { SupervisionSettingsStore } from './settings.js';
import { SupervisionNotice, SupervisionStep } from './supervision-notice.entity.js';
import type { BulkAnswer, BulkOutcome, BulkTransitionIn, SupervisionDetail, SupervisionTransitionIn } from './supervision.dto.js';
import { LEVELS, SUPERVISION_MACHINE } from './supervision.rules.js';

/** What a step asks for and is the same for every row; found before the transaction, which keeps a connection to itself. */
interface Terms {
  prefix: string;
  restDay: FieldError | undefined;
}

/** Takes a notice on: row, step, notice in the inbox and audit in one transaction. */
@Injectable()
export class TransitionNotice {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(NoticeDetails) private readonly details: NoticeDetails,
    @Inject(SupervisionSettingsStore) private readonly settings: SupervisionSettingsStore,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows, 403 for another role's or level's act, 422 for what it needs */
  async take(actor: Actor, id: string, version: number, input: SupervisionTransitionIn): Promise<SupervisionDetail> {
    const terms = await this.terms(actor, input.action);
    return this.db.as({ ...actor, action: `supervision.${input.action}` }, async (em) => {
      await this.step(em, actor, id, version, input, terms);
      return this.details.detailWithin(em, actor, id);
    });
  }

  /** The same for many, each by itself: what is refused stays as it was and says why. */
  async takeAll(actor: Actor, { ids, action, reason }: BulkTransitionIn): Promise<BulkAnswer> {
    const terms = await this.terms(actor, action);
    const input = { action, ...(reason !== undefined && { reason }) };
    return this.db.as({ ...actor, action: `supervision.${action}` }, async (em) => {
      const items: BulkOutcome[] = [];
      for (const id of ids) {
        const { refused } = await oneOfMany(em, actor.locale, () => this.step(em, actor, id, undefined, input, terms));
        items.push(refused ? { id, outcome: 'refused', ...refused } : { id, outcome: 'done', code: null, detail: null });
      }
      return answered(items);
    });
  }

  private async terms(actor: Actor, action: string): Promise<Terms> {
    const { value } = await this.settings.read(actor);
    return { prefix: value.prefix, restDay: action === 'issue' ? await this.calendar.restDay(actor, '/urgent') : undefined };
  }

  private async step(em: EntityManager, actor: Actor, id: string, version: number | undefined, input: SupervisionTransitionIn, { prefix, restDay }: Terms): Promise<void> {
    const notice = await seen(em, SupervisionNotice, id);
    if (version !== undefined) sameVersion(notice, version);
    const [{ lead: leadId }] = (await em.query('SELECT lead_department_id AS lead FROM assignment WHERE id = $1', [notice.assignmentId])) as [{ lead: string }];
    const transition = permitted(SUPERVISION_MACHINE, notice.state, actor.role, input.action);
    if (!mayOn(actor, { kind: notice.kind, leadId }, input.action)) throw forbidden('not_your_level');
    const missing = (transition.needs ?? []).filter((field) => !input[field as keyof SupervisionTransitionIn]);
    if (missing.length > 0) throw invalid(missing.map((field): FieldError => ({ pointer: `/${field}`, code: 'required' })));
    if (transition.action === 'issue') {
      if (!notice.urgent && restDay) throw invalid([restDay]);
      await issueNotices(em, this.calendar, actor, [id], { kind: notice.kind, prefix, today: this.clock.today() });
      return;
    }
    await change(em, SupervisionNotice, notice, { state: transition.to, ...(await this.effects(em, notice, transition, input)) });
    await em.insert(SupervisionStep, {
      id: newId(), noticeId: id, action: transition.action, fromState: notice.state, toState: transition.to, reason: input.reason ?? input.reply ?? null,
      actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName,
    });
    await tell(em, notice, leadId, transition, input);
  }

  private async effects(em: EntityManager, notice: SupervisionNotice, { action }: Transition, input: SupervisionTransitionIn): Promise<Partial<SupervisionNotice>> {
    if (action === 'reply') return { reply: input.reply!, repliedOn: this.clock.today() };
    // asked again: as long to reply as the first time
    if (action === 'return' && notice.replyDays !== null) return { replyBy: await this.calendar.workingDaysFromToday(em, notice.replyDays) };
    return {};
  }
}

async function tell(em: EntityManager, notice: SupervisionNotice, leadId: string, { action }: Transition, { reason }: SupervisionTransitionIn): Promise<void> {
  const about = { subjectType: 'supervision_notice', subjectId: notice.id } as const;
  const { zh: word, en: wordEn } = LEVELS[notice.kind];
  const no = notice.no ?? '';
  const unit = { organisationId: notice.pilotUnitId, roles: ['pilot_leader', 'pilot_liaison'], ...about };
  if (action === 'reply') {
    const [{ name }] = (await em.query('SELECT name FROM pilot_unit WHERE id = $1', [notice.pilotUnitId])) as [{ name: string }];
    for (const organisationId of new Set([notice.issuerId ?? leadId, leadId])) {
      await notify(em, { organisationId, roles: ['office_staff', 'dept_liaison'], ...about, kind: 'supervision_replied', data: { no, word, wordEn, unit: name } });
    }
  }
  if (action === 'return') await notify(em, { ...unit, kind: 'supervision_returned', data: { no, word, wordEn, reason: reason! } });
  if (action === 'close') await notify(em, { ...unit, kind: 'supervision_closed', data: { no, word, wordEn } });
  if (action === 'withdraw') await notify(em, { ...unit, kind: 'supervision_withdrawn', data: { no, word, wordEn } });
}

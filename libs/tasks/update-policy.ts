import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import { change, Db, invalid, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import { PolicyList } from './policies.list.js';
import type { PolicyDetail, UpdatePolicyIn } from './policy.dto.js';
import { Policy } from './policy.entity.js';

const KNOWN = 'SELECT DISTINCT code FROM task_category WHERE code = ANY ($1)';

/** What the office keeps of a policy by hand: the tasks it bears on, and its documents. */
@Injectable()
export class UpdatePolicy {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(PolicyList) private readonly policies: PolicyList,
  ) {}

  /** @throws 404, 412, 422 naming every unknown task and every document that is neither its own nor freshly brought by the actor */
  async update(actor: Actor, id: string, version: number, input: UpdatePolicyIn): Promise<PolicyDetail> {
    return this.db.as({ ...actor, action: 'policy.update' }, async (em) => {
      const policy = await seen(em, Policy, id);
      sameVersion(policy, version);
      const brought = (input.documentIds ?? []).filter((one) => !policy.documentIds.includes(one));
      const errors = [...(await unknownTasks(em, input.taskCodes ?? [])), ...(await this.strangers(em, actor, input.documentIds ?? [], brought))];
      if (errors.length > 0) throw invalid(errors);
      await change(em, Policy, policy, { taskCodes: input.taskCodes ?? policy.taskCodes, documentIds: input.documentIds ?? policy.documentIds });
      // after the policy names them: a file is seen by whom the policy lets see it
      await this.attachments.attach(em, actor, brought, { policyId: id }, '/documentIds');
      return this.policies.detailWithin(em, actor, id);
    });
  }

  private async strangers(em: EntityManager, actor: Actor, all: string[], brought: string[]): Promise<FieldError[]> {
    const fresh = await this.attachments.fresh(em, actor, brought);
    return all.flatMap((id, i) => (brought.includes(id) && !fresh.has(id) ? [{ pointer: `/documentIds/${i}`, code: 'unknown_reference', params: { value: id } }] : []));
  }
}

async function unknownTasks(em: EntityManager, codes: string[]): Promise<FieldError[]> {
  const rows: { code: string }[] = await em.query(KNOWN, [codes]);
  const known = new Set(rows.map(({ code }) => code));
  return codes.flatMap((code, i) => (known.has(code) ? [] : [{ pointer: `/taskCodes/${i}`, code: 'unknown_reference', params: { value: code } }]));
}

import { Inject, Injectable } from '@nestjs/common';
import type { Origin } from '../identity/index.js';
import { Clock, conflict, Db, forbidden, stale, type Actor } from '../kernel/index.js';
import { SecondFactors } from '../sign-in/index.js';
import type { AccountDetail } from './user.dto.js';
import { readUser } from './users.list.js';

/** For somebody who lost the telephone and the recovery codes. The password still stands: no administrator alone can come in. */
@Injectable()
export class LostSecondFactors {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
  ) {}

  /**
   * Takes the second factor away and ends every session of the person, for the telephone may be in somebody's hand.
   * @throws 404, 403 for the own account, 409 where there is none, 412
   */
  async remove(actor: Actor, id: string, version: number, origin: Origin): Promise<AccountDetail> {
    const read = () => this.db.as(actor, (em) => readUser(em, actor, this.clock.now(), id));
    const user = await read();
    if (id === actor.userId) throw forbidden('own_account');
    if (user.version !== version) throw stale(user.version);
    if (!user.twoFactorSince) throw conflict('second_factor_off');
    await this.secondFactors.takeAway(actor, id, version, origin);
    return read();
  }
}

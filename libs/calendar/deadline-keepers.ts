import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/index.js';
import type { DeadlineMoveOut } from './calendar.dto.js';

/** A lib that keeps deadlines: which of them are another day under a version, and moving them there. */
export interface DeadlineKeeper {
  moves(em: EntityManager, calendarVersion: number, year: number): Promise<DeadlineMoveOut[]>;
  move(em: EntityManager, actor: Actor, calendarVersion: number, year: number): Promise<void>;
}

/** Libs above the calendar bring their deadlines here, so that loading a year can show and move them all. */
@Injectable()
export class DeadlineKeepers {
  private readonly keepers: DeadlineKeeper[] = [];

  add(keeper: DeadlineKeeper): void {
    this.keepers.push(keeper);
  }

  async moves(em: EntityManager, calendarVersion: number, year: number): Promise<DeadlineMoveOut[]> {
    const all: DeadlineMoveOut[] = [];
    for (const keeper of this.keepers) all.push(...(await keeper.moves(em, calendarVersion, year)));
    return all;
  }

  async move(em: EntityManager, actor: Actor, calendarVersion: number, year: number): Promise<void> {
    for (const keeper of this.keepers) await keeper.move(em, actor, calendarVersion, year);
  }
}

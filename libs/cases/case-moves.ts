import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/index.js';

export interface CaseMove {
  caseId: string;
  action: string;
  to: string;
  reason: string | null;
}
export type Follower = (em: EntityManager, actor: Actor, move: CaseMove) => Promise<void>;

/** Libs that stand on cases do their part of a move in its own transaction: a suspended case's tasks rest with it. */
@Injectable()
export class CaseMoves {
  private readonly followers: Follower[] = [];

  follow(follower: Follower): void {
    this.followers.push(follower);
  }

  async moved(em: EntityManager, actor: Actor, move: CaseMove): Promise<void> {
    for (const follower of this.followers) await follower(em, actor, move);
  }
}

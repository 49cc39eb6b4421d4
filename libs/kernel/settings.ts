import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { Db } from './database.js';

/** What an installation is told by its environment. See the README's table. */
export interface Environment {
  dataDir: string;
  /** The demo province: sample data, accounts listed on the sign-in page. Never on an office's own database. */
  demo: boolean;
  /** Browser sessions end after so many hours. */
  sessionHours: number;
}
export const ENVIRONMENT = Symbol('environment');

/** The office's choices, kept as rows with their source; each has the default that the law or the practice gives. */
@Injectable()
export class Settings {
  constructor(@Inject(Db) private readonly db: Db) {}

  async get<T>(actor: Actor, key: string, otherwise: T): Promise<T> {
    const [row] = await this.db.read<{ value: T }>(
      actor,
      { name: 'setting', text: 'SELECT value FROM setting WHERE key = $1' },
      [key],
    );
    return row?.value ?? otherwise;
  }
}

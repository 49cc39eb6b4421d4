import { Inject, Injectable } from '@nestjs/common';
import { Db, systemActor } from '../kernel/index.js';

/** Who did something, as the rows that tell of it show it. */
export interface PositionName {
  id: string;
  name: string;
  role: string;
  organisation: string;
}

const NAMES = {
  name: 'positions.names',
  text: `SELECT p.id, u.name, p.role, o.short_name AS organisation
         FROM position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id WHERE p.id = ANY ($1)`,
};

/** Whoever may read a row may read who wrote it; the policies of the accounts themselves would show one's own only. */
@Injectable()
export class PositionNames {
  constructor(@Inject(Db) private readonly db: Db) {}

  async of(ids: (string | null)[]): Promise<Map<string, PositionName>> {
    const asked = [...new Set(ids)].filter((id) => id !== null);
    if (asked.length === 0) return new Map();
    const rows = await this.db.read<PositionName & { id: string }>(systemActor('positions.names'), NAMES, [asked]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, readByAll, tracked } from './policies.js';

/** What a task is measured by. */
export class Catalogue1764000000024 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(indicators);
  }

  async down(): Promise<void> {
    throw new Error('Indicators of tasks would be lost: restore a backup instead.');
  }
}

// By code and not by row, as policies name tasks: an indicator outlives the catalogue's versions.
const indicators = `
CREATE TABLE indicator (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  name_en text NOT NULL,
  unit text NOT NULL,
  -- a stock is never summed over periods; a ratio is a numerator over a denominator and never averaged
  kind text NOT NULL CHECK (kind IN ('stock', 'flow', 'ratio', 'money')),
  rollup text NOT NULL CHECK (rollup IN ('sum', 'last', 'weighted')),
  numerator text,
  denominator text,
  sequence int NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
${tracked('indicator', 'business', { versioned: true })}
${guard('indicator', readByAll())}
ALTER TABLE task_category ADD COLUMN indicator_codes text[] NOT NULL DEFAULT '{}';
`;

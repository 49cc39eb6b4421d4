import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import { PositionNames } from '../identity/index.js';
import { Db, notFound, type Actor } from '../kernel/index.js';
import type { FileVersionList, FileVersionOut } from './file-versions.dto.js';
import type { Subject } from './mentions.js';

interface Row extends Omit<FileVersionOut, 'by'> {
  uploadedBy: string;
}

// A version is a file's place among those of its name, by when it was brought: nothing has to be counted, and nothing is overwritten.
const files = (which: string) => `SELECT f.id, f.name, f.size, f.media_type AS "mediaType", f.created_at AS at, f.uploaded_by_position AS "uploadedBy",
    CASE WHEN f.progress_update_id IS NULL THEN 'file' ELSE 'progress' END AS "cameWith",
    row_number() OVER (PARTITION BY lower(f.name) ORDER BY f.id)::int AS "fileVersion",
    row_number() OVER (PARTITION BY lower(f.name) ORDER BY f.id DESC) = 1 AS latest
  FROM attachment f WHERE ${which} ORDER BY lower(f.name), f.id DESC LIMIT 1000`;
const OF = {
  assignment: { name: 'files.of-assignment', text: files('f.assignment_id = $1 OR f.progress_update_id IN (SELECT p.id FROM progress_update p WHERE p.assignment_id = $1)') },
  case: { name: 'files.of-case', text: files('f.pilot_case_id = $1') },
};
const EXISTS = {
  assignment: { name: 'files.assignment', text: 'SELECT id FROM assignment WHERE id = $1' },
  case: { name: 'files.case', text: 'SELECT id FROM pilot_case WHERE id = $1' },
};

/** 附件: the files of an assignment or a case, with every version that was ever brought. */
@Injectable()
export class FileVersions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(PositionNames) private readonly names: PositionNames,
  ) {}

  async list(actor: Actor, subject: Subject): Promise<FileVersionList> {
    const [kind, id] = keyOf(subject);
    const [[exists], rows] = await this.db.readAll<[{ id: string }, Row]>(actor, [EXISTS[kind], [id]], [OF[kind], [id]]);
    if (!exists) throw notFound();
    const names = await this.namesOf(rows);
    return { items: rows.map((row) => shown(row, names.get(row.uploadedBy) ?? null)) };
  }

  /** @throws 404, 422 for what is not an upload of one's own that hangs on nothing */
  async add(actor: Actor, subject: Subject, attachmentIds: readonly string[]): Promise<FileVersionList> {
    const [kind, id] = keyOf(subject);
    // names are looked up on another connection, so not while this one is held
    const before = await this.db.read<Row>(actor, OF[kind], [id]);
    const names = await this.namesOf(before);
    return this.db.as({ ...actor, action: 'attachment.add' }, async (em: EntityManager) => {
      const [exists] = await em.query(EXISTS[kind].text, [id]);
      if (!exists) throw notFound();
      await this.attachments.attach(em, actor, attachmentIds, subject);
      const rows = (await em.query(OF[kind].text, [id])) as Row[];
      return { items: rows.map((row) => shown(row, names.get(row.uploadedBy) ?? (row.uploadedBy === actor.positionId ? actor.userName : null))) };
    });
  }

  private async namesOf(rows: Row[]): Promise<Map<string, string>> {
    const names = await this.names.of(rows.map(({ uploadedBy }) => uploadedBy));
    return new Map([...names].map(([id, { name }]) => [id, name]));
  }
}

const shown = ({ uploadedBy: _, ...row }: Row, by: string | null): FileVersionOut => ({ ...row, by });

const keyOf = (subject: Subject) => ('assignmentId' in subject ? (['assignment', subject.assignmentId] as const) : (['case', subject.pilotCaseId] as const));

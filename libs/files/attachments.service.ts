import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, invalid, newId, notFound, type Actor } from '../kernel/index.js';
import type { UploadedAttachment } from './attachment.dto.js';
import { Attachment } from './attachment.entity.js';
import { FILE_STORE, type FileStore } from './file-store.js';
import { kindOf } from './file-kind.js';
import { cleanName } from './file-name.rules.js';
import type { Upload } from './upload.js';

/** The one row that an attachment hangs on. */
export type AttachTo = { progressUpdateId: string } | { findingId: string } | { pilotCaseId: string } | { caseStepId: string } | { assignmentId: string } | { policyId: string } | { progressReportId: string } | { evaluationMarkId: string };

const COLUMNS = { progressUpdateId: 'progress_update_id', findingId: 'finding_id', pilotCaseId: 'pilot_case_id', caseStepId: 'case_step_id', assignmentId: 'assignment_id', policyId: 'policy_id', progressReportId: 'progress_report_id', evaluationMarkId: 'evaluation_mark_id' } as const;

export interface AttachmentContent {
  name: string;
  mediaType: string;
  size: number;
  stream: Readable;
}

const CONTENT = {
  name: 'attachment.content',
  text: 'SELECT name, media_type AS "mediaType", size, sha256 FROM attachment WHERE id = $1',
};

// Fresh: brought by this very position, and hanging on nothing yet.
const FRESH = `id = ANY ($1) AND uploaded_by_position = $2 AND num_nonnulls(${Object.values(COLUMNS).join(', ')}) = 0`;

@Injectable()
export class Attachments {
  private readonly log = new Logger(Attachments.name);

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  /**
   * Keeps the bytes, then the row: a row never lacks its file. It hangs on nothing until a use case attaches it, and
   * until then only the position that brought it sees it.
   */
  async upload(actor: Actor, { name: given, bytes }: Upload): Promise<UploadedAttachment> {
    const { mediaType, extension } = await kindOf(bytes, given);
    const name = cleanName(given, extension);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    bindRetry(actor, sha256);
    await this.store.put(sha256, bytes);
    return this.db.as(actor, async (em) => {
      const id = newId();
      const size = bytes.length;
      await em.insert(Attachment, { id, name, mediaType, size, sha256, uploadedByPosition: actor.positionId! });
      return { id, name, size, mediaType, sha256 };
    });
  }

  /** @throws 404 for a file that hangs on a row out of the actor's sight */
  async content(actor: Actor, id: string): Promise<AttachmentContent> {
    const [row] = await this.db.read<Omit<AttachmentContent, 'stream'> & { sha256: string }>(actor, CONTENT, [id]);
    if (!row) throw notFound();
    const stream = await this.store.open(row.sha256);
    if (!stream) {
      this.log.error(`The store has no content ${row.sha256} for attachment ${id}: restore the files of the backup too.`);
      throw notFound();
    }
    return { name: row.name, mediaType: row.mediaType, size: row.size, stream };
  }

  /** @returns those of `ids` that the actor may attach to a row now */
  async fresh(em: EntityManager, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows: { id: string }[] = await em.query(`SELECT id FROM attachment WHERE ${FRESH}`, [ids, actor.positionId]);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Hangs the actor's own fresh uploads on a row, in the transaction that writes it. Of two who attach the same file one
   * is refused: the UPDATE itself asks that it is still free.
   * @throws 422 `unknown_reference` at `<pointer>/<i>` for each id that is not such an upload
   */
  async attach(em: EntityManager, actor: Actor, ids: readonly string[], to: AttachTo, pointer = '/attachmentIds'): Promise<void> {
    if (ids.length === 0) return;
    const [[name, row]] = Object.entries(to) as [[keyof typeof COLUMNS, string]];
    const column = COLUMNS[name];
    const sql = `UPDATE attachment SET ${column} = $3 WHERE ${FRESH} RETURNING id`;
    const [attached] = (await em.query(sql, [ids, actor.positionId, row])) as [{ id: string }[], number];
    const done = new Set(attached.map(({ id }) => id));
    const missing = ids.map((id, i) => ({ id, pointer: `${pointer}/${i}` })).filter(({ id }) => !done.has(id));
    if (missing.length === 0) return;
    throw invalid(missing.map(({ id, pointer: at }) => ({ pointer: at, code: 'unknown_reference', params: { value: id } })));
  }
}

// A multipart body is not in the hash by which a retried POST is known: the same key with another file must not pass for it.
function bindRetry(actor: Actor, sha256: string): void {
  const hash = actor.idempotency?.requestHash;
  if (hash) createHash('sha256').update(hash).update(sha256).digest().copy(hash);
}

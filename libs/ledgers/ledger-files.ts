import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE, type FileStore } from '../files/index.js';
import { conflict, Db, notFound, type Actor } from '../kernel/index.js';
import { annotate, type RowToMark } from './annotate.js';
import { LedgerKinds } from './ledger-kinds.js';
import { makeTemplate } from './template.js';

export interface LedgerFile {
  name: string;
  content: Buffer;
}

const FILE = {
  name: 'ledgers.file',
  text: `SELECT status, file_name AS name, encode(file_hash, 'hex') AS sha256 FROM ledger_import WHERE id = $1 AND kind = $2`,
};
const ROWS = { name: 'ledgers.marks', text: 'SELECT sheet, row, cells, problems FROM ledger_import_row WHERE import_id = $1 ORDER BY sheet, row' };

/** The workbooks that a ledger is worked on with: the empty one, and one's own with its mistakes marked. */
@Injectable()
export class LedgerFiles {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  async template(actor: Actor, kindName: string): Promise<LedgerFile> {
    const kind = this.kinds.get(kindName);
    const options = await this.db.as(actor, async (em) => kind.options(await kind.references(em, actor, [])));
    return { name: `${kind.title.zh}模板.xlsx`, content: await makeTemplate(kind, options) };
  }

  /** @throws 404, also where the file of an import of old was not kept; 409 while there is nothing to mark */
  async annotated(actor: Actor, kindName: string, id: string): Promise<LedgerFile> {
    const [file] = await this.db.read<{ status: string; name: string; sha256: string }>(actor, FILE, [id, kindName]);
    if (!file) throw notFound();
    if (['reading', 'failed'].includes(file.status)) throw conflict('wrong_state', { extra: { state: file.status } });
    const stream = await this.store.open(file.sha256);
    if (!stream) throw notFound();
    const rows = await this.db.read<RowToMark>(actor, ROWS, [id]);
    const content = await annotate(this.kinds.get(kindName), file.name, await bytesOf(stream), rows, actor.locale);
    return { name: `${file.name.replace(/\.\w{1,5}$/, '')}-标注.xlsx`, content };
  }
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

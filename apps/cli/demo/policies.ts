import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Attachments } from '../../../libs/files/index.js';
import { Db, systemActor } from '../../../libs/kernel/index.js';
import { UpdatePolicy } from '../../../libs/tasks/index.js';
import { officeActor } from './acting.js';

/** Which of the sample's tasks some policies are taken to bear on; made up for the demo, as the catalogue itself is. */
const LINKS: Record<string, string[]> = { P01: ['A01', 'B01', 'C01', 'D01'], P02: ['A01', 'A02', 'C01', 'C03'], P03: ['C03', 'C08'], P04: ['C08', 'C09'], P05: ['D01', 'D02'] };
/** The ones that have a document to open. */
const WITH_DOCUMENT = ['P01', 'P02', 'P03'];

/** Policies with tasks and documents, so that either can be found from the other. */
export async function linkPolicies(app: NestFastifyApplication): Promise<string> {
  const db = app.get(Db);
  const actor = await officeActor(db);
  for (const [code, taskCodes] of Object.entries(LINKS)) {
    const [policy] = await db.read<{ id: string; version: number }>(systemActor('demo.policies'), { name: undefined, text: 'SELECT id, version FROM policy WHERE code = $1' }, [code]);
    if (!policy) continue;
    const sample = { name: `${code}（样例文件）.pdf`, bytes: Buffer.from(`%PDF-1.7\n% 样例数据 sample data ${code}\n%%EOF`) };
    const documentIds = WITH_DOCUMENT.includes(code) ? [(await app.get(Attachments).upload(actor, sample)).id] : [];
    await app.get(UpdatePolicy).update(actor, policy.id, policy.version, { taskCodes, documentIds });
  }
  return `${Object.keys(LINKS).length} policies with their tasks`;
}

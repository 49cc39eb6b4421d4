import type { Client } from '../../test/client.js';

const PDF = Buffer.from('%PDF-1.7\n% sample\n%%EOF');

interface Shown {
  version: number;
  scheme: { content: { levels: { items: { code: string; indicator: string | null; target: string | null; evidence: boolean }[] }[] } };
}

/** Does it, or says what came instead. */
async function must(answer: ReturnType<Client['get']>) {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Scores every item as `verdict`, what is measured by its figure, with one file behind each that asks for one. */
export async function scoreAll(client: Client, id: string, verdict = 'full', evidence = true): Promise<void> {
  const { version, scheme } = (await must(client.get(`/evaluations/${id}`))) as Shown;
  const marks = [];
  for (const item of scheme.content.levels.flatMap(({ items }) => items)) {
    const files = evidence && item.evidence ? [(await must(client.upload(`${item.code}.pdf`, PDF))).id as string] : [];
    const measured = item.indicator !== null;
    marks.push({
      item: item.code, verdict: measured ? 'counted' : verdict, ...(measured ? item.target === null && { target: '10' } : { reason: `理由·${item.code}` }), ...(files.length > 0 && { attachmentIds: files }),
    });
  }
  await must(client.patch(`/evaluations/${id}/marks`, { marks }, version));
}

/** Takes an evaluation on as whoever it is, from the version it is at. */
export async function move(client: Client, id: string, action: string, reason?: string) {
  const { version } = (await must(client.get(`/evaluations/${id}`))) as Shown;
  return client.transition(`/evaluations/${id}`, version, { action, ...(reason && { reason }) });
}

/** The evaluation of a year of one case, opened and on the unit's desk. @returns its id */
export async function openOne(office: Client, year: number, caseId: string): Promise<string> {
  await must(office.post('/evaluations', { year, caseIds: [caseId] }));
  return (await must(office.get(`/evaluations?year=${year}&case=${caseId}`))).items[0].id as string;
}

/** All the way: who scores what, in turn, ends published. */
export async function publishOne(people: { liaison: Client; leader: Client; reviewer: Client; office: Client; director: Client }, year: number, caseId: string, verdicts: { self?: string; city?: string; province?: string } = {}): Promise<string> {
  const id = await openOne(people.office, year, caseId);
  await scoreAll(people.liaison, id, verdicts.self);
  await must(move(people.liaison, id, 'submit'));
  await must(move(people.leader, id, 'sign'));
  await scoreAll(people.reviewer, id, verdicts.city, false);
  await must(move(people.reviewer, id, 'report'));
  await scoreAll(people.office, id, verdicts.province, false);
  await must(move(people.director, id, 'publish'));
  return id;
}

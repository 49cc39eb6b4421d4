import type { Client } from '../../test/client.js';

export const PDF = Buffer.from('%PDF-1.7\n% sample\n%%EOF');

/** An application that lacks nothing. Synthetic. */
export const COMPLETE = {
  legalRep: '样例负责人', unionName: '样例公司工会委员会', unionChair: '样例主席', partyOrg: '党总支1个', employees: 500, industrialWorkers: 300, partyMembers: 60,
  highSkill: 45, revenue: 12_000.5, honors: '市级工人先锋号', foundation: '已建立班组培训制度。', taskCodes: ['A03', 'C03'], reason: '行业代表性强。', nominationRoute: 'union',
  unitOpinion: '同意申报。', leaderConsent: true,
};

/** A plan that lacks nothing. */
export const PLAN = {
  sections: { problems: '技能断层', goals: '三年目标', measures: '五项举措', schedule: '分三步', duties: '工会牵头', safeguards: '经费保障', outcomes: '制度三项' },
  tasks: [
    { taskCode: 'C03', measures: '开展等级认定', owner: '人力资源部', milestones: [{ name: '方案印发', dueOn: '2026-07-20' }, { name: '首批认定', dueOn: '2026-09-30' }] },
    { taskCode: 'A03', measures: '理论宣讲', owner: '党群部', milestones: [{ name: '宣讲启动', dueOn: '2026-08-03' }] },
  ],
};

/** Does it, or says what came instead. */
export async function must(answer: ReturnType<Client['get']>, status = 200) {
  const { status: is, body } = await answer;
  if (is !== status) throw new Error(`${is} instead of ${status}: ${JSON.stringify(body)}`);
  return body;
}

export const fileOf = async (client: Client, name = 'opinion.pdf'): Promise<string> => (await must(client.upload(name, PDF), 201)).id;

/** Takes a case on as whoever it is, from the version it is at. */
export async function act(client: Client, id: string, body: Record<string, unknown>) {
  const { version } = await must(client.get(`/pilot-cases/${id}`));
  return client.transition(`/pilot-cases/${id}`, version, body);
}

/** Opens a case for `client`'s own unit and fills it in. @returns its id */
export async function draft(client: Client, batchId: string, level = 'provincial', more: object = {}): Promise<string> {
  const { id, version } = await must(client.post('/pilot-cases', { batchId, level, ...more }), 201);
  await must(client.patch(`/pilot-cases/${id}`, { application: COMPLETE }, version));
  return id;
}

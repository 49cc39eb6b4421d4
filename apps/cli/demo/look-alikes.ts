import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db, systemActor } from '../../../libs/kernel/index.js';
import { PilotUnits } from '../../../libs/units/index.js';

/** As they come about: 市 and 责任 added, a character that sounds the same, the firm's code with another last digit. */
const SLIPS: ((name: string) => string)[] = [
  (name) => `${name.slice(0, 2)}市${name.slice(2).replace('有限公司', '有限责任公司')}`,
  (name) => name.replace(/[恒瑞天华嘉]/u, (c) => ({ 恒: '衡', 瑞: '锐', 天: '添', 华: '桦', 嘉: '佳' })[c] ?? c),
];

/** A few units entered twice, so that there is something to tell apart. Every one says that it is a sample. */
export async function createLookAlikes(app: NestFastifyApplication): Promise<string> {
  const system = systemActor('demo.look-alikes');
  const units = await app.get(Db).read<{ name: string; uscc: string; region: string }>(system, {
    name: undefined,
    text: `SELECT u.name, u.uscc, r.code AS region FROM pilot_unit u JOIN region r ON r.id = u.region_id
           WHERE u.name LIKE '%有限公司' AND u.name NOT LIKE '河北%' AND u.name ~ '[恒瑞天华嘉]' AND u.unit_kind = 'enterprise' ORDER BY u.uscc LIMIT 60`,
  });
  const chosen = units.filter((_, i) => i % 15 === 0).slice(0, 4);
  for (const [i, { name, uscc, region }] of chosen.entries()) {
    const slipped = SLIPS[i % SLIPS.length]!(name);
    const code = `${uscc.slice(0, 17)}${uscc.endsWith('0') ? '1' : '0'}`;
    await app.get(PilotUnits).create(system, { name: slipped, uscc: code, usccReason: '样例数据：疑似重复登记', regionCode: region, unitKind: 'enterprise', remark: '样例数据' });
  }
  return `${chosen.length} units that look like others`;
}

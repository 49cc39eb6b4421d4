import type { DataSource, EntityManager } from 'typeorm';
import { Organisation, Position, Region, User } from '../../../libs/identity/index.js';
import { hashPassword } from '../../../libs/sign-in/index.js';
import { Clock, Db, newId, searchText, systemActor } from '../../../libs/kernel/index.js';

interface Account {
  username: string;
  name: string;
  positions: { role: string; organisationId: string }[];
}

const FIRST_UNITS = `SELECT u.id, u.name FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id ORDER BY c.case_no LIMIT 3`;

/** One account for each who takes part. They are marked as demo accounts and exist nowhere else. */
export async function createAccounts(em: EntityManager): Promise<string> {
  const organisations = await em.find(Organisation, { order: { kind: 'ASC', protocolOrder: 'ASC' } });
  const regions = await em.find(Region, { order: { protocolOrder: 'ASC' } });
  const units: { id: string; name: string }[] = await em.query(FIRST_UNITS);
  const union = organisations.find((o) => o.kind === 'provincial_union')!;
  const cityUnion = (region: Region) => organisations.find((o) => o.kind === 'territorial_union' && o.regionId === region.id)!;
  const at = (role: string, organisationId = union.id) => ({ role, organisationId });
  const one = (username: string, name: string, ...positions: Account['positions']): Account => ({ username, name, positions });
  const territories = regions.filter((r) => r.parentId);
  const accounts = [
    one('office.director', '产改办主任（样例）', at('office_director')),
    one('office.staff', '产改办工作人员（样例）', at('office_staff')),
    one('office.two.hats', '一人两岗（样例）', at('office_staff'), at('city_staff', cityUnion(territories[0]!).id)),
    one('leader', '省领导（样例）', at('leader_view')),
    ...territories.flatMap((r) => [
      one(`city.${r.pinyin}.staff`, `${r.name}经办人（样例）`, at('city_staff', cityUnion(r).id)),
      one(`city.${r.pinyin}.reviewer`, `${r.name}审核员（样例）`, at('city_reviewer', cityUnion(r).id)),
    ]),
    ...organisations
      // the union coordinates the departments, and leads tasks as they do
      .filter((o) => o.kind === 'department' || o.kind === 'provincial_union')
      .flatMap((o) => [
        one(`dept.${o.code.toLowerCase()}.leader`, `${o.shortName}分管领导（样例）`, at('dept_leader', o.id)),
        one(`dept.${o.code.toLowerCase()}.liaison`, `${o.shortName}联络员（样例）`, at('dept_liaison', o.id)),
      ]),
    ...units.flatMap((unit, i) => [
      one(`unit.${String(i + 1).padStart(4, '0')}.leader`, `试点负责人${i + 1}（样例）`, at('pilot_leader', unit.id)),
      one(`unit.${String(i + 1).padStart(4, '0')}.liaison`, `试点联络员${i + 1}（样例）`, at('pilot_liaison', unit.id)),
    ]),
    one('inspector.lead', '督查组组长（样例）', at('inspector_lead')),
    one('inspector', '督查组成员（样例）', at('inspector')),
    one('sys.admin', '系统管理员（样例）', at('sys_admin')),
    one('sec.admin', '安全管理员（样例）', at('sec_admin')),
    one('audit.admin', '审计管理员（样例）', at('audit_admin')),
  ];
  const users = accounts.map((a) => ({ id: newId(), username: a.username, name: a.name, searchText: searchText(a.name, a.username), passwordHash: 'none yet', isDemo: true }));
  await em.insert(User, users);
  await em.insert(Position, accounts.flatMap((a, i) => a.positions.map((p) => ({ id: newId(), userId: users[i]!.id, ...p }))));
  const extra = await createStates(em, union.id, organisations.find((o) => o.kind === 'department')!.id);
  return `${accounts.length + extra} accounts`;
}

/** What else an account can be: invited with a position that waits, disabled, expired, and a deputy for two weeks. */
async function createStates(em: EntityManager, unionId: string, departmentId: string): Promise<number> {
  const person = (username: string, name: string, facts: Partial<User> = {}) => ({ id: newId(), username, name, searchText: searchText(name, username), isDemo: false, ...facts });
  const day = (days: number) => new Date(Date.now() + days * 86_400_000);
  const invited = person('sample.invited', '待激活人员（样例）', { activatedAt: null });
  const deputy = person('office.deputy', '代理人员（样例）', { passwordHash: 'none yet', isDemo: true });
  const others = [person('sample.disabled', '已停用人员（样例）', { disabledAt: new Date(), disabledReason: '调离原单位（样例）' }), person('sample.expired', '已到期人员（样例）', { expiresAt: day(-3) })];
  for (const user of [invited, deputy, ...others]) await em.insert(User, user);
  const director = await em.findOneByOrFail(Position, { role: 'office_director', organisationId: unionId });
  const validUntil = day(14).toISOString().slice(0, 10);
  await em.insert(Position, { id: newId(), userId: deputy.id, organisationId: unionId, role: 'office_staff' });
  await em.insert(Position, { id: newId(), userId: deputy.id, organisationId: unionId, role: 'office_director', deputyOf: director.id, validUntil, reason: '主任外出学习（样例）' });
  await em.query(
    `INSERT INTO position_proposal (id, user_id, organisation_id, role, valid_from, reason) VALUES ($1, $2, $3, 'dept_liaison', (now() AT TIME ZONE 'Asia/Shanghai')::date, '新任联络员（样例）')`,
    [newId(), invited.id, departmentId],
  );
  return 2 + others.length;
}

/** All demo accounts share one password. @returns who they are */
export async function setDemoPassword(dataSource: DataSource, password: string): Promise<{ username: string; role: string }[]> {
  const db = new Db(dataSource, new Clock());
  return db.as(systemActor('demo.password'), async (em) => {
    const [current] = await em.find(User, { where: { isDemo: true }, take: 1 });
    const { verify } = await import('@node-rs/argon2');
    const holds = current?.passwordHash.startsWith('$') && (await verify(current.passwordHash, password));
    if (!holds) await em.update(User, { isDemo: true }, { passwordHash: await hashPassword(password) });
    return em.query(`SELECT u.username, string_agg(p.role, ', ') AS role FROM app_user u JOIN position p ON p.user_id = u.id
      WHERE u.is_demo GROUP BY u.id ORDER BY u.id`);
  });
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ROLE_LIMITS, ROLES } from '../identity/index.js';
import { Clock, newId, searchText, type Actor } from '../kernel/index.js';
import {
  LedgerKinds, Lexicon, type KeptRow, type Known, type LedgerColumn, type LedgerKind, type RowReader, type Trace, type TracedRow,
} from '../ledgers/index.js';
import { endOf } from './account.sql.js';
import { propose } from './proposals.js';

export const ACCOUNT_COLUMNS: readonly LedgerColumn[] = [
  { key: 'name', header: '姓名', synonyms: ['人员姓名', '用户姓名'], required: true, sample: '样例人员' },
  { key: 'username', header: '用户名', synonyms: ['账号', '登录名', '帐号'], required: true, sample: 'sample.person' },
  { key: 'phoneWork', header: '办公电话', synonyms: ['联系电话', '单位电话'] },
  { key: 'organisation', header: '单位', synonyms: ['机构', '所在单位', '工作单位', '机构名称'], sample: '省人社厅' },
  { key: 'role', header: '岗位', synonyms: ['角色', '岗位(角色)', '岗位角色'], sample: '成员单位联络员' },
  { key: 'validUntil', header: '岗位有效期至', synonyms: ['岗位截止', '岗位到期日'] },
  { key: 'expiresOn', header: '账号有效期至', synonyms: ['有效期', '有效期至', '账号到期日', '截止日期'] },
];

interface AccountRecord {
  username: string;
  name: string;
  phoneWork: string | null;
  expiresOn: string | null;
  organisationId: string | null;
  role: string | null;
  validUntil: string | null;
}
interface Meanings {
  organisations: Lexicon;
  kindOf: Map<string, string>;
  ownUsername: string | undefined;
}
interface Facts {
  name: string;
  phone_work: string | null;
  expires_at: string | null;
}
interface AccountTrace {
  id: string;
  version: number;
  before: Facts | null;
  proposals: string[];
}
interface Kept {
  id: string;
  username: string;
  version: number;
  facts: Facts;
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,59}$/;
const ROLE_WORDS = new Lexicon(Object.entries(ROLES).map(([id, { zh, en }]) => ({ id, label: zh, names: [en] })));
const ORGANISATIONS = 'SELECT id, short_name AS label, name, code, kind FROM organisation WHERE closed_at IS NULL ORDER BY kind, protocol_order, id';
// What a person holds, or is to hold; a name without either has one row of its own.
const HELD = `SELECT u.username, u.name, u.phone_work AS "phoneWork", ((u.expires_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::text AS "expiresOn",
    h.organisation_id AS "organisationId", h.role, h.valid_until::text AS "validUntil"
  FROM app_user u LEFT JOIN (
    SELECT user_id, organisation_id, role, valid_until FROM position p WHERE revoked_at IS NULL AND deputy_of IS NULL
    UNION ALL SELECT user_id, organisation_id, role, valid_until FROM position_proposal WHERE state = 'proposed') h ON h.user_id = u.id
  WHERE u.username = ANY ($1)`;
const KEPT = `SELECT id, username, version, json_build_object('name', name, 'phone_work', phone_work, 'expires_at', expires_at) AS facts
  FROM app_user WHERE username = ANY ($1)`;

/**
 * The ledger of accounts, a row per person and position. Accounts are made invited, without a link: links are made when the
 * administrator fetches them. A position in it gives nothing; it waits for the security administrator.
 */
@Injectable()
export class AccountLedger implements LedgerKind<AccountRecord, Meanings>, OnModuleInit {
  readonly name = 'users';
  readonly title = { zh: '账号清单', en: 'Accounts' };
  readonly columns = ACCOUNT_COLUMNS;
  readonly marks = ['name', 'username'];
  readonly keyColumn = 'username';
  readonly fields = { phoneWork: 'phoneWork', expiresOn: 'expiresOn', validUntil: 'validUntil' };

  constructor(
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  async references(em: EntityManager, actor: Actor): Promise<Meanings> {
    const rows: { id: string; label: string; name: string; code: string; kind: string }[] = await em.query(ORGANISATIONS);
    const [own]: { username: string }[] = await em.query('SELECT username FROM app_user WHERE id = $1', [actor.userId]);
    const organisations = new Lexicon(rows.map((row) => ({ id: row.id, label: row.label, names: [row.name, row.code] })));
    return { organisations, kindOf: new Map(rows.map(({ id, kind }) => [id, kind])), ownUsername: own?.username };
  }

  options({ organisations, kindOf }: Meanings): Record<string, string[]> {
    const few = organisations.meanings.filter(({ id }) => kindOf.get(id) !== 'pilot_unit').map(({ label }) => label);
    return { organisation: few, role: ROLE_WORDS.labels };
  }

  check(row: RowReader, { organisations, kindOf, ownUsername }: Meanings): AccountRecord | undefined {
    const username = row.required('username', 60).toLowerCase();
    if (username && !USERNAME.test(username)) row.report('error', 'username', 'bad_username');
    if (username === ownUsername) row.report('error', 'username', 'own_account');
    const organisationId = placeOf(row, organisations);
    const role = row.word('role', ROLE_WORDS);
    if (organisationId && !row.text('role')) row.report('error', 'role', 'required');
    if (role && !row.text('organisation')) row.report('error', 'organisation', 'required');
    if (organisationId && role && !ROLE_LIMITS[role]!.organisationKinds.includes(kindOf.get(organisationId) as never)) row.report('error', 'role', 'role_fits_organisation');
    return {
      username, name: row.required('name', 60), phoneWork: row.optional('phoneWork', 30), expiresOn: row.day('expiresOn'),
      organisationId, role, validUntil: role ? row.day('validUntil') : null,
    };
  }

  keyOf = ({ username, organisationId, role }: AccountRecord): string => [username, organisationId ?? '', role ?? ''].join(' ');
  subjectOf = ({ username }: AccountRecord): string => username;

  async known(em: EntityManager, _actor: Actor, records: AccountRecord[]): Promise<Known> {
    const rows: AccountRecord[] = await em.query(HELD, [records.map(({ username }) => username)]);
    // a row that names no position says of a person only who it is
    const persons = rows.map((row) => ({ ...row, organisationId: null, role: null, validUntil: null }));
    return { records: new Map([...persons, ...rows].map((row) => [this.keyOf(row), row])), subjects: new Map(persons.map((row) => [row.username, row])) };
  }

  async write(em: EntityManager, _actor: Actor, rows: KeptRow<AccountRecord>[]): Promise<Map<string, Trace>> {
    const names = rows.map(({ record }) => record.username);
    const before = await this.keptOf(em, names);
    const ids = new Map([...before.values()].map(({ username, id }) => [username, id]));
    const held = new Set(((await em.query(HELD, [names])) as AccountRecord[]).map(this.keyOf));
    const proposals = new Map<string, string>();
    for (const { id, record } of rows) {
      await this.keep(em, record, ids, before);
      if (!record.role || held.has(this.keyOf(record))) continue;
      const wanted = { userId: ids.get(record.username)!, organisationId: record.organisationId!, role: record.role, validUntil: record.validUntil ?? undefined };
      proposals.set(id, await propose(em, wanted, this.clock.today()));
    }
    const after = await this.keptOf(em, names);
    return new Map(rows.map(({ id, record }): [string, Trace] => {
      const { id: userId, version } = after.get(record.username)!;
      const account: AccountTrace = { id: userId, version, before: before.get(record.username)?.facts ?? null, proposals: [proposals.get(id) ?? []].flat() };
      return [id, { created: account.before ? [] : [userId], undo: { account } }];
    }));
  }

  /** Accounts are never deleted: a made one is disabled and its link withdrawn, a changed one is as it was, a proposal is withdrawn. */
  async takeBack(em: EntityManager, _actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const traces = rows.map((row) => row.undo['account'] as AccountTrace);
    const proposals = traces.flatMap((trace) => trace.proposals);
    const moved: { id: string }[] = await em.query(
      `SELECT r.id FROM jsonb_to_recordset($1::jsonb) r(id uuid, version int) JOIN app_user u ON u.id = r.id WHERE u.version <> r.version
       UNION SELECT q.user_id FROM position_proposal q WHERE q.id = ANY ($2) AND q.state <> 'proposed'`,
      [JSON.stringify(traces), proposals],
    );
    const changed = new Set(moved.map(({ id }) => id));
    if (changed.size === 0) {
      await em.query(`UPDATE position_proposal SET state = 'withdrawn' WHERE id = ANY ($1)`, [proposals]);
      for (const { id, before } of new Map(traces.map((trace) => [trace.id, trace])).values()) {
        if (before) await em.query('UPDATE app_user SET name = $2, phone_work = $3, expires_at = $4 WHERE id = $1', [id, before.name, before.phone_work, before.expires_at]);
        else await em.query(`UPDATE app_user SET disabled_at = now(), disabled_reason = '导入撤销' WHERE id = $1`, [id]);
      }
    }
    return rows.filter((row) => changed.has((row.undo['account'] as AccountTrace).id));
  }

  private async keep(em: EntityManager, record: AccountRecord, ids: Map<string, string>, before: Map<string, Kept>): Promise<void> {
    const { username, name, phoneWork, expiresOn } = record;
    const values = [name, searchText(name, username), phoneWork, expiresOn];
    const known = ids.get(username);
    if (!known) {
      const id = newId();
      ids.set(username, id);
      await em.query(
        `INSERT INTO app_user (id, username, name, search_text, phone_work, expires_at, activated_at) VALUES ($5, $6, $1, $2, $3, ${endOf('$4')}, NULL)`,
        [...values, id, username],
      );
      return;
    }
    if (!before.has(username)) return; // made by an earlier row
    await em.query(
      `UPDATE app_user SET name = $1, search_text = $2, phone_work = $3, expires_at = ${endOf('$4')}
       WHERE id = $5 AND (name, phone_work, expires_at) IS DISTINCT FROM ($1, $3, ${endOf('$4')})`,
      [...values, known],
    );
  }

  private async keptOf(em: EntityManager, names: string[]): Promise<Map<string, Kept>> {
    const rows: Kept[] = await em.query(KEPT, [names]);
    return new Map(rows.map((row) => [row.username, row]));
  }
}

/** There are hundreds of them: what may have been meant helps, a list of all does not. */
function placeOf(row: RowReader, organisations: Lexicon): string | null {
  const text = row.text('organisation');
  if (!text || row.flawed('organisation')) return null;
  const id = organisations.find(text);
  if (!id) row.report('error', 'organisation', 'unknown_reference', undefined, organisations.nearest(text));
  return id ?? null;
}

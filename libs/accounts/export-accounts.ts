import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { ROLES } from '../identity/index.js';
import { Db, notFound, type Actor } from '../kernel/index.js';
import { exportLedger, LedgerImport, type ExportRow } from '../ledgers/index.js';
import { ACCOUNT_COLUMNS } from './account-ledger.js';
import { AccountLinks, newLink } from './account-links.js';

const ACCOUNTS = {
  name: 'users.export',
  text: `SELECT u.name, u.username, u.phone_work AS "phoneWork", o.short_name AS organisation, p.role, p.valid_until::text AS "validUntil",
                ((u.expires_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::text AS "expiresOn"
         FROM app_user u
         LEFT JOIN position p ON p.user_id = u.id AND p.revoked_at IS NULL AND p.deputy_of IS NULL
         LEFT JOIN organisation o ON o.id = p.organisation_id
         WHERE u.disabled_at IS NULL ORDER BY u.username, p.id`,
};
const INVITED = `SELECT DISTINCT u.id, u.username, u.name,
    (SELECT string_agg(o.short_name, '、') FROM position_proposal q JOIN organisation o ON o.id = q.organisation_id WHERE q.user_id = u.id AND q.state = 'proposed') AS organisation
  FROM ledger_import_row r JOIN app_user u ON u.id = ANY (r.created)
  WHERE r.import_id = $1 AND u.activated_at IS NULL AND u.disabled_at IS NULL ORDER BY u.username`;
const LINK_COLUMNS = [
  { key: 'name', header: '姓名' }, { key: 'username', header: '用户名' }, { key: 'organisation', header: '拟任单位' }, { key: 'link', header: '邀请链接', long: true as const },
];

interface Invited {
  id: string;
  username: string;
  name: string;
  organisation: string | null;
}

/** Accounts as a workbook: all of them in the ledger's columns, or the links of those that an import invited. */
@Injectable()
export class ExportAccounts {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(AccountLinks) private readonly links: AccountLinks,
  ) {}

  /** Disabled ones are left out; deputies end by themselves and are not exported. */
  accounts(actor: Actor): { name: string; content: Readable } {
    return { name: '账号清单.xlsx', content: exportLedger('账号清单', ACCOUNT_COLUMNS, this.pages(actor)) };
  }

  /**
   * A new link for each account of the import that has set no password yet; links made before are void with it.
   * @throws 404 for an import that is not the actor's
   */
  async invitations(actor: Actor, importId: string, origin: string): Promise<{ name: string; content: Readable }> {
    const days = await this.links.days();
    const rows: ExportRow[] = [];
    await this.db.as(actor, async (em) => {
      const ledger = await em.findOneBy(LedgerImport, { id: importId });
      if (!ledger || ledger.status !== 'committed') throw notFound();
      const invited: Invited[] = await em.query(INVITED, [importId]);
      for (const { id, username, name, organisation } of invited) {
        const token = await newLink(em, id, 'invitation', days);
        rows.push({ name, username, organisation, link: `${origin}/invitation#${token}` });
      }
    });
    return { name: '邀请链接.xlsx', content: exportLedger('邀请链接', LINK_COLUMNS, Readable.from([rows])) };
  }

  private async *pages(actor: Actor): AsyncGenerator<ExportRow[]> {
    const rows = await this.db.read<Record<string, string | null>>(actor, ACCOUNTS);
    yield rows.map((row) => ({ ...row, role: row['role'] ? (ROLES[row['role']]?.zh ?? row['role']) : null }));
  }
}

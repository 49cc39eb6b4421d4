import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client, type Answer } from '../../test/client.js';
import { buildWorld, PASSWORD, type World } from '../../test/world.js';

/** The world with its three administrators signed in, and what tests of accounts ask again and again. */
export class AccountTrial {
  constructor(
    readonly test: TestApp,
    readonly world: World,
    /** The owner of the schema, who sees and changes everything. */
    readonly owner: pg.Client,
    readonly sys: Client,
    readonly sec: Client,
    readonly auditor: Client,
  ) {}

  attempt(username: string, password = PASSWORD): Promise<Answer> {
    return Client.anonymous(this.test).post('/auth/login', { username, password });
  }

  look(token: string): Promise<Answer> {
    return Client.anonymous(this.test).post('/invitations/look', { token });
  }

  redeem(token: string, password: string): Promise<Answer> {
    return Client.anonymous(this.test).post('/invitations/redeem', { token, password });
  }

  async organisation(code: string): Promise<string> {
    return (await this.owner.query('SELECT id FROM organisation WHERE code = $1', [code])).rows[0].id;
  }

  async user(username: string): Promise<Answer['body']> {
    return (await this.sys.get(`/users?q=${username}`)).body.items.find((u: { username: string }) => u.username === username);
  }

  async positionOf(username: string): Promise<Answer['body']> {
    return (await this.sec.get(`/positions?user=${(await this.user(username)).id}`)).body.items[0];
  }

  async invite(username: string, more: object = {}): Promise<Answer['body']> {
    const answer = await this.sys.post('/users', { username, name: `新人 ${username}`, ...more });
    if (answer.status !== 201) throw new Error(`${username} is not invited: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.test.close();
  }
}

export async function openAccounts(): Promise<AccountTrial> {
  const test = await startTestApp();
  const world = await buildWorld(test);
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  const [sys, sec, auditor] = (await Promise.all(['sys.admin', 'sec.admin', 'audit.admin'].map((name) => Client.signIn(test, name)))) as [Client, Client, Client];
  return new AccountTrial(test, world, owner, sys, sec, auditor);
}

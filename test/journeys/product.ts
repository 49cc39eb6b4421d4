import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startApi } from '../../apps/api/main.js';
import { prepareDatabase } from '../../apps/cli/prepare-database.js';
import { PROJECT_ROOT } from '../../apps/cli/project-root.js';
import { Sessions } from '../../libs/identity/index.js';
import { Db, systemActor } from '../../libs/kernel/index.js';
import { asAdmin, createTestDatabase, SERVER_VARIABLE, TEMPLATE_VARIABLE, withDatabase, type TestDatabase } from '../database.js';

export const PASSWORD = 'a journey needs a ticket';
const SCREENSHOTS = join(PROJECT_ROOT, 'test/screenshots');

/** The product as `npm start` brings it up, with its demo province, on a port and a database of its own. */
export interface Product {
  url: string;
  /** A fresh browser in which `username` is signed in, on the home page. */
  as(username: string, screen?: Screen, look?: Look): Promise<Page>;
  /** The same browser with `username` instead of whoever was there: what it has loaded once it has. */
  become(page: Page, username: string): Promise<void>;
  /** A fresh browser that nobody has signed in to, on the sign-in page. */
  visitor(screen?: Screen, look?: Look): Promise<Page>;
  /** Everybody showed the password an hour ago, and nothing is remembered of that. */
  passAnHour(): Promise<void>;
  /** What the browsers complained of since the last call: exceptions, and what pages wrote to the console as errors. */
  complaints(): string[];
  /** Ends everything. A page that threw fails the journey even when nobody on the way noticed. */
  close(): Promise<void>;
}

export interface Screen {
  width: number;
  height: number;
}
/** What the person had chosen on this device before. */
export interface Look {
  language: 'zh' | 'en';
  dark: boolean;
}
export const DESK: Screen = { width: 1366, height: 768 };
export const PHONE: Screen = { width: 390, height: 844 };

export async function startProduct({ schedules = false }: { schedules?: boolean } = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'changai-journey-'));
  const database = await demoDatabase();
  const api = await startApi({ port: 0, ownerUrl: database.ownerUrl, dataDir, demo: true, schedules });
  const browser = await launch();
  const contexts: BrowserContext[] = [];
  const exceptions: string[] = [];
  let complaints: string[] = [];

  const newPage = async (screen = DESK, look?: Look): Promise<Page> => {
    const onPhone = screen === PHONE;
    const context = await browser.newContext({ viewport: screen, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', baseURL: api.url, isMobile: onPhone, hasTouch: onPhone });
    context.setDefaultTimeout(15_000);
    if (look) await context.addInitScript(chooseLook, look);
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => exceptions.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`);
    });
    return page;
  };
  return {
    url: api.url,
    async visitor(screen, look) {
      const page = await newPage(screen, look);
      await page.goto('/');
      return page;
    },
    async as(username, screen, look) {
      const page = await newPage(screen, look);
      await signIn(page, username);
      await page.addInitScript(rememberSignedIn);
      await page.goto('/');
      return page;
    },
    async become(page, username) {
      await page.evaluate(() => [localStorage, sessionStorage].forEach((kept) => kept.clear()));
      // off the page first, or what it asks for in between is refused
      await page.goto('about:blank');
      await page.context().clearCookies();
      await signIn(page, username);
      await page.addInitScript(rememberSignedIn);
      await page.goto('/');
    },
    async passAnHour() {
      await api.app.get(Db).write(systemActor('test'), { name: undefined, text: `UPDATE session SET confirmed_at = confirmed_at - interval '1 hour'` }, []);
      Object.assign(api.app.get(Sessions), { remembered: new Map() });
    },
    complaints() {
      const said = [...exceptions, ...complaints];
      complaints = [];
      return said;
    },
    async close() {
      // Whatever fails to end must not keep the rest alive, and with it the whole run.
      await Promise.allSettled(contexts.map((context) => context.close()));
      await Promise.allSettled([browser.close()]);
      await api.close().finally(() => database.drop());
      rmSync(dataDir, { recursive: true, force: true });
      if (exceptions.length > 0) throw new Error(`The console threw:\n${exceptions.join('\n')}`);
    },
  };
}

/** What the sign-in page does is a journey of its own; everywhere else it would only be the first of two pages to load. */
async function signIn(page: Page, username: string): Promise<void> {
  const answer = await page.request.post('/api/v1/auth/login', { data: { username, password: PASSWORD } });
  if (!answer.ok()) throw new Error(`${username} cannot sign in: ${answer.status()} ${await answer.text()}`);
}

/** In the browser, before the console, once a tab: as the sign-in page leaves it. */
function rememberSignedIn(): void {
  if (location.protocol === 'about:') return;
  if (sessionStorage.getItem('journey:signed-in')) return;
  sessionStorage.setItem('journey:signed-in', 'yes');
  localStorage.setItem('console:signed-in', 'yes');
}

/** In the browser, before the console: what the person chose, and lists of twenty rows, which show no other kind of row than fifty. */
function chooseLook(chosen: Look): void {
  if (location.protocol === 'about:') return;
  localStorage.setItem('console:preferences', JSON.stringify(chosen));
  const kept = Storage.prototype.getItem;
  Storage.prototype.getItem = function (key) {
    return kept.call(this, key) ?? (key.startsWith('console:list:') ? '{"size":20}' : null);
  };
}

/** Filling the province takes seconds, so the first file of a run does it and the others copy what it made. */
async function demoDatabase(): Promise<TestDatabase> {
  const filled = `${process.env[TEMPLATE_VARIABLE]}_demo`;
  await asAdmin(async (admin) => {
    // two files begin at once: the second waits for what the first makes
    await admin.query(`select pg_advisory_lock(hashtext('demo'))`);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [filled]);
    if (rowCount === 0) await fillOnce(filled);
  });
  const name = `journey_${randomUUID().replaceAll('-', '')}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${filled} strategy file_copy`));
  return {
    ownerUrl: withDatabase(process.env[SERVER_VARIABLE]!, name),
    drop: () => asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`)),
  };
}

async function fillOnce(called: string): Promise<void> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'changai-demo-'));
  process.env['DEMO_PASSWORD'] = PASSWORD;
  await prepareDatabase(database.ownerUrl, () => undefined, { dataDir, fillDemo: true });
  rmSync(dataDir, { recursive: true, force: true });
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await asAdmin((admin) => admin.query(`alter database ${name} rename to ${called}`));
}

/** A system Chromium where there is one; else the one that came with `npm ci`. A browser that is missing fails the test. */
async function launch(): Promise<Browser> {
  const system = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path && existsSync(path));
  // Its own errands would go to the internet, and tests talk to nobody.
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // Without the flags that come with the packaged one: they put everything into one process, which falls over on the way.
  return chromium.launch({ executablePath: system ?? (await sparticuz.executablePath()), args: quiet });
}

/** Kept out of git; for whoever wants to look: `npm test` takes none, `npm run test:journeys` does. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === 'off') return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

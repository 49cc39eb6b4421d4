import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../apps/cli/project-root.js';
import { ask, type Rows } from './hands.js';
import { DESK, PHONE, picture, startProduct, type Look, type Product, type Screen } from './product.js';

interface Sight {
  /** As the router has it. */
  route: string;
  path: string;
  /** What to open on the page, one after the other: dialogs have looks of their own. */
  open?: string[];
  /** Whether its heading is data: a unit's, a visit's or the reader's own name. */
  named?: true;
}

const LIGHT: Look = { language: 'zh', dark: false };
const DARK: Look = { language: 'en', dark: true };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SECTIONS = Object.keys(JSON.parse(readFileSync(join(PROJECT_ROOT, 'apps/web/src/i18n/zh.json'), 'utf8')) as object);

let product: Product;
let desk: Record<string, Sight[]>;
let phone: Record<string, Sight[]>;
beforeAll(async () => {
  product = await startProduct();
  const office = await product.as('office.director');
  const firstOf = async (list: string) => (await ask<Rows<{ id: string }>>(office, list)).items[0]!.id;
  const inspector = await product.as('inspector');
  const unit = await product.as('unit.0001.liaison');
  const toFile = (await ask<Rows<{ id: string }>>(inspector, '/visits?state=planned&limit=1')).items[0]!.id;
  const own = (await ask<Rows<{ id: string; caseId: string }>>(unit, '/assignments?state=in_progress&limit=1')).items[0]!;
  const given = await firstOf('/assignments?state=in_progress&limit=1');
  const pending = await firstOf('/assignments?state=pending_issue&limit=1');
  const pilot = (await ask<Rows<{ id: string; unit: { id: string } }>>(office, '/pilot-cases?limit=1')).items[0]!;
  desk = {
    '': [{ route: '/sign-in', path: '/sign-in' }],
    'office.director': [
      { route: 'index', path: '/', named: true, open: ['user-menu'] },
      { route: 'units', path: '/units', open: ['add-unit'] },
      { route: 'units/:id', named: true, path: `/units/${pilot.unit.id}`, open: ['edit-unit'] },
      { route: 'cases', path: '/cases', open: ['list-settings'] },
      { route: 'cases/:id', named: true, path: `/cases/${pilot.id}` },
      { route: 'assignments', path: '/assignments', open: ['open-palette'] },
      { route: 'assignments/new', path: '/assignments/new', open: ['assign-due-on'] },
      { route: 'assignments/:id', path: `/assignments/${given}`, open: [`log-progress-${given}`] },
      { route: 'assignments/:id', path: `/assignments/${pending}`, open: ['action-issue'] },
      { route: 'inspections', path: '/inspections' },
      { route: 'visits', path: '/visits' },
      { route: 'visits/:id', named: true, path: `/visits/${await firstOf('/visits?state=fed_back&limit=1')}` },
      { route: 'findings', path: '/findings' },
      { route: 'reports', path: '/reports?status=missing&period=open' },
      { route: 'overview', path: '/overview', open: ['expand-130900'] },
      { route: 'audit', path: '/audit' },
      { route: '*', path: '/nowhere' },
    ],
    'sys.admin': [{ route: 'users', path: '/users' }],
  };
  phone = {
    '': [{ route: '/sign-in', path: '/sign-in' }],
    inspector: [
      { route: 'index', path: '/', named: true, open: ['open-nav'] },
      { route: 'visits', path: '/visits' },
      { route: 'visits/:id', named: true, path: `/visits/${toFile}`, open: ['verdict-fail'] },
      { route: 'findings', path: '/findings' },
    ],
    'unit.0001.liaison': [
      { route: 'index', path: '/', named: true, open: ['user-menu'] },
      { route: 'assignments', path: '/assignments' },
      { route: 'assignments/:id', path: `/assignments/${own.id}`, open: [`log-progress-${own.id}`] },
      { route: 'cases/:id', named: true, path: `/cases/${own.caseId}` },
      { route: 'reports', path: '/reports' },
    ],
    leader: [
      { route: 'overview', path: '/overview' },
      { route: 'units', path: '/units' },
    ],
  };
}, 90_000);
afterAll(() => product?.close());

test('every page of the router is looked at', () => {
  const router = readFileSync(join(PROJECT_ROOT, 'apps/web/src/app/router.tsx'), 'utf8');
  const routes = [...router.matchAll(/path: '([^']+)'/g)].map(([, path]) => path!);
  // the names the API's own links use for the same two pages
  const aliases = ['pilot-units', 'progress-reports'];
  const seen = Object.values(desk).flat().map(({ route }) => route);
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((route) => !seen.includes(route) && !aliases.includes(route))).toEqual([]);
});

test('on a desk, in Chinese, by day', () => look(() => desk, DESK, LIGHT), 120_000);
test('on a desk, in English, in the dark', () => look(() => desk, DESK, DARK), 120_000);
test('on a phone, in Chinese, by day', () => look(() => phone, PHONE, LIGHT), 120_000);
test('on a phone, in English, in the dark', () => look(() => phone, PHONE, DARK), 120_000);

/** Every flaw of every page is told at once: mending them one by one would take a run each. */
async function look(people: () => Record<string, Sight[]>, screen: Screen, chosen: Look): Promise<void> {
  const flaws: string[] = [];
  product.complaints();
  for (const [username, sights] of Object.entries(people())) {
    const page = username ? await product.as(username, screen, chosen) : await product.visitor(screen, chosen);
    for (const sight of sights) {
      await go(page, sight.path);
      const name = [screen === PHONE ? 'phone' : 'desk', chosen.language, sight.route.replace(/[/:*]+/g, '_'), username.split('.')[0]].join('-');
      await picture(page, name);
      flaws.push(...(await flawsOf(page, name, chosen, sight)));
      for (const id of sight.open ?? []) {
        await page.getByTestId(id).click();
        await settled(page);
        await picture(page, `${name}-open`);
        flaws.push(...(await flawsOf(page, `${name} ${id}`, chosen, sight)));
      }
    }
    await page.context().close();
  }
  // The address nobody serves is asked of the router, not of the API, so nothing here may fail.
  expect([...flaws, ...product.complaints()]).toEqual([]);
}

/** As a link would: the page is not loaded anew, only the first one is. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('h1:not([data-left])').first().waitFor({ state: 'attached' });
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
}

async function flawsOf(page: Page, name: string, { language }: Look, { named }: Sight): Promise<string[]> {
  const flaws = await page.evaluate(flawsInSight, { sections: SECTIONS, english: language === 'en', named });
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (values) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 160) + (any[0]?.message ?? '')).join(' | ')}`);
  }, RULES);
  return [...flaws, ...violations].map((flaw) => `${name}: ${flaw}`);
}

/** Runs in the page: what sticks out of it, words that are keys, and Chinese where the console itself speaks English. */
function flawsInSight({ sections, english, named }: { sections: string[]; english: boolean; named?: boolean }): string[] {
  const flaws: string[] = [];
  const root = document.scrollingElement!;
  if (root.scrollWidth > innerWidth + 1) flaws.push(`the page is ${root.scrollWidth} wide on a screen of ${innerWidth}`);

  const attributes = ['aria-label', 'placeholder', 'title'];
  const saidBy = (element: Element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent!.trim()),
    ...attributes.map((attribute) => element.getAttribute(attribute) ?? ''),
  ].filter(Boolean);

  const key = new RegExp(`(^|\\s)(${sections.join('|')})\\.[a-z_]\\w*`);
  for (const element of document.body.querySelectorAll('*:not(code, script, style)')) {
    for (const words of saidBy(element)) if (key.test(words)) flaws.push(`no words for ${words}`);
  }

  if (english) {
    // People's, units' and tasks' names and what people wrote are data and stay as they are.
    const data = 'a[href^="/units/"], a[href^="/cases/"], .ant-dropdown-menu-item-disabled, tbody td, tbody input, .row-card, .demo-account, .palette-list, .said, #item-title, #checklist, [data-testid="user-menu"], [data-testid="language-switch"], [data-name]';
    const ours = 'h1, h2, h3, th, label, legend, button, nav a, caption, [role="tab"], [role="menuitem"], [data-state], [data-light], .ant-steps-item-title, .ant-descriptions-item-label, .banner, input, .ant-segmented-item-label, .sub';
    const heading = named ? ', main h1, [role="main"] h1, .page-head .sub, .page-head .sub *' : '';
    for (const element of document.body.querySelectorAll(`:is(${ours}), :is(${ours}) *`)) {
      const speaksItself = element.matches('[data-state], [data-light]') || !element.closest(data + heading);
      if (!speaksItself) continue;
      // The acting position is an organisation's name behind a translated role.
      for (const words of saidBy(element)) if (!words.startsWith('✓ ') && /\p{Script=Han}/u.test(words)) flaws.push(`Chinese in English: ${element.tagName.toLowerCase()} “${words}”`);
    }
  }
  return [...new Set(flaws)];
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../apps/cli/project-root.js';
import { calmForAWhile, flawsInSight, goWithin, violationsInSight } from './in-page.js';
import { DESK, PHONE, picture, startProduct, type Look, type Product, type Screen } from './product.js';
import { sightsOf, type Sight } from './sights.js';

const LIGHT: Look = { language: 'zh', dark: false };
const DARK: Look = { language: 'en', dark: true };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SECTIONS = Object.keys(JSON.parse(readFileSync(join(PROJECT_ROOT, 'apps/web/src/i18n/zh.json'), 'utf8')) as object);

let product: Product;
let desk: Record<string, Sight[]>;
let phone: Record<string, Sight[]>;
beforeAll(async () => {
  product = await startProduct();
  ({ desk, phone } = await sightsOf(product));
}, 90_000);
afterAll(() => product?.close());

test('every page of the router is looked at', () => {
  const router = readFileSync(join(PROJECT_ROOT, 'apps/web/src/app/router.tsx'), 'utf8');
  const routes = [...router.matchAll(/path: '([^']+)'/g)].map(([, path]) => path!);
  // the names the API's own links use for the same pages
  const aliases = ['pilot-units', 'pilot-cases', 'progress-reports'];
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
  await Promise.all(strands(Object.entries(people())).map((strand) => lookAlong(strand, flaws, screen, chosen)));
  // The address nobody serves is asked of the router, not of the API, so nothing here may fail.
  expect([...flaws, ...product.complaints()]).toEqual([]);
}

/** One browser goes through what these people see, one person after the other: what it has loaded once it has. */
async function lookAlong(strand: Share[], flaws: string[], screen: Screen, chosen: Look): Promise<void> {
  const [[first = ''] = []] = strand;
  const page = first ? await product.as(first, screen, chosen) : await product.visitor(screen, chosen);
  let who = first;
  for (const [username, sights] of strand) {
    if (username !== who) await product.become(page, username);
    who = username;
    await page.waitForLoadState('networkidle');
    let opened = false;
    for (const sight of sights) {
      // What was opened lies over the page until it is loaded anew.
      await (opened ? page.goto(sight.path) : go(page, sight.path));
      await settled(page);
      opened = !!sight.open;
      const name = [screen === PHONE ? 'phone' : 'desk', chosen.language, sight.route.replace(/[/:*]+/g, '_'), username.split('.')[0], sight.open?.[0].split('-')[0]].filter(Boolean).join('-');
      await picture(page, name);
      flaws.push(...(await flawsOf(page, name, chosen, sight)));
      if (!sight.open) continue;
      const [id, shows] = sight.open;
      if (sight.press) await page.getByTestId(sight.press[0]).press(sight.press[1]);
      await page.getByTestId(id).click();
      await page.locator(shows).first().waitFor();
      await settled(page);
      await picture(page, `${name}-open`);
      flaws.push(...(await flawsOf(page, `${name} ${id}`, chosen, sight)));
    }
  }
  await page.context().close();
}

type Share = [username: string, sights: Sight[]];

/** Three ways of about one length, side by side, because a page that loads leaves a core free. Whoever has not signed in goes first. */
function strands(people: Share[]): Share[][] {
  const halves = ([name, sights]: Share): Share[] => (sights.length < 14 ? [[name, sights]] : [[name, sights.slice(0, sights.length / 2)], [name, sights.slice(sights.length / 2)]]);
  const shares = people.flatMap(halves).sort(([a, few], [b, many]) => Number(b === '') - Number(a === '') || many.length - few.length);
  const ways: Share[][] = [[], [], []];
  const length = (way: Share[]) => way.reduce((n, [, sights]) => n + sights.length, 0);
  for (const share of shares) ways.sort((a, b) => length(a) - length(b))[0]!.push(share);
  return ways;
}

/** As a link would: the page is not loaded anew, only the first one is. */
async function go(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname === path) return;
  await page.evaluate(goWithin, path);
  await page.locator('h1:not([data-left])').first().waitFor({ state: 'attached' });
}

/** Nothing is on its way any more, for long enough that nothing new sets out. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState();
  await page.waitForFunction(calmForAWhile, undefined, { polling: 'raf' });
}

async function flawsOf(page: Page, name: string, { language }: Look, { named }: Sight): Promise<string[]> {
  const flaws = await page.evaluate(flawsInSight, { sections: SECTIONS, english: language === 'en', named });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(violationsInSight, RULES);
  return [...flaws, ...violations].map((flaw) => `${name}: ${flaw}`);
}

import type { Locator, Page } from 'playwright-core';
import { PASSWORD } from './product.js';

/** What a person does with the console's widgets, and what a journey reads beside the screen. */

/** Picks an option of a select by its words. */
export async function choose(page: Page, select: Locator, label: string): Promise<void> {
  await select.click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: label }).first().click();
}

/** Turns the open calendar to the month of `day` and gives its cell. */
export async function calendarCell(page: Page, day: string): Promise<Locator> {
  const calendar = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
  const cell = calendar.locator(`td.ant-picker-cell-in-view[title="${day}"]`);
  await calendar.waitFor();
  for (let months = 0; months < 14 && (await cell.count()) === 0; months += 1) await calendar.locator('.ant-picker-header-next-btn').click();
  return cell;
}

/** What the API itself says to the person signed in on this page: the yardstick for what the page shows. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The exact total a list shows below its rows. */
export async function totalOf(page: Page): Promise<number> {
  const total = page.locator('[data-testid="list-total"][data-total]');
  await total.waitFor();
  return Number(await total.getAttribute('data-total'));
}

/** Answers the dialog that asks who it is before a sensitive act. */
export async function showPassword(page: Page): Promise<void> {
  await page.getByTestId('confirm-password').fill(PASSWORD);
  await page.getByTestId('confirm-identity').click();
  await page.getByTestId('confirm-password').waitFor({ state: 'hidden' });
}

export const light = (within: Page | Locator): Promise<string | null> => within.locator('[data-light]').first().getAttribute('data-light');

/** Whether a person sees it without scrolling; what is only in the document may be anywhere. */
export async function inSight(page: Page, what: Locator): Promise<boolean> {
  const box = await what.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= page.viewportSize()!.height;
}

export interface Rows<T> {
  items: T[];
  total: number;
}

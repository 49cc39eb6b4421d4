/// <reference lib="dom" />
import type { AxeResults, RunOptions } from 'axe-core';

/** What runs inside the browser's page; each function travels there by itself, so it may use nothing of this file. */

/** What sticks out of the page, words that are keys, and Chinese where the console itself speaks English. */
export function flawsInSight({ sections, english, named }: { sections: string[]; english: boolean; named?: boolean }): string[] {
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

/** axe's own script has to be in the page already; what lies over the page is looked at alone, for what is behind it was looked at before. @returns a line per rule that is broken, with the first places */
export async function violationsInSight(rules: string[]): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: { run(where: Document | Element, how: RunOptions): Promise<AxeResults> } };
  const layers = [...document.querySelectorAll('.ant-modal, .ant-drawer-content-wrapper, .ant-popover, .ant-dropdown, .ant-picker-dropdown, .ant-select-dropdown')];
  const over = layers.find((layer) => layer.checkVisibility());
  const { violations } = await axe.run(over ?? document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 160) + (any[0]?.message ?? '')).join(' | ')}`);
}

/** Asked at every frame: whether nothing has been loading for the last few of them. */
export function calmForAWhile(): boolean {
  const page = globalThis as unknown as { calmFrames?: number };
  const busy = document.querySelector('[aria-busy="true"], .ant-skeleton, .ant-spin-spinning, .route-bar.busy, .ant-btn-loading') || !document.querySelector('h1') || document.fonts.status === 'loading';
  page.calmFrames = busy ? 0 : (page.calmFrames ?? 0) + 1;
  if (page.calmFrames < 4) return false;
  page.calmFrames = 0;
  return true;
}

/** Goes where a link would lead: the page is not loaded anew. */
export function goWithin(path: string): void {
  document.querySelector('h1')?.setAttribute('data-left', '');
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** A real photo as a camera would give it, larger than the console sends on. @returns base64 of a JPEG */
export function takePhoto(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 2000;
  canvas.height = 1500;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#7a8f5a';
  pen.fillRect(0, 0, 2000, 1500);
  pen.fillStyle = '#fff';
  pen.fillRect(400, 300, 900, 700);
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
}

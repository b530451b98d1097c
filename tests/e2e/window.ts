// The parts of the window by role and name, as a person or a screen reader finds them. Pictures are drawn on canvas: what is in them is
// told by the status line that follows the cursor, and walked with the arrow keys.
import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { savedFile } from './app.ts';

export const table = (page: Page, name: string): Locator => page.getByRole('grid', { name, exact: true });
export const picture = (page: Page, name: string): Locator => page.getByRole('application', { name, exact: true });
export const breadcrumb = (page: Page): Locator => page.getByRole('navigation', { name: 'Breadcrumb' });
export const recordingFacts = (page: Page): Locator => page.getByRole('status', { name: 'Recording' });
export const problem = (page: Page): Locator => page.getByRole('alert', { name: 'Problem' });
export const toolbar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Main toolbar' });
export const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search functions' });

/** Searches the function list, and waits until it lists what was found: rows that a test goes on with are not replaced under it. */
export async function searchFor(page: Page, text: string): Promise<void> {
  await search(page).fill(text);
  await expect(search(page)).toHaveAttribute('aria-busy', 'false');
}

/** What a picture says about the thing under its cursor. */
export const cursorOf = (page: Page, name: string): Locator =>
  page.getByRole('status', { name: `${name}: where the cursor is` });

/** The row of a table whose function has exactly this name; recursive calls carry a sign behind it. */
export function row(within: Locator, name: string): Locator {
  const exactly = new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}( ?↻)?$`);
  return within.getByRole('row').filter({ has: within.page().getByRole('gridcell', { name: exactly }) });
}

/** The texts of a row's cells, in the order of the columns. */
export async function cellsOf(line: Locator): Promise<string[]> {
  return (await line.getByRole('gridcell').allInnerTexts()).map((text) => text.trim());
}

/** The function names of a table's rows, in the order they are shown. */
export async function namesIn(within: Locator): Promise<string[]> {
  const headers = await within.getByRole('columnheader').allInnerTexts();
  const column = headers.findIndex((text) => /^(function|caller|callee)\b/i.test(text.trim()));
  const names: string[] = [];
  for (const line of await within.getByRole('row').all()) {
    const cells = await cellsOf(line);
    if (cells.length > 0) names.push((cells[column] ?? '').replace(/\s*↻$/, ''));
  }
  return names;
}

/** The window shortens what CPython writes about its built-ins. */
export function nameInWindow(recorded: string): string {
  return recorded.replace(/^<built-in method (.+)>$/, '$1').replace(/^<method '(.+)' of '(.+)' objects>$/, '$2.$1');
}

export async function showTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

/** Brings every view of the window to the front of its pane, in the order of the tabs, and looks at it; views to come are among them. */
export async function lookAtEachView(page: Page, look: (viewId: string) => Promise<void>): Promise<void> {
  const tabs = page.getByRole('region', { name: 'Views', exact: true }).getByRole('tab');
  const ids = await tabs.evaluateAll((all) =>
    all.flatMap((tab) => tab.querySelector('[data-view]')?.getAttribute('data-view') ?? []),
  );
  for (const [place, id] of ids.entries()) {
    await tabs.nth(place).click();
    await expectComputed(page);
    await look(id);
  }
  await showTab(page, 'Functions');
}

/** Waits until every pane in front shows rows, a picture, or why it has none. */
export async function expectComputed(page: Page): Promise<void> {
  const waiting = () =>
    page.evaluate(() => {
      // Those of a tab behind another one have a place and no text.
      const panes = [...document.querySelectorAll<HTMLElement>('.pane')].filter((pane) =>
        pane.checkVisibility({ visibilityProperty: true }),
      );
      const isEmpty = (pane: HTMLElement) => {
        const picture = pane.querySelector('[role="application"]');
        return (picture === null ? pane.innerText : pane.querySelector('[role="status"]')?.textContent)?.trim() === '';
      };
      return panes.filter((pane) => pane.querySelector('.pane-busy') !== null || isEmpty(pane)).length;
    });
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
}

/** Waits until every pane is about this function. */
export async function expectActive(page: Page, name: string): Promise<void> {
  await expect(breadcrumb(page).getByRole('strong')).toHaveText(name);
  for (const view of ['Callee map', 'Call graph']) {
    if (await picture(page, view).isVisible()) await expect(cursorOf(page, view)).toContainText(`${name}: `);
  }
}

/** Makes a function active as most people do: a double click in the function list. */
export async function makeActive(page: Page, name: string): Promise<void> {
  await row(table(page, 'Functions'), name).dblclick();
  await expectActive(page, name);
}

/** Types a path into the dialog for it. */
export async function openPath(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open path…' }).click();
  await page.getByRole('textbox', { name: /^Path of a recording/ }).fill(path);
  await page.keyboard.press('Enter');
}

/** Waits until this recording is shown. */
export async function expectOpen(page: Page, file: string): Promise<void> {
  await expect(recordingFacts(page)).toContainText(basename(file), { timeout: 15_000 });
  await expect(table(page, 'Functions').getByRole('row').nth(1)).toBeVisible();
}

/** What the export menu of a view saves: its name and bytes. */
export async function exportFrom(page: Page, view: string, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `Export ${view}` }).click();
  return savedFile(page, () => page.getByRole('menuitem', { name: format, exact: true }).click());
}

/** The same, parsed. The caller says what it expects to find. */
export async function exportedJson<Shape>(page: Page, view: string): Promise<Shape> {
  const { bytes } = await exportFrom(page, view, 'JSON');
  return JSON.parse(bytes.toString('utf8')) as Shape;
}

export async function exportedText(page: Page, view: string, format: string): Promise<string> {
  return (await exportFrom(page, view, format)).bytes.toString('utf8');
}

/** Names in the titles of an SVG picture, one for each rectangle or node. */
export function titlesIn(svg: string): string[] {
  return [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map((match) => match[1] ?? '');
}

/** A point of a picture where the thing with this name is drawn: clicked for, row by row, until the status line says the name. */
export async function pointAt(page: Page, view: string, name: string): Promise<[number, number]> {
  const box = await picture(page, view).boundingBox();
  if (box === null) throw new Error(`${view} is not to be seen`);
  const steps = 24;
  for (let line = 1; line < steps; line++) {
    for (let place = 1; place < steps; place += 2) {
      const point: [number, number] = [box.x + (box.width * place) / steps, box.y + (box.height * line) / steps];
      await page.mouse.click(...point);
      if ((await cursorOf(page, view).innerText()).startsWith(`${name}: `)) return point;
    }
  }
  throw new Error(`no place of ${view} shows ${name}`);
}

/** What a browser makes of an SVG file: its error, its size, its texts, and whatever it would fetch or run. */
export async function readSvg(page: Page, svg: string) {
  // In a tab of its own: what the picture needs is not what the window's policy allows.
  const tab = await page.context().newPage();
  const read = await tab.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = picture.documentElement;
    const outside = /^(https?:|\/\/|file:|javascript:)/i;
    const attributes = [...picture.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    return {
      error: picture.querySelector('parsererror')?.textContent ?? null,
      width: Number.parseFloat(root.getAttribute('width') ?? ''),
      height: Number.parseFloat(root.getAttribute('height') ?? ''),
      texts: [...picture.querySelectorAll('text')].map((element) => element.textContent),
      title: picture.querySelector('title')?.textContent ?? '',
      foreign: [...picture.querySelectorAll('script, image, img, foreignObject, iframe, a, link, style')].map(
        ({ tagName }) => tagName,
      ),
      reaching: attributes
        .filter(({ name, value }) => !name.startsWith('xmlns') && (outside.test(value) || /url\((?!#)/.test(value)))
        .map(({ name, value }) => `${name}=${value}`),
    };
  }, svg);
  await tab.close();
  return read;
}

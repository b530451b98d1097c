// Nothing moves under the person's hands: when the whole recording takes the place of its beginning, when a part is chosen, when a pane gets
// another size, when a view comes back from behind another one.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectComputed, expectOpen, namesIn, openPath, recordingFacts, showTab, table } from './window.ts';

const functions = (page: Page) => table(page, 'Functions');
const MEGABYTE = 1_000_000;

/** Functions by falling cost, so that its beginning has the same rows at the top as the whole. */
function writeFalling(path: string, bytes: number): string {
  const file = openSync(path, 'w');
  writeSync(file, '# callgrind format\nversion: 1\npositions: line\nevents: Ir\n');
  for (let i = 1, size = 0; size < bytes; ) {
    let text = '';
    for (const end = i + 1000; i < end; i++) {
      const lines = Array.from({ length: 40 }, (_, line) => `${line + 1} ${2 * MEGABYTE - i}\n`).join('');
      text += `\nfl=file_${i % 400}.cpp\nfn=(${i}) function_${i}\n${lines}cfn=(${i + 1})${i === 1 ? ' function_2' : ''}\ncalls=1 1\n41 1000\n`;
    }
    size += writeSync(file, text);
  }
  closeSync(file);
  return path;
}

/** One dump of a process in which functions of this kind cost something, falling, and of the other kind nothing. */
function dump(part: number, kind: string): string {
  const head = ['# callgrind format', 'creator: callgrind-3.19.0', 'pid: 7', `part: ${part}`, 'cmd: ./x', 'events: Ir'];
  const costs = Array.from({ length: 300 }, (_, i) => `fn=${kind}_${i + 1}\n1 ${1000 - i}`);
  return [...head, ...costs, ''].join('\n');
}

interface Watched {
  /** What was seen in each frame, one after another, without repetition. */
  readonly places: string[];
  readonly wasPartial: boolean;
}

/** Looks at every frame of the page from now on: where panes, tables, pictures, header and status bar stand, and how the list is scrolled. */
async function watchPlaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { places: [] as string[], wasPartial: false };
    Object.assign(window, { watched });
    const look = () => {
      const places = [...document.querySelectorAll('.pane, .table-body, .picture, .item-header, .status-bar')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return `${element.classList[0]} ${[x, y, width, height].map(Math.round).join(' ')}`;
        });
      const list = document.querySelector('[aria-label="Functions"] .table-body');
      const names = [...(list?.querySelectorAll('.table-row .item') ?? [])].slice(0, 3).map((name) => name.textContent);
      const now = [...places, `scrolled ${list?.scrollTop}`, ...names].join('\n');
      if (watched.places.at(-1) !== now) watched.places.push(now);
      watched.wasPartial ||= document.querySelector('[aria-label="Partial recording"]') !== null;
      requestAnimationFrame(look);
    };
    look();
  });
}

const seen = (page: Page): Promise<Watched> => page.evaluate(() => (window as unknown as { watched: Watched }).watched);

async function scrollList(page: Page, by: number): Promise<void> {
  const box = await functions(page).boundingBox();
  if (box === null) throw new Error('the list is not to be seen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, by);
  await expect.poll(() => scrollOf(page)).toBe(by);
}

const scrollOf = (page: Page) =>
  functions(page)
    .locator('.table-body')
    .evaluate((body) => body.scrollTop);

/** What was seen while the recording of such a file settled, after a scroll and a click in the list of its beginning. */
async function seenSettling(page: Page, folder: string, bytes: number): Promise<Watched> {
  await openPath(page, writeFalling(join(folder, `callgrind.out.falling-${bytes}`), bytes));
  const note = page.getByRole('note', { name: 'Partial recording' });
  await expect(note).toBeVisible();
  await expect(functions(page).getByRole('row').nth(1)).toBeVisible();
  await expectComputed(page);
  await scrollList(page, 660);
  await functions(page).getByRole('gridcell', { name: 'function_40', exact: true }).click();
  await expect(chosen(page)).toContainText('function_40');
  await watchPlaces(page);
  await expect(note).toHaveCount(0, { timeout: 60_000 });
  await expect(recordingFacts(page)).not.toContainText('partial');
  await expectComputed(page);
  return seen(page);
}

const chosen = (page: Page) => functions(page).getByRole('row', { selected: true });

test('the whole recording takes the place of its beginning, and nothing in the window moves', async ({ launch }) => {
  const { page, folder, errors } = await launch();
  let watched = await seenSettling(page, folder, 300 * MEGABYTE);
  // Read while the page was still being scrolled and clicked: nothing to be seen. A file that takes longer is.
  if (!watched.wasPartial) watched = await seenSettling(page, folder, 600 * MEGABYTE);
  expect(watched.wasPartial).toBe(true);
  expect(watched.places).toHaveLength(1);
  await expect(chosen(page)).toContainText('function_40');
  expect(errors).toEqual([]);
});

test('a list stays where it is scrolled to: in another part, in a pane of another size, behind another view', async ({
  launch,
}) => {
  const { folder } = await launch();
  for (const [i, kind] of ['early', 'late'].entries()) {
    writeFileSync(join(folder, `callgrind.out.7.${i + 1}`), dump(i + 1, kind));
  }
  const { page } = await launch(join(folder, 'callgrind.out.7.1'), join(folder, 'callgrind.out.7.2'));
  await page.getByRole('button', { name: /together|one recording/i }).click();
  await expectOpen(page, 'callgrind.out.7.1');
  await expect(recordingFacts(page)).toContainText('2 parts');
  await showTab(page, 'Parts');
  await expectComputed(page);

  await test.step('the active function costs nothing in the part: the list does not go to where it stands then', async () => {
    await expect.poll(async () => (await namesIn(functions(page))).slice(0, 1)).toEqual(['early_1']);
    const late = table(page, 'Parts').getByRole('row', { name: /part 2/ });
    await late.click();
    await expect(recordingFacts(page)).toContainText('part 2 of 2');
    await expect.poll(async () => (await namesIn(functions(page)))[0]).toBe('late_1');
    expect(await scrollOf(page)).toBe(0);
  });

  await test.step('a smaller window', async () => {
    await scrollList(page, 880);
    await page.setViewportSize({ width: 1280, height: 640 });
    await expectComputed(page);
    expect(await scrollOf(page)).toBe(880);
  });

  await test.step('behind another view, and back', async () => {
    await showTab(page, 'Cycles');
    await expect(functions(page)).toHaveCount(0);
    await showTab(page, 'Functions');
    await expect.poll(() => scrollOf(page)).toBe(880);
    await expect(functions(page).getByRole('row').nth(8)).toBeInViewport();
  });

  await test.step('another order begins at its top', async () => {
    await functions(page).getByRole('columnheader', { name: 'Function' }).getByRole('button').click();
    await expect.poll(async () => (await namesIn(functions(page)))[0]).toBe('early_1');
  });
});

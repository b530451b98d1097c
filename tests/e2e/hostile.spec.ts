// Names in a recording are somebody else's words: markup, control characters, marks that turn text round, a hundred kilobytes. They are
// shown as text in every view and every file, and nothing in them runs, loads or moves anything.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, type Launch, test } from './app.ts';
import {
  breadcrumb,
  expectOpen,
  exportedText,
  lookAtEachView,
  namesIn,
  openPath,
  picture,
  readSvg,
  recordingFacts,
  row,
  searchFor,
  showTab,
  table,
} from './window.ts';

/** Everything that a name could set off, written down from the first moment of the page. */
async function open(launch: Launch, file: string): Promise<App & { dialogs: string[]; requests: string[] }> {
  const app = await launch();
  const dialogs: string[] = [];
  const requests: string[] = [];
  app.page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  app.page.on('request', (request) => requests.push(request.url()));
  await openPath(app.page, file);
  await expectOpen(app.page, file);
  return { ...app, dialogs, requests };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/;

/** Whatever is in a name: no view makes the window wider than it is, shows more of it than a person reads, or lets a sign act. */
async function expectTameViews(page: Page): Promise<void> {
  await lookAtEachView(page, async (viewId) => {
    const { tooWide, longest, text } = await page.evaluate(() => ({
      tooWide: document.documentElement.scrollWidth - window.innerWidth,
      longest: [...document.querySelectorAll('main *')].reduce(
        (most, { firstChild }) => Math.max(most, firstChild?.nodeValue?.length ?? 0),
        0,
      ),
      text: document.querySelector<HTMLElement>('main')?.innerText ?? '',
    }));
    expect(tooWide, `pixels that the window is too wide with ${viewId}`).toBeLessThanOrEqual(0);
    expect(longest, `letters of the longest text with ${viewId}`).toBeLessThan(5000);
    expect(text, viewId).not.toMatch(unseen);
  });
}

async function lookAtEverything(page: Page): Promise<void> {
  await expectTameViews(page);
  for (const view of ['Callee map', 'Call graph']) await showTab(page, view);
  const rows = table(page, 'Functions').getByRole('row');
  for (let line = 1; line < Math.min(5, await rows.count()); line++) {
    await rows.nth(line).dblclick();
    await expect(rows.nth(line)).toHaveAttribute('aria-current', 'true');
    await picture(page, 'Callee map').hover();
    await picture(page, 'Call graph').hover();
  }
  await breadcrumb(page).getByRole('strong').hover();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command or function' }).fill('a');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
}

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/bad', name);
const outside = (url: string) => !/^(http:\/\/127\.0\.0\.1:|app:\/\/callipers\/|data:|blob:)/.test(url);

for (const [file, names] of [
  ['markup-names.callgrind', ["<script>alert('fn')</script>", '"><img src=x onerror=alert(1)>']],
  ['markup-names.cpuprofile', []],
  ['markup-names.prof', []],
] as const) {
  test(`${file}: markup in names is text, in the window and in what is saved`, async ({ launch }) => {
    const { page, dialogs, errors, requests } = await open(launch, fixture(file));
    await lookAtEverything(page);
    const shown = await namesIn(table(page, 'Functions'));
    expect(shown).toEqual(expect.arrayContaining([...names]));
    expect(shown.join('\n')).toContain('<');
    const svg = await exportedText(page, 'Call graph', 'SVG picture');
    expect(await readSvg(page, svg)).toMatchObject({ error: null, foreign: [], reaching: [] });
    // The command line of the program stands in it too, as what it is.
    const title = await page.title();
    expect([title.startsWith(file), title.endsWith(' – Callipers')], title).toEqual([true, true]);
    expect({ dialogs, errors, outside: requests.filter(outside) }).toEqual({ dialogs: [], errors: [], outside: [] });
  });
}

test('control characters and marks that turn text round are shown as what they are', async ({ launch }) => {
  const file = fixture('control-names.callgrind');
  expect(readFileSync(file, 'utf8')).toMatch(/\u202e/);
  const { page, dialogs, errors } = await open(launch, file);
  await lookAtEverything(page);
  await expect(page.getByRole('main')).toContainText('main');
  expect({ dialogs, errors }).toEqual({ dialogs: [], errors: [] });
});

test('a name of 100 kB leaves the window as it is: cut on screen, whole for the search and in exports', async ({
  launch,
}) => {
  const { folder } = await launch();
  const file = join(folder, 'callgrind.out.long');
  const long = `std::vector<${'std::pair<int, long>, '.repeat(4800)}end>::push_back`;
  const path = `/src/${'folder/'.repeat(14_000)}main.cpp`;
  writeFileSync(file, `events: Ir\nfl=${path}\nfn=main\n1 10\ncfn=${long}\ncalls=3 5\n1 90\n\nfn=${long}\n5 90\n`);
  const { page, errors } = await open(launch, file);
  await expectTameViews(page);
  await searchFor(page, 'end>::push_back');
  await expect.poll(async () => (await namesIn(table(page, 'Functions'))).length).toBe(1);
  await row(table(page, 'Functions'), '').or(table(page, 'Functions').getByRole('row').nth(1)).first().dblclick();
  await expect(breadcrumb(page)).toContainText('std::vector<std::pair');
  await expectTameViews(page);
  expect((await breadcrumb(page).innerText()).length).toBeLessThan(1000);
  expect(await exportedText(page, 'Functions', 'JSON')).toContain(long);
  await expect(recordingFacts(page)).toContainText('2 functions');
  expect(errors).toEqual([]);
});

test('what comes out of damaged compressed data is shown, and the status bar says that it is damaged', async ({
  launch,
}) => {
  const { page, errors } = await launch('fixtures/bad/crc.callgrind.gz');
  await expect(page.getByRole('status', { name: 'Recording' })).toContainText('damaged');
  await page.getByRole('button', { name: '1 note' }).click();
  await expect(page.getByRole('dialog')).toContainText('Copy the file again.');
  expect(errors).toEqual([]);
});

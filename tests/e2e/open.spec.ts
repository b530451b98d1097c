// Every way a recording gets into the window, and what happens when it does not: by dialog, drop, argument, path, recent list and sample;
// a second file, several files, a broken file, a file that takes its time.
import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseFiles, copyOf, expect, recordings, test } from './app.ts';
import {
  expectActive,
  expectOpen,
  makeActive,
  openPath,
  problem,
  recordingFacts,
  row,
  search,
  searchFor,
  showTab,
  table,
} from './window.ts';

const root = resolve(import.meta.dirname, '../..');
const inProject = (path: string) => join(root, path);
const firstLook = (page: Page) => page.getByRole('note', { name: 'Partial recording' });
const dropPage = (page: Page) => expect(page.getByRole('heading', { name: 'Drop a profile here' })).toBeVisible();

async function chooseInDialog(page: Page, ...files: string[]): Promise<void> {
  await chooseFiles(page, () => page.getByRole('button', { name: 'Open…' }).first().click(), files);
}

/** Drops files whose bytes the page gets, as a browser hands them over. */
async function drop(page: Page, ...files: string[]): Promise<void> {
  const contents = files.map((file) => ({ name: basename(file), base64: readFileSync(file).toString('base64') }));
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, contents);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('main').dispatchEvent(type, { dataTransfer });
  }
}

/** A recording that comes as slowly as it is written: a pipe with a name. Returns its path, and what ends the writing. */
function writeSlowRecording(folder: string): { path: string; end: () => void } {
  const path = join(folder, 'callgrind.out.slow');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  // Open for both: neither end waits for the other, and the pipe is never at its end.
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  writeSync(file, '# callgrind format\nversion: 1\npositions: line\nevents: Ir\nfn=(1) main\n');
  let line = 1;
  const timer = setInterval(() => {
    const text = Array.from({ length: 400 }, () => `${line++} 7\n`).join('');
    try {
      writeSync(file, text);
    } catch (error) {
      // Full: whoever reads is even slower, or has gone.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }, 150);
  const end = () => {
    clearInterval(timer);
    closeSync(file);
  };
  return { path, end };
}

/** So much, or a little more, that the callgrind reader has to look at line by line. Returns its path. */
function writeLargeRecording(folder: string, bytes = 100_000_000): string {
  const path = join(folder, 'callgrind.out.large');
  const file = openSync(path, 'w');
  writeSync(file, '# callgrind format\nversion: 1\npositions: line\nevents: Ir\n');
  const lines = Array.from({ length: 40 }, (_, line) => `${line + 1} ${(line + 1) * 7}\n`).join('');
  for (let block = 0, size = 0; size < bytes; block++) {
    let text = '';
    for (let i = block * 1000 + 1; i <= (block + 1) * 1000; i++) {
      const call = i === 1 ? '' : `cfn=(${i - 1})\ncalls=1 1\n41 1000\n`;
      text += `\nfl=file_${i % 400}.cpp\nfn=(${i}) function_${i}\n${lines}${call}`;
    }
    size += writeSync(file, text);
  }
  closeSync(file);
  return path;
}

test('opens the file that it is given as an argument', async ({ launch }) => {
  const { page, errors } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await expect(recordingFacts(page)).toContainText('Python cProfile');
  await expect(recordingFacts(page)).toContainText('total 92.7 ms');
  await expect(recordingFacts(page)).toContainText('9 functions');
  await expect(page).toHaveTitle('taylor-py313.prof – Callipers');
  expect(errors).toEqual([]);
});

test('opens a file by dialog, then a second one in a tab of its own', async ({ launch }) => {
  const { page } = await launch();
  await dropPage(page);
  await chooseInDialog(page, inProject(recordings.taylor));
  await expectOpen(page, recordings.taylor);
  await chooseInDialog(page, inProject(recordings.shop));
  await expectOpen(page, recordings.shop);
  await expect(row(table(page, 'Functions'), 'taylor_exp')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Back' })).toBeDisabled();
});

test('opens a file that is dropped on the start page, and on a recording', async ({ launch }) => {
  const { page } = await launch();
  await dropPage(page);
  await drop(page, inProject(recordings.busy));
  await expectOpen(page, recordings.busy);
  await drop(page, inProject(recordings.taylor));
  await expectOpen(page, recordings.taylor);
});

test('opens several files that are dropped together as parts of one recording', async ({ launch }) => {
  const { page } = await launch();
  await dropPage(page);
  const thread = (number: number) =>
    inProject(`fixtures/callgrind/threads-separate/callgrind.out.threads.separate-0${number}.gz`);
  await drop(page, thread(2), thread(3));
  const question = page.getByRole('dialog', { name: 'Open 2 files' });
  await question.getByRole('button', { name: 'Open as one recording' }).click();
  await expectOpen(page, thread(2));
  await expect(recordingFacts(page)).toContainText('2 parts');
});

test('offers the further parts that stand beside a file, and joins them when asked to', async ({ launch }) => {
  const first = 'fixtures/callgrind/threads-separate/callgrind.out.threads.separate-01.gz';
  const { page } = await launch(first);
  await expectOpen(page, first);
  await expect(recordingFacts(page)).not.toContainText('parts');
  await page.getByRole('button', { name: 'Add 3 further parts' }).click();
  await expect(recordingFacts(page)).toContainText('4 parts');
});

test('opens a sample from the start page', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: /^A small shop/ }).click();
  await expectOpen(page, recordings.shop);
});

test('lists what was opened, over restarts, and forgets it when told to', async ({ launch }) => {
  const first = await launch(recordings.taylor);
  await expectOpen(first.page, recordings.taylor);
  await first.page.getByRole('button', { name: 'More', exact: true }).click();
  await first.page.getByRole('menuitem', { name: 'Close recording' }).click();
  await expect(first.page.getByRole('button', { name: /^taylor-py313\.prof Python cProfile/ })).toBeVisible();

  const { page } = await launch();
  const recent = page.getByRole('button', { name: /^taylor-py313\.prof/ });
  await recent.click();
  await expectOpen(page, recordings.taylor);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Close recording' }).click();
  await page.getByRole('button', { name: 'Forget taylor-py313.prof' }).click();
  await expect(recent).toHaveCount(0);
});

test('opens a typed path, and says what is wrong with one', { tag: '@browser' }, async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Open path…' }).click();
  const field = page.getByRole('textbox', { name: /^Path of a recording/ });
  await field.fill('/no/such/file');
  await field.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('There is no file /no/such/file.');
  await field.fill(inProject(recordings.shapes));
  await field.press('Enter');
  await expectOpen(page, recordings.shapes);
});

test('reads the file again on F5; the active function stays active', async ({ launch }) => {
  const { folder } = await launch();
  const file = copyOf(recordings.taylor, folder, 'run.prof');
  const { page } = await launch(file);
  await expectOpen(page, file);
  await makeActive(page, 'taylor_sin');
  rmSync(file);
  copyOf('fixtures/cprofile/taylor-py311/taylor.prof', folder, 'run.prof');
  await page.keyboard.press('F5');
  await expect(row(table(page, 'Functions'), '<listcomp>').first()).toBeVisible();
  await expectActive(page, 'taylor_sin');
});

test('a broken file: what, where and what to do; what was open stays usable', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await chooseInDialog(page, inProject('fixtures/bad/truncated.prof'));
  await expect(problem(page).getByRole('heading')).toHaveText('truncated.prof could not be opened');
  await expect(problem(page)).toContainText('The file is cut off or damaged');
  await expect(problem(page)).toContainText('truncated.prof, byte 164');
  await expect(problem(page)).toContainText('Copy the file again, or record again with python -m cProfile -o FILE.');
  await expect(recordingFacts(page)).toContainText('taylor-py313.prof');
  await makeActive(page, 'taylor_exp');
  await problem(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(problem(page)).toHaveCount(0);
});

test('refuses what it cannot read by its name, and says who can', async ({ launch }) => {
  const { page } = await launch('fixtures/bad/truncated.pb.gz');
  await expect(problem(page)).toContainText('pprof profile');
  await expect(problem(page)).toContainText('go tool pprof opens it.');
  await dropPage(page);
});

test('opens an odd file and tells what was odd about it', async ({ launch }) => {
  const { page } = await launch('fixtures/bad/cost-before-fn.callgrind');
  await expectOpen(page, 'cost-before-fn.callgrind');
  await page.getByRole('button', { name: '1 note' }).click();
  const notes = page.getByRole('dialog', { name: 'Notes on this recording' });
  await expect(notes.getByRole('listitem')).toContainText('A cost line before any fn=');
  await expect(notes.getByRole('listitem')).toContainText('line 14');
  await page.keyboard.press('Escape');
  await expect(notes).toHaveCount(0);
});

test('shows how far a slow file is, stays usable meanwhile, and lets it be cancelled', async ({ launch }) => {
  // biome-ignore lint/suspicious/noSkippedTests: on one platform alone
  test.skip(process.platform === 'win32', 'there are no pipes with names there');
  const { outputDir } = test.info();
  mkdirSync(outputDir, { recursive: true });
  const { path, end } = writeSlowRecording(outputDir);
  const { page } = await launch(recordings.taylor, path);
  // The bar of a file without a known size moves all the time, and a recorded trace keeps every picture of it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expectOpen(page, recordings.taylor);

  const opening = page.getByRole('dialog', { name: 'Opening callgrind.out.slow' });
  const progress = opening.getByRole('paragraph');
  await expect(progress).toContainText(/\d.* [KM]iB/);
  const before = await progress.innerText();
  await showTab(page, 'Callers');
  await expect(table(page, 'Callers')).toBeVisible();
  await expect(progress, 'it went on being read').not.toHaveText(before);
  await expect(opening, 'the page answered while the file was being read').toBeVisible();
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toHaveCount(0);
  await makeActive(page, 'taylor_exp');
  await expect(recordingFacts(page)).toContainText('taylor-py313.prof');
  await expect(problem(page)).toHaveCount(0);
  end();
});

test('shows the beginning of a large file first; what was done there is still so when the whole is read', async ({
  launch,
}) => {
  const { page, folder } = await launch();
  await dropPage(page);
  await openPath(page, writeLargeRecording(folder, 120_000_000));
  await expect(firstLook(page)).toBeVisible({ timeout: 15_000 });
  await expect(recordingFacts(page)).toContainText('partial');
  // The only one there is: rows change places when the whole is read, also between looking for one and pressing on it.
  await searchFor(page, '/^function_17$/');
  await makeActive(page, 'function_17');
  await expect(firstLook(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(recordingFacts(page)).not.toContainText('partial');
  await expectActive(page, 'function_17');
  await expect(search(page)).toHaveValue('/^function_17$/');
  await expect(row(table(page, 'Functions'), 'function_17')).toBeVisible();
});

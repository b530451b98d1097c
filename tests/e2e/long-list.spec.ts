// A list longer than any element of a browser may be high is scrolled to its last row, at the pixel ratios that displays and zoomed pages have.

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { cellsOf, table } from './window.ts';

const FUNCTIONS = 420_000;

/** callgrind, its functions by falling cost: the last row of the list is known. */
async function write(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('events: Ir\nfl=long.c\n');
  for (let from = 0; from < FUNCTIONS; from += 10_000) {
    let lines = '';
    for (let f = from; f < from + 10_000; f++) lines += `fn=f${f}\n1 ${FUNCTIONS - f}\n`;
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

test.describe('a list of 420,000 functions', () => {
  let folder = '';
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'callipers-long-'));
    await write(join(folder, 'callgrind.out.long'));
  });
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const ratio of [1, 1.25, 2]) {
    test(`ends with its last row at ratio ${ratio}`, async ({ launch }) => {
      const { page } = await launch(join(folder, 'callgrind.out.long'));
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setDeviceMetricsOverride', {
        width: 1280,
        height: 800,
        deviceScaleFactor: ratio,
        mobile: false,
      });
      const list = table(page, 'Functions');
      await expect(list).toHaveAttribute('aria-rowcount', String(FUNCTIONS + 1));
      // As the scrollbar is dragged to its end.
      await list.evaluate((element) => {
        const scrolled = [element, ...element.querySelectorAll('*')].find((one) => one.scrollHeight > 1_000_000);
        if (scrolled !== undefined) scrolled.scrollTop = scrolled.scrollHeight;
      });
      const last = list.getByRole('row', { name: new RegExp(`f${FUNCTIONS - 1}\\b`) });
      await expect(last).toBeInViewport({ ratio: 1 });
      await expect.poll(() => cellsOf(last)).toContain(`f${FUNCTIONS - 1}`);
      // And from there by the keyboard to the top again.
      await last.click();
      await page.keyboard.press('Home');
      await expect(list.getByRole('row', { name: /f0\b/ })).toBeInViewport({ ratio: 1 });
    });
  }
});

// Pictures are painted in a thread of their own, in both hosts; where it cannot be had, the page paints the same pixels itself.
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { expectComputed, expectOpen, picture, toolbar } from './window.ts';

/** Of each canvas that is seen: whether another thread has it. A canvas that was handed over has no context any more. */
function paintedElsewhere(page: Page): Promise<boolean[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')]
      .filter((canvas) => canvas.checkVisibility())
      .map((canvas) => {
        try {
          canvas.getContext('2d');
          return false;
        } catch {
          return true;
        }
      }),
  );
}

/** The pixels of a picture once two looks at it see the same. */
async function pixelsOf(page: Page, name: string): Promise<string> {
  const look = async () => (await picture(page, name).screenshot({ animations: 'disabled' })).toString('base64');
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = await look();
      return last === before;
    })
    .toBe(true);
  return last;
}

async function openAndLook(page: Page): Promise<Record<'map' | 'graph', string>> {
  await expectOpen(page, recordings.taylor);
  await expectComputed(page);
  await page.mouse.move(0, 0);
  return { map: await pixelsOf(page, 'Callee map'), graph: await pixelsOf(page, 'Call graph') };
}

test('pictures are painted by a thread of their own, or by the page where there is none, to the same pixels', async ({
  launch,
}) => {
  const { page, errors } = await launch(recordings.taylor);
  const seen = await openAndLook(page);
  const threads = await paintedElsewhere(page);
  // An empty picture is a tenth of that.
  for (const pixels of Object.values(seen)) expect(pixels.length).toBeGreaterThan(8000);
  expect(threads.length).toBeGreaterThanOrEqual(4);
  expect(new Set(threads)).toEqual(new Set([true]));
  expect(errors).toEqual([]);

  await test.step('the thread cannot be started', async () => {
    await page.route(/painting-worker/, (route) => route.abort());
    await page.reload();
    expect(await openAndLook(page)).toEqual(seen);
    expect(new Set(await paintedElsewhere(page))).toEqual(new Set([false]));
    await page.unroute(/painting-worker/);
  });

  await test.step('a browser that cannot hand a canvas over', async () => {
    await page.addInitScript(() => Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen'));
    await page.reload();
    expect(await openAndLook(page)).toEqual(seen);
    expect(new Set(await paintedElsewhere(page))).toEqual(new Set([false]));
  });
});

test('with another theme pictures look as they do when the program starts with it', async ({ launch }) => {
  const { page, errors } = await launch(recordings.taylor);
  const light = await openAndLook(page);
  await toolbar(page).getByRole('button', { name: 'Theme', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /dark/i }).click();
  const dark = await openAndLook(page);
  expect(dark.map).not.toBe(light.map);
  expect(dark.graph).not.toBe(light.graph);
  await page.reload();
  expect(await openAndLook(page)).toEqual(dark);
  expect(errors).toEqual([]);
});

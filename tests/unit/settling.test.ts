// The whole of a large recording takes the place of its first look: what the person does while it is being asked about is not lost.
import { expect, test } from 'vitest';
import { initialPageState } from '../../src-renderer/store/page-state.ts';
import { createPage, type Page } from '../../src-renderer/store/page-store.tsx';
import { openFiles } from '../../src-renderer/store/recording-effects.ts';

/** Answers everything, of which only what is given counts. */
function answering<Contract>(known: object): Contract {
  const answers = new Map(Object.entries(known));
  return new Proxy({}, { get: (_, name) => answers.get(String(name)) ?? (() => Promise.resolve(null)) }) as Contract;
}

const functionAt = (index: number) => ({ kind: 'function', index }) as never;
const summary = {
  firstActive: functionAt(0),
  eventTypes: [],
  ratios: [],
  parts: [],
  format: 'callgrind',
  file: 'callgrind.out.1',
};

/** A page on which the whole recording has come; `meanwhile` is done while something is asked about it, the first time and the second. */
async function settledPage(meanwhile: (page: Page, times: number) => void): Promise<Page> {
  let preview: (event: unknown) => void = () => undefined;
  let times = 0;
  const page = createPage(
    {
      engine: answering({
        open: ({ openId }: { openId: string }) => {
          const recording = { recordingId: 'beginning', summary, views: [] };
          preview({ openId, recording, bytesRead: 1, bytesTotal: 2 });
          page.send({ type: 'select', item: functionAt(1) });
          return Promise.resolve({ ok: true, recordingId: 'whole', summary, views: [], siblings: [] });
        },
        // In the whole, functions have numbers from 100 on.
        identify: (_: string, items: readonly { index: number }[]) =>
          Promise.resolve(items.map(({ index }) => index + 100)),
        recognise: (_: string, identities: readonly number[]) =>
          Promise.resolve(identities.map((index) => functionAt(index))),
        item: () => {
          times++;
          meanwhile(page, times);
          return Promise.resolve(null);
        },
      }),
      host: answering({
        recentFiles: () => Promise.resolve([]),
        settings: () => Promise.resolve(initialPageState.settings),
      }),
      onEngineEvent: (name: string, listener: (event: unknown) => void) => {
        if (name === 'preview') preview = listener;
        return () => undefined;
      },
      onHostEvent: () => () => undefined,
      droppedFile: () => Promise.resolve(undefined),
    } as never,
    { pages: () => [page] } as never,
  );
  expect(await openFiles(page, [{ handle: 'h', name: 'callgrind.out.1' } as never])).toBe(true);
  return page;
}

test('what was selected in the beginning is selected in the whole', async () => {
  const page = await settledPage(() => undefined);
  expect(page.store.getState().recording?.recordingId).toBe('whole');
  expect(page.store.getState().window.view.selected).toEqual(functionAt(101));
});

test('a row that is selected while the whole is asked about stays selected', async () => {
  const page = await settledPage((one, times) => {
    if (times <= 2) one.send({ type: 'select', item: functionAt(5 + times) });
  });
  expect(page.store.getState().window.view.selected).toEqual(functionAt(107));
});

test('somebody who never stops is not waited for', async () => {
  const page = await settledPage((one, times) => one.send({ type: 'select', item: functionAt(5 + times) }));
  expect(page.store.getState().recording?.recordingId).toBe('whole');
});

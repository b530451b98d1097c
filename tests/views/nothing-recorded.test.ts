/**
 * A recording that holds no function: every view says that nothing was recorded and what that usually comes from with its tool, never that
 * the format does not record something.
 */
import { expect, test } from 'vitest';
import { initialViewState } from '../../shared/state/view-state.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { selectView, viewAvailability } from '../../src-main/engine/recording-answers.ts';

const callgrind = (creator: string): string =>
  `version: 1\ncreator: ${creator}\ncmd: a\npart: 1\npositions: line\nevents: Ir\n\nsummary: 0\ntotals: 0\n`;
const root = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
const cpuprofile = {
  nodes: [{ id: 1, callFrame: root, hitCount: 0, children: [] }],
  startTime: 1,
  endTime: 900,
  samples: [],
  timeDeltas: [],
};

test.each([
  ['callgrind', callgrind('callgrind-3.19.0'), '--toggle-collect'],
  ['xdebug', callgrind('xdebug 3.1.6'), 'the script ended'],
  ['cachegrind', 'desc: I1 cache:\ncmd: ./a\nevents: Ir\nsummary: 0\n', '--instr-at-start=no'],
  ['cprofile', '{0', 'never enabled'],
  ['cpuprofile', JSON.stringify(cpuprofile), 'before its first sample'],
])('an empty %s file: the list, every view around a function and the summary say why', async (_, text, cause) => {
  const opened = await openRecording([{ name: 'x', bytes: Buffer.from(text) }], {
    signal: new AbortController().signal,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { recording } = opened.value;
  const { nothingRecorded = '' } = selectSummary(recording, 'x', 'X');
  expect(nothingRecorded).toMatch(/^Nothing was recorded: the file holds no functions\. Usually /);
  expect(nothingRecorded).toContain(cause);
  const others = new Set(['functions', 'parts', 'types']);
  for (const { id, unavailable } of viewAvailability(recording))
    if (!others.has(id)) expect([id, unavailable]).toEqual([id, nothingRecorded]);
  const list = selectView(recording, { viewId: 'functions', state: initialViewState, request: {} });
  expect(list).toMatchObject({ kind: 'table', rowCount: 0 });
});

// What opening a recording makes, and what it leaves until somebody asks: a table of millions of rows that nobody looks at costs time and memory.
import { expect, test } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { prepareOpening } from '../../shared/views/support/preparation.ts';
import { prepareView, selectView } from '../../src-main/engine/recording-answers.ts';
import { callGraphRecording } from '../bench/synthetic-recording.ts';
import { profile } from '../support/profile-notation.ts';

/** Fails whoever asks for the table of lines. */
function withoutLines(recording: Recording): Recording {
  const instructions = { ...recording.instructions, isComplete: true };
  return Object.defineProperties({} as Recording, {
    ...Object.getOwnPropertyDescriptors({ ...recording, instructions }),
    lines: {
      get: () => {
        throw new Error('nobody asked for lines');
      },
    },
  });
}

test('the summary and the function list of a recording with addresses need no table of lines', () => {
  const recording = withoutLines(profile`
    main 0
    main -> leaf 1x 0
    leaf 0`);
  runAtOnce(prepareOpening(recording));
  expect(selectSummary(recording, 'x', 'x').counts).toMatchObject({ functions: 2, edges: 1, lines: null });
  const parameters = { viewId: 'functions', state: initialViewState, request: { count: 10 } };
  runAtOnce(prepareView(recording, parameters));
  expect(selectView(recording, parameters)).toMatchObject({ kind: 'table', rowCount: 2 });
});

test('opening lets others work every few milliseconds', () => {
  const recording = callGraphRecording({ functions: 100_000, edges: 500_000, ring: 20_000 });
  let longest = 0;
  const work = prepareOpening(recording);
  for (let isDone = false; !isDone; ) {
    const { user: before } = process.cpuUsage();
    isDone = work.next().done === true;
    longest = Math.max(longest, (process.cpuUsage().user - before) / 1000);
  }
  expect(longest).toBeLessThan(100);
});

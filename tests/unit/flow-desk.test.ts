// Items of one recording whose values are found in turns, in memory that has room for two (flow-desk.ts): each has the values that it has when it is the only one.
import { describe, expect, test } from 'vitest';
import { histogramsOf } from '../../shared/analysis/flow-histograms.ts';
import { type Direction, focusOn } from '../../shared/analysis/focus.ts';
import { type CallFlow, flowFrom } from '../../shared/analysis/focus-flow.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { runAtOnce, type Sliced } from '../../shared/base/slices.ts';
import { callGraphRecording } from '../bench/synthetic-recording.ts';

/** More functions than are visited between two pauses, twice over. */
const SHAPE = { functions: 90_000, edges: 200_000 };

describe('values of three items found in turns', () => {
  const cases = (['callees', 'callers'] as const).flatMap((direction) =>
    [0, undefined].map((cut) => [direction, cut] as const),
  );
  test.each(cases)('are those of one alone: %s, cycles cut at %s', (direction, cut) => {
    const recording = callGraphRecording(SHAPE);
    const begin = (row: number) => flowOf(recording, row, direction, cut);
    const [other, another, ...rows] = [0, 1, 2, 3, 4].map((i) =>
      direction === 'callees' ? i : SHAPE.functions - 1 - i,
    );
    const alone = rows.map((row) => runAtOnce(flowOf(callGraphRecording(SHAPE), row, direction, cut)));
    runAtOnce(begin(other));
    // Somebody gives up half-way.
    const pauses = pausesOf(begin(another));
    expect(pauses).toBeGreaterThan(2);
    const given = begin(other);
    for (let i = 0; i < pauses - 1; i++) given.next();
    inTurns(rows.map(begin)).forEach((flow, i) => {
      expect(flow.reached.every((value, place) => value === alone[i].reached[place])).toBe(true);
      // Scales lie between distances.
      expect(flow.places.distances.every((bits, at) => bits === alone[i].places.distances[at])).toBe(true);
      expect(flow.reached.filter((value) => value > 0).length).toBeGreaterThan(10_000);
    });
  });

  test('what is worked out for rows goes on after a pause in which two others were asked for', () => {
    const found = [true, false].map((isInterrupted) => {
      const recording = callGraphRecording(SHAPE);
      const flow = runAtOnce(flowOf(recording, 0, 'callees', 0));
      const { members } = flow.way.components;
      const rows = members.filter((_, place) => flow.reached[place] > 0).filter((_, row) => row % 1000 === 0);
      const work = histogramsOf(flow, rows, 8);
      for (let pause = 0; pause < 2; pause++) work.next();
      if (isInterrupted) for (const row of [1, 2]) runAtOnce(flowOf(recording, row, 'callees', 0));
      return runAtOnce(work);
    });
    expect(found[0].start.length).toBeGreaterThan(50);
    expect(found[0]).toEqual(found[1]);
  });
});

function flowOf(
  recording: ReturnType<typeof callGraphRecording>,
  row: number,
  direction: Direction,
  cut: number | undefined,
): Sliced<CallFlow> {
  return flowFrom(focusOn(recording, wholeScope(recording), cut, row), direction);
}

function pausesOf(work: Sliced<unknown>): number {
  let pauses = 0;
  while (work.next().done !== true) pauses++;
  return pauses;
}

/** What each of the computations comes to, one slice of each after the other. */
function inTurns<Result>(works: readonly Sliced<Result>[]): Result[] {
  const found = new Map<number, Result>();
  while (found.size < works.length) {
    for (const [i, work] of works.entries()) {
      if (found.has(i)) continue;
      const step = work.next();
      if (step.done === true) found.set(i, step.value);
    }
  }
  return works.flatMap((_, i) => found.get(i) ?? []);
}

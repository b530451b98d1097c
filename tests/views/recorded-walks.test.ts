// All callers and callees of recorded stacks, compared with the .cpuprofile itself: its nodes and samples are added up here once more,
// stack by stack, with nothing of the program's own code.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { select } from '../support/printed-views.ts';
import { recordingOf } from '../support/read-memory.ts';

interface Node {
  readonly id: number;
  readonly callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number };
  readonly children?: readonly number[];
}
interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  readonly startTime: number;
  readonly endTime: number;
}

const keyOf = ({ functionName, url, lineNumber }: Node['callFrame']): string =>
  `${functionName || '(anonymous)'} ${url} ${lineNumber + 1}`;

/** Every stack from the outside in, with its microseconds; `(root)` and idle time are left out. */
function stacksOf(profile: Profile): { frames: string[]; cost: number }[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stamps: { time: number; id: number }[] = [];
  let time = profile.startTime;
  profile.samples.forEach((id, i) => {
    time += profile.timeDeltas[i];
    stamps.push({ time, id });
  });
  stamps.sort((a, b) => a.time - b.time);
  const stacks = stamps.map(({ time: from, id }, i) => {
    const frames: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      if (frame !== undefined && frame.functionName !== '(root)') frames.unshift(keyOf(frame));
    }
    return { frames, cost: Math.max(0, (stamps[i + 1]?.time ?? profile.endTime) - from) };
  });
  return stacks.filter(({ frames, cost }) => cost > 0 && !frames.some((frame) => frame.startsWith('(idle)')));
}

/** Inclusive cost by function above or below the item, each stack counted once. */
function counted(stacks: { frames: string[]; cost: number }[], item: string, isDown: boolean): Map<string, number> {
  const found = new Map<string, number>();
  for (const { frames, cost } of stacks) {
    const top = frames.indexOf(item);
    if (top < 0) continue;
    const others = new Set(isDown ? frames.slice(top + 1) : frames.slice(0, top));
    others.delete(item);
    for (const frame of others) found.set(frame, (found.get(frame) ?? 0) + cost);
  }
  return found;
}

function listed(recording: Recording, id: string, index: number): Map<string, number> {
  const state = { ...initialViewState, active: { kind: 'function', index } as const };
  const model = select(id, recording, state);
  if (model.kind !== 'table') throw new Error(model.kind);
  expect(model.rows.some(({ estimated }) => estimated)).toBe(false);
  return new Map(
    model.rows.map(({ label, cells }) => [`${label.name} ${label.file ?? ''} ${label.line ?? 0}`, Number(cells[0])]),
  );
}

describe.each(['busy', 'deep'])('the recorded stacks of %s', (name) => {
  test('say exactly what every function cost below and above every other', async () => {
    const bytes = readFileSync(new URL(`../../fixtures/cpuprofile/${name}/${name}.cpuprofile`, import.meta.url));
    const stacks = stacksOf(JSON.parse(bytes.toString('utf8')) as Profile);
    const recording = await recordingOf(cpuprofileReader, new Uint8Array(bytes));
    const functions = select('functions', recording, initialViewState);
    if (functions.kind !== 'table') throw new Error(functions.kind);
    const names = functions.rows.map(({ label }) => `${label.name} ${label.file ?? ''} ${label.line ?? 0}`);
    const alike = new Set(names.filter((one, i) => names.indexOf(one) !== i));
    let compared = 0;
    functions.rows.forEach(({ label }, row) => {
      if (label.item.kind !== 'function') return;
      const item = names[row];
      const below = counted(stacks, item, true);
      const above = counted(stacks, item, false);
      // Two functions of one line are one in this test's eyes.
      if ([item, ...below.keys(), ...above.keys()].some((one) => alike.has(one))) return;
      expect(listed(recording, 'all-callees', label.item.index), item).toEqual(below);
      expect(listed(recording, 'all-callers', label.item.index)).toEqual(above);
      compared += below.size + above.size;
    });
    expect(compared).toBeGreaterThan(20);
  });
});

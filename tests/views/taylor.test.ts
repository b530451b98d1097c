// The recording that a Python programmer starts with: recursion, seen from two callers. Counts are those that pstats prints for it
// (fixtures/cprofile/taylor-py313/reference.json); times differ from run to run and are compared with each other only.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { cprofileReader } from '../../shared/formats/cprofile.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { recordingOf } from '../support/read-memory.ts';

let recording: Recording;
beforeAll(async () => {
  const path = new URL('../../fixtures/cprofile/taylor-py313/taylor-py313.prof', import.meta.url);
  recording = await recordingOf(cprofileReader, new Uint8Array(readFileSync(path)));
});

function mapOf(name: string): TreemapModel {
  const model = select('callee-map', recording, around(recording, name));
  if (model.kind !== 'treemap') throw new Error(model.kind);
  return model;
}

test('taylor_exp calls factorial 500 times, taylor_sin 250 times, factorial itself 187,250 times', () => {
  const callers = tableText(select('callers', recording, around(recording, 'factorial')), ['calls', 'function']);
  expect(callers.sort()).toEqual(['187250 factorial (r)', '250 taylor_sin', '500 taylor_exp']);
});

test('factorial was called 188,000 times, 750 of them not by itself', () => {
  const model = select('functions', recording, { ...initialViewState, search: 'factorial' });
  expect(tableText(model, ['calls', 'primitive-calls', 'location'])).toEqual(['188000 750 taylor.py:10']);
});

describe('the callee map of benchmark', () => {
  test('shows factorial twice, once in each caller', () => {
    const { nodes } = mapOf('benchmark');
    const places = nodes
      .filter(({ label }) => label.name === 'factorial')
      .map(({ parent }) => nodes[parent].label.name);
    expect(places.sort()).toEqual(['taylor_exp', 'taylor_sin']);
  });

  test('marks as estimated what is below its direct calls', () => {
    const { nodes } = mapOf('benchmark');
    const estimated = nodes.filter((node) => node.estimated).map(({ label }) => label.name);
    expect([...new Set(estimated)].sort()).toEqual(["<method 'append' of 'list' objects>", 'factorial']);
  });
});

test('around taylor_exp, map and graph show its contribution alone', () => {
  const { nodes } = mapOf('taylor_exp');
  const [whole, exp] = ['benchmark', 'taylor_exp'].map((name) => mapOf(name).nodes[0].value);
  const graph = select('call-graph', recording, around(recording, 'taylor_exp'));
  expect([
    nodes.map(({ label, estimated }) => `${label.name}${estimated ? ' ~' : ''}`),
    exp < whole,
    graph.kind === 'graph' && graph.nodes.some(({ label }) => label.name === 'taylor_sin'),
    graph.kind === 'graph' && graph.nodes.every(({ value }) => value <= exp),
  ]).toEqual([['taylor_exp', 'factorial'], true, false, true]);
});

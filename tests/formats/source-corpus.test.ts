/**
 * The source view agrees with callgrind_annotate: over all functions, the costs it shows at the lines of a file and the calls under them
 * add up to the references' tables (`lines`, `line_calls`), which were compared with what callgrind_annotate prints.
 * Skipped where the corpus is not there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { sourceView } from '../../shared/views/source.ts';
import { projectRoot } from '../architecture/source-tree.ts';
import { recordingOf } from '../support/read-memory.ts';
import { grantedSources } from '../support/source-text.ts';

const folder = join(projectRoot, '../shared/corpus/callgrind');
const recordings = ['orders.cache', 'orders.jumps', 'shapes.default', 'shapes.O0-all'];

interface Reference {
  readonly events: readonly string[];
  readonly lines: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly line_calls: readonly (readonly [string, number, number | null, number, readonly number[]])[];
}

function textsOf(files: readonly string[]) {
  const texts = files.filter((file) => existsSync(join(folder, file)));
  return grantedSources(Object.fromEntries(texts.map((file) => [file, readFileSync(join(folder, file), 'utf8')])));
}

/** Adds what one function shows to the sums of all. */
function addUp(model: CodeModel, lines: Map<string, number>, calls: Map<string, number>): void {
  let place = '';
  for (const row of model.rows) {
    if (row.type === 'line') {
      const { text } = model.sections[row.section];
      place = `${text.state === 'found' || text.state === 'missing' ? text.recorded : model.sections[row.section].title}:${row.line}`;
      const self = row.cells[2];
      if (typeof self === 'number') lines.set(place, (lines.get(place) ?? 0) + self);
    } else if (row.type === 'call') {
      const cost = row.cells[1];
      calls.set(`${place} calls`, (calls.get(`${place} calls`) ?? 0) + (row.calls ?? 0));
      if (typeof cost === 'number') calls.set(`${place} cost`, (calls.get(`${place} cost`) ?? 0) + cost);
    }
  }
}

function shownCosts(recording: Recording, eventType: string, files: readonly string[]) {
  const lines = new Map<string, number>();
  const calls = new Map<string, number>();
  const granted = textsOf(files);
  for (let index = 0; index < recording.functions.length; index++) {
    const state = { ...initialViewState, eventType, active: { kind: 'function', index } } as const;
    const model = sourceView.select(recording, state, { count: 1000 }, granted);
    if (model.kind !== 'code') continue;
    expect(model.rowCount).toBeLessThanOrEqual(1000);
    addUp(model, lines, calls);
  }
  return { lines, calls };
}

describe.skipIf(!existsSync(folder) || readdirSync(folder).length === 0)('the source view of the corpus', () => {
  it.each(recordings)('shows the costs and calls of lines of %s as callgrind_annotate does', async (name) => {
    const recording = await recordingOf(callgrindReader, readFileSync(join(folder, `callgrind.out.${name}`)));
    const reference = JSON.parse(
      readFileSync(join(folder, `callgrind.out.${name}.reference.json`), 'utf8'),
    ) as Reference;
    const files = Object.keys(reference.lines);
    for (const [e, event] of reference.events.slice(0, 2).entries()) {
      const { lines, calls } = shownCosts(recording, event, files);
      const expected: Record<string, number> = {};
      for (const [file, costs] of Object.entries(reference.lines)) {
        for (const [line, values] of Object.entries(costs)) {
          if (line !== '0' && values[e] > 0) expected[`${file}:${line}`] = values[e];
        }
      }
      const shown = Object.fromEntries([...lines].filter(([place]) => place in expected));
      expect(shown).toEqual(expected);
      const expectedCalls: Record<string, number> = {};
      for (const [file, line, , count, costs] of reference.line_calls) {
        if (line === 0) continue;
        for (const [what, value] of Object.entries({ cost: costs[e] ?? 0, calls: count })) {
          const place = `${file}:${line} ${what}`;
          expectedCalls[place] = (expectedCalls[place] ?? 0) + value;
        }
      }
      const shownCalls = Object.fromEntries([...calls].filter(([place]) => place in expectedCalls));
      expect(shownCalls).toEqual(expectedCalls);
    }
  });
});

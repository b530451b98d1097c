/**
 * Dialects of Python's pstats files of which no recording is at hand, made here as their writers describe them: Python 3.15's
 * sampler, pyinstrument, merged files; and what becomes of rows that are odd. Real dumps are compared in the fixtures.
 */
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { cprofileReader } from '../../shared/formats/cprofile.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionFile, functionName } from '../../shared/model/texts.ts';
import { Float, type Marshalled, marshalBytes } from '../support/marshal-bytes.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

type Entry = readonly [key: readonly Marshalled[], value: Marshalled];

function dump(...entries: Entry[]): Uint8Array {
  return marshalBytes(new Map(entries));
}

const none = new Map<Marshalled, Marshalled>();
const main = ['main.py', 1, 'main'];
const work = ['main.py', 5, 'work'];
const f = (value: number): Float => new Float(value);

/** `name file line: calls/primitive self inclusive`, and `caller > callee: calls inclusive`. */
function print(recording: Recording): string[] {
  const { functionCosts, calls, functions } = recording;
  const nameOf = (row: number): string => functionName(recording, row as FunctionIndex);
  const own = Array.from(arrayOf(functionCosts.function), (row, i) => {
    const costs = [...functionCosts.self, ...functionCosts.inclusive].map((column) =>
      column === undefined ? 0 : arrayOf(column)[i],
    );
    const counts = `${arrayOf(functionCosts.callCount)[i]}/${arrayOf(functionCosts.primitiveCount)[i]}`;
    const place = `${functionFile(recording, row as FunctionIndex) ?? '-'}:${arrayOf(functions.startLine)[row]}`;
    return `${nameOf(row)} ${place}: ${counts} ${costs.join(' ')}`;
  });
  const edges = Array.from(arrayOf(calls.caller), (caller, i) => {
    const costs = calls.inclusive.map((column) => (column === undefined ? 0 : arrayOf(column)[i]));
    return `${nameOf(caller)} > ${nameOf(arrayOf(calls.callee)[i])}: ${arrayOf(calls.callCount)[i]} ${costs.join(' ')}`;
  });
  return [...own, ...edges];
}

describe('a cProfile dump', () => {
  it('has primitive calls first in a function and all calls first in a caller', async () => {
    const recording = await recordingOf(
      cprofileReader,
      dump(
        [main, [1, 1, f(0.5), f(2), none]],
        [work, [3, 7, f(1.5), f(1.5), new Map([[main, [7, 3, f(1.25), f(1.5)]]])]],
      ),
    );
    expect(print(recording)).toEqual([
      'main main.py:1: 1/1 0.5 2',
      'work main.py:5: 7/3 1.5 1.5',
      'main > work: 7 1.5',
    ]);
    expect(arrayOf(recording.calls.primitiveCount ?? recording.calls.callCount)[0]).toBe(3);
    expect(
      recording.calls.calleeSelf?.[0] === undefined ? [] : Array.from(arrayOf(recording.calls.calleeSelf[0])),
    ).toEqual([1.25]);
    expect(recording.facts).toMatchObject({ calls: 'recorded', functionCosts: 'recorded', contexts: 'absent' });
  });

  it('adds up the groups of four of callers in merged files', async () => {
    const merged = [1, 1, f(0.25), f(0.5), 2, 1, f(0.5), f(0.75)];
    const recording = await recordingOf(cprofileReader, dump([work, [3, 3, f(1), f(1.25), new Map([[main, merged]])]]));
    expect(print(recording)).toContain('main > work: 3 1.25');
  });

  it('has no file and no line for built-ins', async () => {
    const recording = await recordingOf(
      cprofileReader,
      dump(
        [
          ['~', 0, '<built-in method len>'],
          [1, 1, f(0), f(0), none],
        ],
        [
          ['', 0, 'exec'],
          [1, 1, f(0), f(0), none],
        ],
      ),
    );
    expect(print(recording)).toEqual(['<built-in method len> -:-1: 1/1 0 0', 'exec -:-1: 1/1 0 0']);
  });

  it('of the pure-Python profiler has call counts without cost', async () => {
    const recording = await recordingOf(cprofileReader, dump([work, [2, 2, f(1), f(1), new Map([[main, 2]])]]));
    expect(print(recording)).toEqual(['work main.py:5: 2/2 1 1', 'main > work: 2 0']);
    expect(codesOf(recording.diagnostics)).toEqual(['calls-without-cost']);
  });

  it('of Python 3.15’s sampler counts samples, not calls, and gives edges their share of the time', async () => {
    const recording = await recordingOf(
      cprofileReader,
      dump(
        [['__sampled__'], true],
        [main, [1, 4, f(0.25), f(1), none]],
        [work, [3, 3, f(0.75), f(0.75), new Map([[main, 3]])]],
      ),
    );
    expect(recording.eventTypes.map((type) => type.name)).toEqual(['Time', 'Samples']);
    expect(print(recording)).toEqual([
      'main main.py:1: 0/0 0.25 1 1 4',
      'work main.py:5: 0/0 0.75 3 0.75 3',
      'main > work: 0 0.75 3',
    ]);
    expect(recording.facts.calls).toBe('absent');
  });

  it('of pyinstrument has no call counts, not −1 of them', async () => {
    const recording = await recordingOf(
      cprofileReader,
      dump(
        [main, [-1, -1, f(0.5), f(2), none]],
        [work, [-1, -1, f(1.5), f(1.5), new Map([[main, [-1, -1, f(1.5), f(1.5)]]])]],
      ),
    );
    expect(print(recording)).toEqual([
      'main main.py:1: 0/0 0.5 2',
      'work main.py:5: 0/0 1.5 1.5',
      'main > work: 0 1.5',
    ]);
    expect(recording.facts.calls).toBe('absent');
    expect(codesOf(recording.diagnostics)).toEqual(['call-counts']);
  });

  it('keeps its good rows when others have another shape, and says how many were left out', async () => {
    const recording = await recordingOf(
      cprofileReader,
      dump(
        [main, [1, 1, f(1), f(1), none]],
        [
          ['no', 'line'],
          [1, 1, f(1), f(1), none],
        ],
        [work, [1, 1, 'slow', f(1), none]],
      ),
    );
    expect(print(recording)).toEqual(['main main.py:1: 1/1 1 1']);
    expect(recording.diagnostics).toMatchObject([{ code: 'odd-entry', severity: 'warning', count: 2 }]);
  });

  it('is refused as cut off at every length but its own, with the place', async () => {
    const whole = dump([main, [1, 1, f(0.5), f(2), none]]);
    for (let length = 1; length < whole.length; length++) {
      const { error } = await readMemory(cprofileReader, whole.slice(0, length));
      expect(error, `cut at ${length}`).toMatchObject({ kind: 'broken', place: { byte: expect.any(Number) } });
    }
  });

  it.each([1, 7, 64])('is the same recording in chunks of %i bytes', async (chunkSize) => {
    const bytes = dump(
      [main, [1, 1, f(0.5), f(2), none]],
      [work, [3, 7, f(1.5), f(1.5), new Map([[main, [7, 3, f(1), f(1)]]])]],
    );
    expect((await readMemory(cprofileReader, bytes, chunkSize)).recording).toEqual(
      await recordingOf(cprofileReader, bytes),
    );
  });
});

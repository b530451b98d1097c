// Levels of recursion and callers put together again (S10): what callgrind took apart with --separate-recs and --separate-callers has the numbers
// of a run of the same program that took nothing apart. The program and the commands are in fixtures/merging/provenance.md.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../shared/analysis/call-counts.ts';
import { callEdges, edgeCalls, edgeInclusive } from '../../shared/analysis/call-edges.ts';
import { firstActive } from '../../shared/analysis/first-active.ts';
import { itemCosts } from '../../shared/analysis/item-costs.ts';
import { functionLocation } from '../../shared/analysis/locations.ts';
import { mergedRecording } from '../../shared/analysis/merged-recording.ts';
import { separateName, separationsOf } from '../../shared/analysis/name-levels.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { functionName } from '../../shared/model/texts.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { createLabels } from '../../shared/views/support/item-labels.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { corpusFolder } from '../support/fixture-cases.ts';

async function open(path: string): Promise<Recording> {
  const opened = await openRecording([{ name: 'file', path }], { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.recording;
}

const fixture = (name: string): Promise<Recording> => open(join('fixtures/merging', `callgrind.out.levels.${name}`));
const everything = { recursion: true, contexts: true };

function nameAndPlace(recording: Recording, f: number): string {
  const row = f as FunctionIndex;
  return `${functionName(recording, row)} ${functionLocation(recording, row)}`;
}

/** `name: self inclusive calls`, in the order of names. */
function functionsOf(recording: Recording): string[] {
  const scope = wholeScope(recording);
  const { self, inclusive } = itemCosts(recording, scope, 0);
  const { calls } = callCounts(recording, scope);
  return Array.from({ length: recording.functions.length }, (_, f) => {
    const row = f as FunctionIndex;
    return `${nameAndPlace(recording, f)}: ${self[row]} ${inclusive[row]} ${calls?.[row] ?? 0}`;
  }).sort();
}

/** `caller > callee: calls`, and the cost of those that are part of a sum: not of recursion, where callgrind counts nested calls again. */
function edgesOf(recording: Recording): string[] {
  const scope = wholeScope(recording);
  const { cycles } = itemCosts(recording, scope, 0);
  const { length, caller, callee } = callEdges(recording, scope);
  const counts = edgeCalls(recording, scope);
  const costs = edgeInclusive(recording, scope);
  return Array.from({ length }, (_, edge) => {
    const [from, to] = [caller[edge], callee[edge]];
    const recursive = from === to || (cycles.cycleOf[from] >= 0 && cycles.cycleOf[from] === cycles.cycleOf[to]);
    const names = `${nameAndPlace(recording, from)} > ${nameAndPlace(recording, to)}`;
    return `${names}: ${counts?.[edge] ?? 0}${recursive ? '' : ` ${costs[edge]}`}`;
  }).sort();
}

const selfOf = (recording: Recording): string[] => functionsOf(recording).map((line) => line.replace(/ \S+ \S+$/, ''));

test('labels say where the function of a name with callers ends; the name stays as recorded', async () => {
  const label = async (name: string, from: string) => {
    const recording = await fixture(from);
    const costs = itemCosts(recording, wholeScope(recording), 0);
    const { ofRow } = createLabels(recording, costs, initialViewState);
    const labels = Array.from({ length: recording.functions.length }, (_, row) => ofRow(row));
    return labels.find((one) => one.name === name)?.callersFrom;
  };
  expect(await label("leaf'fact'second'main", 'both')).toBe('leaf'.length);
  expect(await label("fact'2'second'main'(below main)", 'both')).toBe("fact'2".length);
  expect(await label("fact'2", 'recs2')).toBeUndefined();
});

describe('a merged recording has the numbers of one that took nothing apart', () => {
  test.each(['recs2', 'recs4', 'callers2', 'both'])('%s: functions, calls and costs', async (name) => {
    const merged = mergedRecording(await fixture(name), everything);
    const plain = await fixture('recs1');
    expect(functionsOf(merged)).toEqual(functionsOf(plain));
    expect(edgesOf(merged)).toEqual(edgesOf(plain));
    expect(checkIntegrity(merged)).toEqual([]);
    expect(separationsOf(merged)).toEqual({ recursion: false, contexts: false });
  });

  test('and its lines, with the same costs', async () => {
    const linesOf = ({ lines }: Recording): string[] =>
      Array.from(
        { length: lines.length },
        (_, row) => `${lines.line[row as never]} ${lines.self[0]?.[row as never]}`,
      ).sort();
    expect(linesOf(mergedRecording(await fixture('both'), everything))).toEqual(linesOf(await fixture('recs1')));
  });

  test.runIf(corpusFolder('callgrind') !== undefined)(
    'also in a real program: three runs of the corpus that differ in what they take apart',
    async () => {
      const folder = corpusFolder('callgrind') ?? '';
      const runs = await Promise.all(
        ['default', 'recs5', 'callers3'].map((name) => open(join(folder, `callgrind.out.orders.${name}`))),
      );
      const [first, ...others] = runs.map((run) => selfOf(mergedRecording(run, everything)));
      for (const other of others) expect(other).toEqual(first);
    },
  );
});

test('one separation can be merged and the other kept', async () => {
  const recording = await fixture('both');
  const recursion = mergedRecording(recording, { recursion: true, contexts: false });
  const contexts = mergedRecording(recording, { recursion: false, contexts: true });
  const names = (of: Recording): string[] =>
    Array.from({ length: of.functions.length }, (_, f) => functionName(of, f as FunctionIndex));
  expect(
    names(recursion)
      .filter((name) => name.startsWith('is_even'))
      .sort(),
  ).toEqual(["is_even'is_odd'is_even'is_odd", "is_even'is_odd'is_even'second", "is_even'second'main'(below main)"]);
  expect(
    names(contexts)
      .filter((name) => name.startsWith('is_even'))
      .sort(),
  ).toEqual(['is_even', "is_even'2", "is_even'3"]);
});

test('a recording in which nothing was taken apart is itself', async () => {
  const recording = await fixture('recs1');
  expect(mergedRecording(recording, everything)).toBe(recording);
});

test('the first active function is main, also where names carry callers', async () => {
  const recording = await fixture('both');
  const first = firstActive(recording);
  expect(first === undefined ? '' : functionName(recording, first)).toBe(
    "main'(below main)'__libc_start_main@@GLIBC_2.34'(below main)",
  );
});

describe('marks behind names', () => {
  test.each([
    ["quick'2", 'quick', "'2", ''],
    ["leaf'fact'main", 'leaf', '', "'fact'main"],
    ["is_even'3'is_odd'is_even", 'is_even', "'3", "'is_odd'is_even"],
    ["f'1", 'f', '', "'1"],
    ["0x1050'0x10c0'_dl_fini", '0x1050', '', "'0x10c0'_dl_fini"],
    ["std::sort<int>(int)'2", 'std::sort<int>(int)', "'2", ''],
    ["f<'a'>(char)", "f<'a'>(char)", '', ''],
    ["<&'a T as Trait>::f'2", "<&'a T as Trait>::f", "'2", ''],
    ["main::'lambda'(int)::operator()(int) const'2", "main::'lambda'(int)::operator()(int) const", "'2", ''],
    ["bool operator< <int>(int)'2'main", 'bool operator< <int>(int)', "'2", "'main"],
    ['plain', 'plain', '', ''],
  ])('%s', (name, base, level, callers) => {
    expect(separateName(name)).toEqual({ base, level, callers });
  });
});

// Names as callgrind writes them: name, 'level, 'callers.
test.each<[string, string[], boolean, boolean]>([
  ['callers first, a level among the last', ["a'main", "b'(below main)", "q'2"], true, true],
  ['a level with callers', ["q'2'main"], true, true],
  ['callers alone, with digits in them', ["a'x2", "b'0x00001050", "c'd'e2"], false, true],
  ['levels alone', ["q'2", "q'12"], true, false],
  ['no level is the first', ["q'1"], false, true],
  ['quotes of names', ["f<'a'>()", "g'lambda'(int)"], false, false],
])('what names tell of separation: %s', (_, names, recursion, contexts) => {
  const builder = new RecordingBuilder();
  builder.format = 'callgrind';
  builder.family = 'call-graph';
  for (const name of names) builder.function({ name: builder.strings.internText(name) });
  expect(separationsOf(builder.finish())).toEqual({ recursion, contexts });
});

/**
 * Inputs on which KCachegrind is known to fail, read as they are meant. Expected values are those of the list in which the
 * failures were collected; the costs that need inclusive or cycle numbers are tested with the analyses.
 */
import { describe, expect, it } from 'vitest';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { defects } from '../support/defects.ts';
import { Described, identity } from '../support/described-recording.ts';
import { codesOf, readMemory, recordingOf } from '../support/read-memory.ts';

/** `object|file|name` and self cost of every function, in order of appearance. */
async function selfOf(input: string): Promise<Record<string, number>> {
  const described = new Described(await recordingOf(callgrindReader, input), { file: '', object: '' });
  return Object.fromEntries(described.functions().map((fn) => [identity(fn), fn.self[0]]));
}

async function callsOf(input: string): Promise<Record<string, number[]>> {
  const described = new Described(await recordingOf(callgrindReader, input), { file: '', object: '' });
  return Object.fromEntries(described.edges());
}

describe('callgrind files that are often read wrongly', () => {
  it('D1: calls of a function to itself and to others are kept apart', async () => {
    expect(await callsOf(defects.rootThatOnlyRecurses)).toEqual({
      '||main -> ||main': [5, 40],
      '||main -> ||leaf': [5, 50],
    });
  });

  it('D2: a function has its whole self cost, however little of it was called', async () => {
    expect(await selfOf(defects.spontaneousFunction)).toEqual({ '||main': 10, '||h': 100 });
  });

  it('D3: a call line without costs is a call of cost 0', async () => {
    expect(await callsOf(defects.callWithoutCost)).toEqual({ '||main -> ||g': [5, 0] });
    expect(await selfOf(defects.callWithoutCost)).toEqual({ '||main': 10, '||g': 40 });
  });

  it('D4: both calls of a cycle are read', async () => {
    expect(await callsOf(defects.cycleBelowRoot('main'))).toMatchObject({
      '||A -> ||B': [1, 60],
      '||B -> ||A': [1, 70],
    });
  });

  it('D5: a chain of 100,000 functions loads', async () => {
    const recording = await recordingOf(callgrindReader, defects.longChain(100_000));
    expect([recording.functions.length, recording.calls.length]).toEqual([100_000, 99_999]);
  });

  it('D6: a function with 40,000 callees loads', async () => {
    const recording = await recordingOf(callgrindReader, defects.manyCallees(40_000));
    expect(recording.calls.length).toBe(40_000);
  });

  it('D7: positions: may follow events:', async () => {
    const recording = await recordingOf(callgrindReader, defects.positionsAfterEvents);
    const described = new Described(recording, { file: '', object: '' });
    expect(Object.fromEntries(described.instructions())).toEqual({ '0x10': [7] });
    expect(Object.fromEntries(described.lines())).toEqual({ ':5': [7] });
    expect(recording.parts.length).toBe(1);
  });

  it('D8: NUL bytes belong to names, and a line of them is one line not understood', async () => {
    const recording = await recordingOf(callgrindReader, defects.nulBytes);
    expect(await selfOf(defects.nulBytes)).toEqual({ '||class@anonymous\0/srv/a.php': 10 });
    expect(codesOf(recording.diagnostics)).toEqual(['unknown-line']);
  });

  it('D9: a call without cfn= goes to an unknown function, with a warning', async () => {
    const recording = await recordingOf(callgrindReader, defects.callWithoutCallee);
    expect(await callsOf(defects.callWithoutCallee)).toEqual({ '||main -> ||': [1, 100] });
    expect(await selfOf(defects.callWithoutCallee)).toMatchObject({ '||main': 10 });
    expect(recording.diagnostics).toMatchObject([
      { code: 'calls-without-cfn', severity: 'warning', place: { line: 5 } },
    ]);
  });

  it('D10: a name numbered 2,000,000,000 costs no memory', async () => {
    expect(await selfOf(defects.hugeNumber)).toEqual({ '||main': 15 });
  });

  it('D11: a function is in the file of its costs, not of its definition', async () => {
    expect(await selfOf(defects.namesInHeader)).toEqual({
      '|file1.c|main': 400,
      '|file1.c|func1': 100,
      '|file2.c|func2': 700,
    });
  });

  it('D12: equal names in files of equal base name are two functions', async () => {
    expect(await selfOf(defects.sameNameInTwoFolders)).toEqual({ '|/x/a.c|f': 1, '|/y/a.c|f': 2 });
  });

  it('D13: name and file are not joined', async () => {
    expect(await selfOf(defects.namesThatJoinAlike)).toEqual({ '|b|a': 1, '|ab|': 2 });
  });

  it('D14: ob= after fn= says where the function is', async () => {
    expect(await selfOf(defects.objectAfterFunction)).toEqual({ 'x||main': 10 });
  });

  it('D15: tabs separate as blanks do', async () => {
    const described = new Described(await recordingOf(callgrindReader, defects.tabs), { file: '', object: '' });
    expect(Object.fromEntries(described.lines())).toEqual({ ':1': [10, 20], ':2': [1, 0] });
  });

  it('D16: a formula may subtract', async () => {
    const { eventTypes, recordedEventTypes } = await recordingOf(callgrindReader, defects.negativeFormula);
    expect(eventTypes.slice(recordedEventTypes)).toMatchObject([
      {
        name: 'X',
        label: 'Difference',
        formula: [
          { coefficient: 1, eventType: 'Ir' },
          { coefficient: -1, eventType: 'Dr' },
        ],
      },
    ]);
  });

  it('D17: addresses and steps have 64 bits', async () => {
    const described = new Described(await recordingOf(callgrindReader, defects.wideAddressStep), {
      file: '',
      object: '',
    });
    expect(Object.fromEntries(described.instructions())).toEqual({ '0x1000': [1], '0x100001010': [2] });
  });

  it('D18: numbers stay valid in later parts', async () => {
    const recording = await recordingOf(callgrindReader, defects.numbersAcrossParts);
    expect(await selfOf(defects.numbersAcrossParts)).toEqual({ '/bin/app|a.c|main': 10, '/bin/app|a.c|work': 7 });
    expect(recording.parts.map(({ thread }) => thread)).toEqual([1, 2]);
    expect(recording.diagnostics).toEqual([]);
  });

  it('D19: a callee without file is the one function of that name', async () => {
    expect(await selfOf(defects.calleeFromIncludedFile)).toEqual({ '|a.c|main': 14, '|a.c|leaf': 50 });
    expect(await callsOf(defects.calleeFromIncludedFile)).toEqual({ '|a.c|main -> |a.c|leaf': [2, 50] });
  });

  it('D19: of several functions of that name it is the one of the same object, and none where there are two', async () => {
    const block = (object: string, file: string, name: string): string => `ob=${object}\nfl=${file}\nfn=${name}\n1 1\n`;
    const call = (name: string): string => `cfn=${name}\ncalls=1 1\n2 7\n`;
    const input = [
      'events: Ir\n',
      block('A', 'a.c', 'main'),
      ...['once', 'twice', 'everywhere', 'elsewhere'].map(call),
      block('A', 'x.c', 'once'),
      block('A', 'x.c', 'twice'),
      block('A', 'y.c', 'twice'),
      block('A', 'x.c', 'everywhere'),
      block('B', 'x.c', 'everywhere'),
      block('B', 'x.c', 'elsewhere'),
    ].join('');
    expect(await callsOf(input)).toEqual({
      'A|a.c|main -> A|x.c|once': [1, 7],
      'A|a.c|main -> A|a.c|twice': [1, 7],
      'A|a.c|main -> A|x.c|everywhere': [1, 7],
      'A|a.c|main -> A|a.c|elsewhere': [1, 7],
    });
  });

  it('D20: names with colons inside template arguments stay whole', async () => {
    const name = 'void std::__introsort_loop<std::vector<int>::iterator, __gnu_cxx::__ops::_Iter>(int)';
    expect(await selfOf(defects.templateName)).toEqual({ [`||${name}`]: 10 });
  });

  it('D21: both spellings of jcnd= are read', async () => {
    const spelled = new Described(await recordingOf(callgrindReader, defects.jumpAsSpecified), {
      file: '',
      object: '',
    });
    const usual = defects.jumpAsSpecified.replace('10 4 7', '4/10 7');
    const written = new Described(await recordingOf(callgrindReader, usual), { file: '', object: '' });
    const expected = { unconditional_times: 0, conditional_taken: 4, conditional_executed: 10 };
    expect([spelled.jumps(), written.jumps()]).toEqual([expected, expected]);
  });

  it('D22: profiles appended by Xdebug are parts named by their command', async () => {
    const recording = await recordingOf(callgrindReader, defects.xdebugAppended);
    expect(recording.parts.map(({ label }) => label)).toEqual(['a.php', 'b.php']);
    expect(codesOf(recording.diagnostics)).toEqual(['negative-cost']);
    const described = new Described(recording, { file: '', object: '' });
    expect(described.functions().map((fn) => [fn.file, ...fn.self])).toEqual([
      ['a.php', 10, 20],
      ['b.php', 5, -7],
    ]);
  });

  it('D25: a file without events: is refused with the reason and the place', async () => {
    const { error } = await readMemory(callgrindReader, defects.withoutEvents);
    expect(error).toMatchObject({
      kind: 'broken',
      message: 'there are costs but no events: line before them',
      place: { line: 5 },
    });
  });
});

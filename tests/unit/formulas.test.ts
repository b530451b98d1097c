// Formulas that people write (S17): what they mean, what unit they come to, and what is said of those that mean nothing.
import { describe, expect, it, test } from 'vitest';
import { combineColumns } from '../../shared/analysis/event-costs.ts';
import { parseFormula } from '../../shared/analysis/formula-text.ts';
import { compileFormula, eventNamed } from '../../shared/analysis/formulas.ts';
import type { Unit } from '../../shared/model/event-type.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { profile } from '../support/profile-notation.ts';

const counted = () => profile`
  events Ir Dr D1mr Time_(10ns) branch-misses
  event CEst = Ir + 10 D1mr
  main 10,4,1,7,2
  leaf 90,16,3,0,0
  main -> leaf 3x 90,16,3`;

/** The formula over Ir 100, Dr 20, D1mr 4, Time 7, branch-misses 2 and 3 calls. */
function value(text: string, formulas: readonly { name: string; label: string; text: string }[] = []) {
  const recording = counted();
  const compiled = compileFormula(recording, formulas, { name: 'X', label: '', text });
  if (!compiled.ok) return `${compiled.error.at}: ${compiled.error.message}`;
  const costs = [100, 20, 4, 7, 2];
  const columns = { length: 1, costs: (e: number) => Float64Array.of(costs[e]), calls: () => Float64Array.of(3) };
  return combineColumns(recording, compiled.value.index, columns)[0];
}

describe('a formula', () => {
  test.each<[string, number]>([
    ['Ir', 100],
    ['Ir - Dr', 80],
    ['Dr − Ir', -80],
    ['Ir + 10 D1mr', 140],
    ['Ir + 10*D1mr', 140],
    ['10D1mr', 40],
    ['Ir / Dr / 2', 2.5],
    ['Ir ÷ 10 D1mr', 2.5],
    ['2 (Ir + Dr) × .5', 120],
    ['-Ir + +Dr', -80],
    ['Ir * -Dr', -2000],
    ['Ir - Dr - D1mr', 76],
    ['Ir - (Dr - D1mr)', 84],
    ['1e3 D1mr / Ir', 40],
    ['D1mr / calls', 4 / 3],
    ['CEst / Ir', 1.4],
    ['Time_(10ns) + branch-misses', 9],
    ['branch-misses-Dr', -18],
    ['"Ir" - "Dr"', 80],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });

  it('has no value where it divides by zero', () => {
    expect([value('Ir / (Dr - 20)'), value('0 / 0'), value('(Ir - 100) / (Dr - 20)')]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('may refer to other formulas, in any order', () => {
    const formulas = [
      { name: 'rate', label: '', text: 'misses / Dr' },
      { name: 'misses', label: '', text: '2 D1mr' },
    ];
    expect(value('100 rate', formulas)).toBe(40);
  });

  test.each<[string, string]>([
    ['', '0: A formula is missing.'],
    ['Irx', '0: There is no event type Irx.'],
    ['Ir + D2mr', '5: There is no event type D2mr.'],
    ['Ir +', '4: Something is missing after +.'],
    ['* Ir', '0: Something is missing before *.'],
    ['Ir + * Dr', '5: Something is missing before *.'],
    ['(Ir', '0: This bracket is not closed.'],
    ['Ir)', '2: This bracket closes nothing.'],
    ['()', '1: Something is missing before ).'],
    ['Ir Dr', '3: A sign such as + or ÷ is missing here.'],
    ['Ir 2', '3: A sign such as + or ÷ is missing here.'],
    ['(Ir) (Dr)', '5: A sign such as + or ÷ is missing here.'],
    ['Dr + "Ir', '5: This quotation mark is not closed.'],
    ['X + 1', '0: X refers to itself.'],
  ])('%s is refused: %s', (text, message) => {
    expect(value(text)).toBe(message);
  });

  it('that goes round in circles is refused, and says where', () => {
    const formulas = [
      { name: 'a', label: '', text: 'b + 1' },
      { name: 'b', label: '', text: 'a + 1' },
    ];
    expect(value('Ir + a', formulas)).toBe('5: a refers to itself.');
  });

  it('that grows without end is refused instead of filling the memory', () => {
    const formulas = Array.from({ length: 40 }, (_, i) => ({
      name: `f${i}`,
      label: '',
      text: i === 0 ? 'Ir' : `f${i - 1} + f${i - 1}`,
    }));
    expect(value('f39', formulas)).toBe('0: The formula is too long.');
  });

  it('of ten thousand brackets is read without a deep stack', () => {
    expect(parseFormula(`${'('.repeat(999)}Ir${')'.repeat(999)}`, ['Ir'])).toEqual({
      ok: true,
      value: [{ op: 'name', name: 'Ir', at: 999 }],
    });
    expect(parseFormula('('.repeat(10_000), ['Ir']).ok).toBe(false);
  });
});

describe('the unit of a formula', () => {
  const timed = (): Recording => {
    const recording = profile`
      events ns bytes Ir
      main 1,1,1`;
    const units: readonly Unit[] = ['nanoseconds', 'bytes', 'count'];
    return { ...recording, eventTypes: recording.eventTypes.map((type, i) => ({ ...type, unit: units[i] })) };
  };
  test.each<[string, string, boolean]>([
    ['Ir + 2 Ir', 'count', true],
    ['Ir + 5', 'count', false],
    ['Ir / 2', 'count', true],
    ['Ir / Ir', 'ratio', false],
    ['Ir / calls', 'ratio', false],
    ['calls', 'count', false],
    ['Ir * Ir', 'count', false],
    ['7', 'ratio', false],
    ['ns + 10 ns', 'nanoseconds', true],
    ['ns - 3', 'nanoseconds', false],
    ['ns / calls', 'nanoseconds', false],
    ['bytes / Ir', 'bytes', false],
    ['ns / ns', 'ratio', false],
    ['Ir / ns', 'ratio', false],
    ['bytes / ns', 'ratio', false],
    ['ns * (Ir / Ir)', 'nanoseconds', false],
    ['ns * ns', 'ratio', false],
    ['ns + bytes', 'count', true],
    ['1 / Ir', 'ratio', false],
  ])('%s: %s', (text, unit, addsUp) => {
    const compiled = compileFormula(timed(), [], { name: 'X', label: '', text });
    expect(compiled.ok && [compiled.value.unit, compiled.value.addsUp]).toEqual([unit, addsUp]);
  });
});

describe('an event type by name', () => {
  it('is the recording’s before the person’s, and leaves the recording as it is', () => {
    const recording = counted();
    const before = JSON.stringify(recording.eventTypes);
    const formulas = [{ name: 'Ir', label: 'no', text: 'Dr' }];
    expect(eventNamed(recording, formulas, 'Ir')).toMatchObject({ index: 0, formula: undefined });
    expect(eventNamed(recording, [{ name: 'Y', label: '', text: 'Dr - Ir' }], 'Y')).toMatchObject({
      label: 'Y',
      addsUp: true,
      formula: 'Dr - Ir',
    });
    expect(eventNamed(recording, [], 'Y')).toBeUndefined();
    expect(JSON.stringify(recording.eventTypes)).toBe(before);
  });

  it('shows the formula of a file as it is written', () => {
    expect(eventNamed(counted(), [], 'CEst')).toMatchObject({ formula: 'Ir + 10 D1mr', addsUp: true });
  });

  it('is a ratio that is offered where its parts were counted', () => {
    expect(eventNamed(counted(), [], 'Ir per call')).toMatchObject({ formula: 'Ir / calls', unit: 'ratio' });
    expect(eventNamed(counted(), [], 'IPC est.')).toMatchObject({ formula: 'Ir / CEst' });
    expect(eventNamed(counted(), [], 'D1 miss rate')).toBeUndefined();
  });
});

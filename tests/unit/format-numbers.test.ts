// Numbers as text (S15, S16, S18): scaled, exact, shares, counts, durations. Never NaN, never Infinity.
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../shared/model/event-type.ts';
import { formatCell } from '../../shared/viewmodel/format-cell.ts';
import { formatCost, formatExactCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCalls, formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatMilliseconds } from '../../shared/viewmodel/format-duration.ts';
import { formatPercent, formatShare } from '../../shared/viewmodel/format-share.ts';
import { inclusiveColumn } from '../../shared/views/support/column-specs.ts';

describe('S15, S18: costs are scaled in the unit of their event type', () => {
  test.each<[number, Unit, string]>([
    [0, 'ratio', '0'],
    [0.03125, 'ratio', '0.0313'],
    [1.2, 'ratio', '1.20'],
    [-18.25, 'ratio', '−18.3'],
    [1234.5, 'ratio', '1,235'],
    [123456, 'ratio', '123 k'],
    [0.00000012, 'ratio', '1.20e-7'],
    [Number.NaN, 'ratio', '–'],
    [612, 'milliseconds', '612 ms'],
    [0.0229, 'seconds', '22.9 ms'],
    [119, 'microseconds', '119 µs'],
    [1_500_000_000, 'nanoseconds', '1.50 s'],
    [7_200_000, 'milliseconds', '7,200 s'],
    [0.4, 'nanoseconds', '0.40 ns'],
    [0, 'seconds', '0 ns'],
    [512, 'bytes', '512 B'],
    [4198, 'bytes', '4.10 KiB'],
    [3_250_586, 'bytes', '3.10 MiB'],
    [950, 'count', '950'],
    [1_000, 'count', '1,000'],
    [9_999, 'count', '9,999'],
    [12_345, 'count', '12.3 k'],
    [187_250, 'count', '187 k'],
    [1_234_567, 'count', '1.23 M'],
    [999_960, 'count', '1.00 M'],
    [-15, 'count', '−15'],
    [-22_900, 'nanoseconds', '−22.9 µs'],
    [Number.NaN, 'count', '–'],
    [Number.POSITIVE_INFINITY, 'bytes', '–'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatCost(value, unit)).toBe(text);
  });
});

describe('exact costs show every digit', () => {
  test.each<[number, Unit, string]>([
    [22_914_007, 'nanoseconds', '22,914,007 ns'],
    [0.09270666300000001, 'seconds', '0.092706663 s'],
    [1234.5, 'milliseconds', '1,234.5 ms'],
    [-1000, 'count', '−1,000'],
    [2 ** 53, 'count', '9,007,199,254,740,992'],
    [Number.NaN, 'count', '–'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatExactCost(value, unit)).toBe(text);
  });
});

describe('S16: shares', () => {
  test('have as many digits as are set', () => {
    expect([0, 1, 2, 4].map((digits) => formatShare(1, 3, digits))).toEqual(['33 %', '33.3 %', '33.33 %', '33.3333 %']);
  });

  test('of nothing are –', () => {
    expect([formatShare(1, 0), formatShare(0, 0), formatPercent(Number.NaN, 5), formatPercent(1, Number.NaN)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  test('of derived costs may be negative; nothing has no sign', () => {
    expect([formatShare(-1, 4), formatShare(-0, 4), formatShare(-1e-9, 4)]).toEqual(['−25.00 %', '0.00 %', '>−0.01 %']);
  });

  test('something that is too small for the digits is not nothing', () => {
    const texts = [0, 1, 2, 3].map((digits) => formatPercent(3, 100_000, digits));
    expect(texts).toEqual(['<1', '<0.1', '<0.01', '0.003']);
    expect([formatPercent(0, 7), formatPercent(5, 100_000)]).toEqual(['0.00', '0.01']);
  });
});

test('counts have groups of three digits, and primitive calls behind them where they differ', () => {
  expect([
    formatCount(187250),
    formatCalls(187250, 750),
    formatCalls(9, 9),
    formatCalls(9, null),
    formatCount(null),
  ]).toEqual(['187,250', '187,250/750', '9', '9', '–']);
});

test('durations', () => {
  expect([0.4, 41, 999.4, 3200, 125_000, Number.NaN].map(formatMilliseconds)).toEqual([
    '0.4 ms',
    '41 ms',
    '999 ms',
    '3.2 s',
    '2 min 05 s',
    '–',
  ]);
});

test('a cost cell is a share or a cost, with the exact value behind it', () => {
  const measure = {
    eventType: 'Time',
    label: 'Time',
    unit: 'seconds',
    base: 4,
    baseName: 'total',
    relative: true,
  } as const;
  const cells = [measure, { ...measure, relative: false }].map((one) => formatCell(1, inclusiveColumn, one, 1));
  expect([...cells, formatCell(null, inclusiveColumn, measure, 1)]).toEqual([
    { text: '25.0', exact: '1 s' },
    { text: '1.00 s', exact: '1 s' },
    { text: '–', exact: '' },
  ]);
});

// Digits of shares far down in a list (S16): two that count for the largest in sight, the same for all rows of the column.
import { describe, expect, test } from 'vitest';
import { initialViewState } from '../../shared/state/view-state.ts';
import { formatCell } from '../../shared/viewmodel/format-cell.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { digitsInSight, digitsThatFit, followsOrder } from '../../src-renderer/presenters/share-digits.ts';
import { select } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

/** Functions of 500,000, 300 (0.06 %), 31 (0.0062 %) and 2 of a total of 500,333. */
const recording = profile`
  big 500000
  small 300
  smaller 31
  least 2`;

const model = (change: Partial<typeof initialViewState> = {}): TableModel => {
  const view = select('functions', recording, { ...initialViewState, ...change });
  if (view.kind !== 'table') throw new Error('no table');
  return view;
};

describe('S16: shares in a list by cost', () => {
  test('have the digits of the setting where these tell enough apart', () => {
    expect([0, 1, 2, 3].map((digits) => digitsInSight(model(), 0, digits))).toEqual([0, 1, 2, 3]);
  });

  test('have as many more as the largest in sight needs, whatever follows', () => {
    expect([1, 2, 3].map((top) => digitsInSight(model(), top, 2))).toEqual([3, 4, 5]);
    const texts = [2, 3].map((row) => {
      const { columns, rows, measure } = model();
      const [spec] = columns;
      return spec && formatCell(rows[row]?.cells[0] ?? null, spec, measure, 4).text;
    });
    expect(texts).toEqual(['0.0062', '0.0004']);
  });

  test('stay what they were while the row at the top is on its way', () => {
    const later = { ...model(), start: 0, rows: [] };
    expect(digitsInSight(later, 3, 2, { before: 5, most: 10 })).toBe(5);
    expect(digitsInSight(later, 3, 2)).toBe(2);
  });

  test('are no more than the narrowest column that follows the order has room for, `<0.` before them', () => {
    expect(digitsInSight(model(), 3, 2, { most: 4 })).toBe(4);
    expect(digitsInSight(model(), 3, 2, { most: 1 })).toBe(2);
    const { columns, sort } = model();
    const shown = columns.map((spec) => ({ spec }));
    const widths = columns.map(({ id }) => (id === 'self' ? 18 + 7 * 8 : 200));
    expect(digitsThatFit(shown, widths, sort, 8)).toBe(4);
  });

  test('stay as they are in another order, as costs, and in groups', () => {
    const upwards = { ...model(), sort: [{ column: 'inclusive', direction: 'ascending' } as const] };
    const byCalls = { ...model(), sort: [{ column: 'calls', direction: 'descending' } as const] };
    const grouped = { ...model(), grouping: 'module' } as TableModel;
    expect([upwards, byCalls, grouped].map((each) => digitsInSight(each, 2, 2))).toEqual([2, 2, 2]);
    expect(digitsInSight(model({ mode: { relative: false, toParent: false } }), 2, 2)).toBe(2);
    // No such row.
    expect(digitsInSight(model(), 99, 2)).toBe(2);
  });

  test('are those of the ordered column and of self costs below inclusive ones', () => {
    const { columns } = model();
    const following = (column: string) =>
      columns.filter((spec) => followsOrder(spec, [{ column, direction: 'descending' }])).map(({ id }) => id);
    expect([following('inclusive'), following('self')]).toEqual([['inclusive', 'self'], ['self']]);
  });
});

// Adds up the equal rows of a table under construction, whose rows are all sealed. Only rows of functions that were entered more than once
// can have equals; the others are not looked up. Rows keep the order in which their keys came first.
import { KeyedRows } from '../base/keyed-rows.ts';
import { PagedColumn } from '../base/paged-column.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';

/** With a map, entries `positions` of the keys are replaced by map[entry] first, and every row may have equals. */
export function* compactRows(rows: AppendedCostRows, positions: readonly number[], map?: Int32Array): Sliced<void> {
  const before = rows.length;
  const { target, distinct } = yield* targetsOf(rows, positions, map);
  if (distinct === before && map === undefined) return;
  for (let j = 0; j < rows.width; j++) {
    const entries = new Int32Array(distinct);
    const mapped = map !== undefined && positions.includes(j) ? map : undefined;
    yield* eachPage(rows.keys[j], (page, start, length) => {
      for (let i = 0; i < length; i++) {
        const entry = page[i];
        entries[target[start + i]] = mapped === undefined || entry < 0 ? entry : mapped[entry];
      }
    });
    rows.keys[j].clear();
    rows.keys[j] = yield* inPages(entries);
  }
  for (const { columns } of [rows.costs, rows.counts, ...(rows.details === undefined ? [] : [rows.details])]) {
    for (let e = 0; e < columns.length; e++) {
      const sums = new Float64Array(distinct);
      yield* eachPage(columns[e], (page, start, length) => {
        for (let i = 0; i < length; i++) sums[target[start + i]] += page[i];
      });
      columns[e].clear();
      columns[e] = yield* inPages(sums);
    }
  }
}

/** For each row the row that it is added to, and how many of those there are. */
function* targetsOf(
  rows: AppendedCostRows,
  positions: readonly number[],
  map: Int32Array | undefined,
): Sliced<{ target: Int32Array; distinct: number }> {
  const { width, keys, repeated } = rows;
  const target = new Int32Array(rows.length);
  const found = new KeyedRows(width, rows.pending * 2);
  /** Row of each distinct key among those that were looked up. */
  const rowOf = new Int32Array(rows.length);
  const group = rows.groupWidth - 1;
  const pages = keys.map(() => new Int32Array(0));
  let start = 0;
  let distinct = 0;
  for (let index = 0; index < keys[0].pageCount; index++) {
    const length = keys[0].pageLength(index);
    for (let j = 0; j < width; j++) {
      if (pages[j].length < length) pages[j] = new Int32Array(length);
      keys[j].copyPage(index, pages[j]);
    }
    for (let i = 0; i < length; i++) {
      if (map === undefined && repeated[pages[group][i]] === 0) {
        target[start + i] = distinct++;
        continue;
      }
      for (let j = 0; j < width; j++) found.key[j] = pages[j][i];
      if (map !== undefined) for (const j of positions) if (found.key[j] >= 0) found.key[j] = map[found.key[j]];
      const known = found.length;
      const key = found.rowOfKey();
      if (key === known) rowOf[key] = distinct++;
      target[start + i] = rowOf[key];
    }
    start += length;
    yield;
  }
  return { target, distinct };
}

/** Calls work with the rows of one page after the other, as plain numbers, and the row number of the first. */
function* eachPage(
  column: PagedColumn,
  work: (page: Float64Array, start: number, length: number) => void,
): Sliced<void> {
  let page = new Float64Array(0);
  let start = 0;
  for (let index = 0; index < column.pageCount; index++) {
    if (column.pageLength(index) > page.length) page = new Float64Array(column.pageLength(index));
    const length = column.copyPage(index, page);
    work(page, start, length);
    start += length;
    yield;
  }
}

function* inPages(values: Int32Array | Float64Array): Sliced<PagedColumn> {
  const column = new PagedColumn();
  yield* inSlices(values.length, (from, to) => column.append(values.subarray(from, to)));
  return column;
}

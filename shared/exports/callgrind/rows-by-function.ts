// Rows of a table put in order of (part, function), so that a writer finds those of one function without searching.
import { groupRows } from '../../base/sort-indices.ts';

/** Rows of one function in one part, in the order of the table. Parts are to be asked for one after the other. */
export type RowsByFunction = (part: number, fn: number) => Int32Array;

/** Linear in rows + parts × functions. */
export function rowsByFunction(
  rows: { readonly length: number; function(row: number): number; part(row: number): number },
  { parts, functions }: { readonly parts: number; readonly functions: number },
): RowsByFunction {
  const functionOf = Int32Array.from({ length: rows.length }, (_, row) => rows.function(row));
  const partOf = Int32Array.from({ length: rows.length }, (_, row) => rows.part(row));
  const { start, rows: order } = groupRows(partOf, parts, groupRows(functionOf, functions).rows);
  let firstsOf = -1;
  const firsts = new Int32Array(functions + 1);
  return (part, fn) => {
    if (part !== firstsOf) {
      firstsOf = part;
      let at = start[part];
      for (let f = 0; f < functions; f++) {
        firsts[f] = at;
        while (at < start[part + 1] && functionOf[order[at]] === f) at++;
      }
      firsts[functions] = at;
    }
    return order.subarray(firsts[fn], firsts[fn + 1]);
  };
}

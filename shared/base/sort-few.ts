// A few thousand rows sorted by a number each, in place: quicksort (Hoare, 1962) with the median of three, down to runs that are put in order by moving
// each row to its place. Not stable: for numbers that are told apart, or rows whose order among equals is looked after elsewhere.

/** Up to so many rows quicksort would only make it slower. */
const FEW = 16;

/** Sorts `numbers` up to the length of `rows`, and the rows with them. */
export function sortByNumber(numbers: Float64Array, rows: Int32Array): void {
  // Ranges still to be sorted, begin and end by turns; the smaller one first, so there are never many.
  const open = [0, rows.length];
  while (open.length > 0) {
    let end = open.pop() ?? 0;
    let start = open.pop() ?? 0;
    while (end - start > FEW) {
      const middle = part(numbers, rows, start, end);
      if (middle - start > end - middle) {
        open.push(start, middle);
        start = middle;
      } else {
        open.push(middle, end);
        end = middle;
      }
    }
    insert(numbers, rows, start, end);
  }
}

/** Numbers before the returned place are at most as large as those from there on. Neither side is empty. */
function part(numbers: Float64Array, rows: Int32Array, start: number, end: number): number {
  const first = numbers[start];
  const middle = numbers[(start + end) >> 1];
  const last = numbers[end - 1];
  const median = Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
  let left = start;
  let right = end - 1;
  for (;;) {
    while (numbers[left] < median) left++;
    while (numbers[right] > median) right--;
    if (left >= right) return left === start ? start + 1 : left;
    const number = numbers[left];
    const row = rows[left];
    numbers[left] = numbers[right];
    rows[left] = rows[right];
    numbers[right] = number;
    rows[right] = row;
    left++;
    right--;
  }
}

function insert(numbers: Float64Array, rows: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const number = numbers[i];
    const row = rows[i];
    let to = i;
    for (; to > start && numbers[to - 1] > number; to--) {
      numbers[to] = numbers[to - 1];
      rows[to] = rows[to - 1];
    }
    numbers[to] = number;
    rows[to] = row;
  }
}

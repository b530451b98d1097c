// A column that grows page by page: rows are handed over in blocks, each kept in the narrowest type that holds it exactly, and become
// one array in the end. Nothing is ever copied in order to grow, and the pages are let go one by one as the array is filled: their
// buffers are resizable, because those give their memory back at once, while others wait for the garbage collector.
// Trap: the pages of the columns of one table begin at the same rows only because all of them get the same blocks.
import type { NumberArray } from './columns.ts';
import { narrowestKind, type Range, rangeOf } from './narrow-arrays.ts';
import type { Sliced } from './slices.ts';

/** One block of rows; a number stands for a block that has it in every row. */
interface Page {
  readonly length: number;
  readonly values: ReleasableArray | number;
}

type ReleasableArray = NumberArray & { readonly buffer: ArrayBuffer };

function releasablePage(range: Range, length: number): ReleasableArray {
  const Kind = narrowestKind(range);
  const bytes = length * Kind.BYTES_PER_ELEMENT;
  return new Kind(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}

export class PagedColumn {
  length = 0;
  private pages: (Page | undefined)[] = [];
  private known: Range | undefined;

  /** What numbers there are. */
  get range(): Range {
    return this.known ?? { least: 0, greatest: 0, whole: true };
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** Appends a copy of the rows. */
  append(values: Int32Array | Float64Array, range: Range = rangeOf(values)): void {
    if (range.least === range.greatest && values.length > 0) {
      this.appendConstant(range.least, values.length);
      return;
    }
    const page = releasablePage(range, values.length);
    page.set(values);
    this.add({ length: values.length, values: page }, range);
  }

  /** Appends `length` rows that hold the value. */
  appendConstant(value: number, length: number): void {
    this.add({ length, values: value }, { least: value, greatest: value, whole: Number.isInteger(value) });
  }

  /** Writes page `index` to the beginning of `target`; returns its length. */
  copyPage(index: number, target: NumberArray): number {
    const page = this.pages[index];
    if (page === undefined) return 0;
    if (typeof page.values === 'number') target.fill(page.values, 0, page.length);
    else target.set(page.values);
    return page.length;
  }

  /** Length of a page. */
  pageLength(index: number): number {
    return this.pages[index]?.length ?? 0;
  }

  /** All rows as Int32, for columns that hot loops read. The column is empty afterwards. */
  *finishInt32(): Sliced<Int32Array> {
    return yield* this.moveTo(new Int32Array(this.length));
  }

  /** All rows in the narrowest type that holds them times `scale`; `undefined` where all are 0. The column is empty afterwards. */
  *finishNarrow(scale = 1): Sliced<NumberArray | undefined> {
    const { least, greatest, whole } = this.range;
    if (least === 0 && greatest === 0) return undefined;
    const range = { least: least * scale, greatest: greatest * scale, whole: whole && Number.isInteger(scale) };
    return yield* this.moveTo(new (narrowestKind(range))(this.length), scale);
  }

  /** Writes row i as Int32 to target[2 i + offset]. The column is empty afterwards. */
  *moveToEverySecond(target: Int32Array, offset: number): Sliced<void> {
    let page = new Int32Array(0);
    let at = offset;
    for (let index = 0; index < this.pages.length; index++) {
      if (this.pageLength(index) > page.length) page = new Int32Array(this.pageLength(index));
      const length = this.copyPage(index, page);
      this.release(index);
      for (let i = 0; i < length; i++, at += 2) target[at] = page[i];
      yield;
    }
    this.pages = [];
    this.length = 0;
  }

  /** Gives back the memory of all pages. The column is empty afterwards. */
  clear(): void {
    for (let index = 0; index < this.pages.length; index++) this.release(index);
    this.pages = [];
    this.length = 0;
  }

  /** Gives back the memory of a page that is not needed any more; its rows still count in `length`. */
  release(index: number): void {
    const values = this.pages[index]?.values;
    if (values !== undefined && typeof values !== 'number') values.buffer.resize(0);
    this.pages[index] = undefined;
  }

  private *moveTo<Target extends NumberArray>(target: Target, scale = 1): Sliced<Target> {
    let at = 0;
    for (let index = 0; index < this.pages.length; index++) {
      const { pages } = this;
      const page = pages[index];
      if (page === undefined) continue;
      if (typeof page.values === 'number') target.fill(page.values * scale, at, at + page.length);
      else if (scale === 1) target.set(page.values, at);
      else
        target.set(
          Float64Array.from(page.values, (value) => value * scale),
          at,
        );
      at += page.length;
      this.release(index);
      yield;
    }
    this.pages = [];
    this.length = 0;
    return target;
  }

  private add(page: Page, range: Range): void {
    this.pages.push(page);
    this.length += page.length;
    const before = this.known;
    this.known =
      before === undefined
        ? range
        : {
            least: Math.min(before.least, range.least),
            greatest: Math.max(before.greatest, range.greatest),
            whole: before.whole && range.whole,
          };
  }
}

// A list of tens of millions of numbers, written once and then read once from front to back: ids of samples, time steps.
// Numbers are staged in a block and sealed into pages of the narrowest type that holds them; taking them gives the pages back one by one.
// Trap: fast loops write to `staged` themselves and set `used`; that is only right while isWide is false.
import { PagedColumn } from '../../base/paged-column.ts';

const PAGE = 1 << 16;

export class NumberPages {
  /** Int32 numbers that are not in a page yet: staged[0 … used). */
  readonly staged = new Int32Array(PAGE);
  used = 0;
  /** The block that is being filled holds numbers that are no 32-bit integers: push() only. */
  isWide = false;
  private wide: Float64Array | undefined;
  private readonly pages = new PagedColumn();
  private taken: Float64Array | undefined;
  private takenFrom = 0;
  private takenTo = 0;
  private nextPage = 0;

  get length(): number {
    return this.pages.length + this.used;
  }

  /** What numbers there are, as long as nothing was taken. */
  get range(): { readonly least: number; readonly greatest: number; readonly whole: boolean } {
    this.seal();
    return this.pages.range;
  }

  push(value: number): void {
    if (this.used === PAGE) this.seal();
    if (this.isWide) {
      this.wide ??= new Float64Array(PAGE);
      this.wide[this.used++] = value;
    } else if (value === (value | 0)) this.staged[this.used++] = value;
    else {
      this.seal();
      this.isWide = true;
      this.push(value);
    }
  }

  /** Moves what is staged into a page. */
  seal(): void {
    if (this.used > 0) {
      const block = this.isWide ? this.wide : this.staged;
      if (block !== undefined) this.pages.append(block.subarray(0, this.used));
    }
    this.used = 0;
    this.isWide = false;
  }

  /** Copies the next target.length numbers, or as many as are left; how many those are. With `keep` they stay, and rewind() goes back. */
  take(target: Float64Array, keep = false): number {
    this.seal();
    let at = 0;
    while (at < target.length) {
      if (this.takenFrom === this.takenTo && !this.openPage(keep)) break;
      const block = this.taken;
      if (block === undefined) break;
      const count = Math.min(target.length - at, this.takenTo - this.takenFrom);
      target.set(block.subarray(this.takenFrom, this.takenFrom + count), at);
      this.takenFrom += count;
      at += count;
    }
    return at;
  }

  /** The next number to take is the first one again. */
  rewind(): void {
    this.nextPage = 0;
    this.takenFrom = 0;
    this.takenTo = 0;
  }

  /** Lets all numbers go. */
  clear(): void {
    this.pages.clear();
    this.used = 0;
    this.rewind();
  }

  private openPage(keep: boolean): boolean {
    if (this.nextPage === this.pages.pageCount) return false;
    this.taken ??= new Float64Array(PAGE);
    this.takenTo = this.pages.copyPage(this.nextPage, this.taken);
    this.takenFrom = 0;
    if (!keep) this.pages.release(this.nextPage);
    this.nextPage++;
    return true;
  }
}

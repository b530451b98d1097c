// A list of tens of millions of numbers, written once and then read once from front to back: ids of samples, time steps.
// Numbers are staged in a block and sealed into pages of the narrowest type that holds them; what is released gives its memory back at once
// (resizable buffers do that, others wait for the garbage collector). All pages but the last have PAGE numbers: lists go in step.
// Trap: take() is only right while isWide is false.

const PAGE = 1 << 16;

type Page = (Uint8Array | Uint16Array | Int32Array | Float64Array) & { readonly buffer: ArrayBuffer };

export class NumberPages {
  /** Int32 numbers that are not in a page yet: staged[0 … used). */
  private readonly staged = new Int32Array(PAGE);
  private used = 0;
  /** Of what is staged: all numbers or-ed together, and added up. */
  private bits = 0;
  private stagedSum = 0;
  /** The block that is being filled holds numbers that are no 32-bit integers: push() only. */
  isWide = false;
  /** Some sealed integer is below 0. */
  hasNegative = false;
  /** No sealed integer is larger, where none is negative; less than twice the largest. */
  bound = 0;
  /** All sealed numbers are 32-bit integers. */
  isWhole = true;
  private wide: Float64Array | undefined;
  private readonly pages: Page[] = [];
  private sealed = 0;
  private scratch: Int32Array | undefined;
  /** By page of integers. */
  private readonly sums: number[] = [];

  get length(): number {
    return this.sealed + this.used;
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** So many numbers take() has room for. */
  get room(): number {
    return PAGE - this.used;
  }

  /** Of all sealed numbers, as long as isWhole. */
  get sum(): number {
    return this.sums.reduce((sum, ofPage) => sum + ofPage, 0);
  }

  push(value: number): void {
    if (this.used === PAGE) this.seal();
    if (!this.isWide && value !== (value | 0)) {
      this.wide ??= new Float64Array(PAGE);
      this.wide.set(this.staged.subarray(0, this.used));
      this.isWide = true;
    }
    if (this.isWide && this.wide !== undefined) this.wide[this.used++] = value;
    else {
      this.bits |= value;
      this.stagedSum += value;
      this.staged[this.used++] = value;
    }
  }

  /** Several at once, no more than there is room for; `bits` are all of them or-ed together, `sum` added up. */
  take(numbers: Int32Array, bits: number, sum: number): void {
    this.staged.set(numbers, this.used);
    this.used += numbers.length;
    this.bits |= bits;
    this.stagedSum += sum;
    if (this.used === PAGE) this.seal();
  }

  /** Moves what is staged into a page: when the block is full, and at the end. */
  seal(): void {
    const { used } = this;
    if (used === 0) return;
    if (this.isWide && this.wide !== undefined) {
      this.isWhole = false;
      const page = new Float64Array(releasable(used * 8));
      page.set(this.wide.subarray(0, used));
      this.pages.push(page);
    } else this.pages.push(this.sealedIntegers());
    this.sealed += used;
    this.used = 0;
    this.bits = 0;
    this.stagedSum = 0;
    this.isWide = false;
  }

  /** The numbers of a page, valid until the next one is asked for. All must be sealed. */
  block(index: number): Int32Array | Float64Array {
    const page = this.pages[index];
    if (page instanceof Float64Array) return page;
    // Not the page itself: arrays on resizable buffers are slow to read one by one.
    this.scratch ??= new Int32Array(PAGE);
    this.scratch.set(page);
    return this.scratch.subarray(0, page.length);
  }

  /** block() where isWhole. */
  integers(index: number): Int32Array {
    const block = this.block(index);
    if (block instanceof Float64Array) throw new TypeError('the page has numbers that are no 32-bit integers');
    return block;
  }

  /** Copies a page where isWhole; how many numbers it has. */
  copyTo(target: Int32Array, index: number): number {
    const page = this.pages[index];
    target.set(page);
    return page.length;
  }

  /** Gives back the memory of a page. */
  release(index: number): void {
    this.pages[index].buffer.resize(0);
  }

  private sealedIntegers(): Page {
    const { staged, used, bits } = this;
    if (bits < 0) this.hasNegative = true;
    else this.bound |= bits;
    this.sums.push(this.stagedSum);
    const page =
      bits >>> 0 <= 0xff
        ? new Uint8Array(releasable(used))
        : bits >>> 0 <= 0xffff
          ? new Uint16Array(releasable(used * 2))
          : new Int32Array(releasable(used * 4));
    page.set(used === PAGE ? staged : staged.subarray(0, used));
    return page;
  }
}

function releasable(bytes: number): ArrayBuffer {
  return new ArrayBuffer(bytes, { maxByteLength: bytes });
}

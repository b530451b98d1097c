// Cuts the chunks of a source into blocks of whole lines, for readers of text formats that work on bytes.
// Every block ends on a line feed, so inner loops need no bound check; a line may span any number of chunks.
// A block is only valid during the call. Its bytes are the source's own wherever no line is cut.

const LF = 10;
const CR = 13;
/** Half a gigabyte of a compressed file can be one name, and one name that long ends the program. */
const LONGEST_LINE = 1 << 26;

/** Receives bytes[start … end) with bytes[end − 1] a line feed. */
export type BlockReader = (bytes: Uint8Array, start: number, end: number) => void;

export class LineBlocks {
  private readonly read: BlockReader;
  private readonly bareReturns: boolean;
  /** The beginning of a line whose end has not come yet. */
  private rest = new Uint8Array(256);
  private restLength = 0;

  /** `bareReturns`: lines end in a carriage return alone (files of old Macs). */
  constructor(read: BlockReader, bareReturns = false) {
    this.read = read;
    this.bareReturns = bareReturns;
  }

  /** What has come of a line is more than any line has. */
  get isTooLong(): boolean {
    return this.restLength > LONGEST_LINE;
  }

  take(chunk: Uint8Array): void {
    const bytes = this.bareReturns ? withLineFeeds(chunk) : chunk;
    let start = 0;
    if (this.restLength > 0) {
      const first = bytes.indexOf(LF);
      start = first < 0 ? bytes.length : first + 1;
      this.keep(bytes, 0, start);
      if (first < 0) return;
      this.flush();
    }
    const end = bytes.lastIndexOf(LF) + 1;
    if (end > start) this.read(bytes, start, end);
    this.keep(bytes, Math.max(start, end), bytes.length);
  }

  /** Hands over the last line where it lacks its end; returns whether it did. */
  finish(): boolean {
    if (this.restLength === 0) return false;
    this.keep(Uint8Array.of(LF), 0, 1);
    this.flush();
    return true;
  }

  private flush(): void {
    const length = this.restLength;
    this.restLength = 0;
    this.read(this.rest, 0, length);
  }

  private keep(bytes: Uint8Array, start: number, end: number): void {
    const length = this.restLength + end - start;
    if (length > this.rest.length) {
      const larger = new Uint8Array(Math.max(length, this.rest.length * 2));
      larger.set(this.rest.subarray(0, this.restLength));
      this.rest = larger;
    }
    this.rest.set(bytes.subarray(start, end), this.restLength);
    this.restLength = length;
  }
}

/** Whether the beginning of a file has carriage returns but no line feed. */
export function hasBareReturns(head: Uint8Array): boolean {
  return head.includes(CR) && !head.includes(LF);
}

function withLineFeeds(chunk: Uint8Array): Uint8Array {
  return chunk.map((byte) => (byte === CR ? LF : byte));
}

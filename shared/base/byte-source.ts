// Where a reader's bytes come from: read once, front to back, in chunks; already decompressed.
// A source never holds the whole file, and a chunk is only valid until the next one is asked for.

export interface ByteSource {
  /** What the person opened, for messages: base name, not a path to read. */
  readonly name: string;
  /** Length of the decompressed bytes where it is known beforehand (an uncompressed file). */
  readonly size: number | undefined;
  /** The first bytes, at most 64 KiB, without consuming them. */
  readonly head: Uint8Array;
  /** All bytes from the first on. To be called once. Chunks may be reused by the source after the next step. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Lets other work of the process run. Readers await it in long computations, and look at their signal afterwards. */
  readonly turn?: () => Promise<void>;
  /** Where the bytes lie in a large file on disk, and there are processors to spare: starts threads that prepare its blocks. */
  readonly startThreads?: () => BlockThreads;
}

/** Threads that read a file and turn its lines into numbers. What the numbers say is the format's business. */
export interface BlockThreads {
  /** They have come to run; until then whoever reads had better go on alone. */
  readonly isReady: boolean;
  /**
   * All bytes from `from` on, in order, in blocks cut anywhere. To be called once. `setting` says how words are to be made now: blocks that are under way
   * may have been made with an earlier one. Ends early when reading is cancelled. Throws when a thread dies.
   */
  read(from: number, setting: () => number): AsyncIterable<PreparedBlock>;
}

/** Only valid until the next one is asked for. */
export interface PreparedBlock {
  /** In memory that threads share. */
  readonly bytes: Uint8Array;
  /** The lines that the words stand for are bytes[start … end); what is around them are pieces of lines. */
  readonly start: number;
  readonly end: number;
  /** The first `length` are valid. Where there was no room for more, they stand for the first of the lines. */
  readonly words: Int32Array;
  readonly length: number;
  /** What they were made with. */
  readonly setting: number;
}

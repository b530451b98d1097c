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
  /** Where the bytes lie in a large file on disk, and there are threads to spare. */
  readonly sections?: SectionThreads;
}

/** Bytes from `start` to before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Reads sections of a file in threads of their own. What a section is, and what comes out of it, is the format's business. */
export interface SectionThreads {
  readonly size: number;
  /** How long a section should be. */
  readonly sectionSize: number;
  /** A copy of some bytes; fewer at the end of the file. */
  bytesAt(start: number, length: number): Promise<Uint8Array>;
  /** What comes out of each range, in their order; ends early when reading is cancelled. Throws when a thread dies. */
  read(ranges: readonly ByteRange[], seed: object): AsyncIterable<unknown>;
}

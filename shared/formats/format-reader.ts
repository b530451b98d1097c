// What a format reader is. One file per format; readers.ts is the registry.
// sniff() sees at most 64 KiB and the name, and a name alone is never more than `maybe`. read() streams and never throws for bad input:
// what cannot be read at all is a ReadError, what is odd becomes a diagnostic of the builder.
import type { ByteSource } from '../base/byte-source.ts';
import type { Result } from '../base/result.ts';
import type { ReadError } from '../model/diagnostic.ts';
import type { RecordingBuilder } from '../model/recording-builder.ts';

export type Certainty = 'no' | 'maybe' | 'likely' | 'certain';

export interface FormatReader {
  /** Stable id, also `format` in --json. */
  readonly id: string;
  /** For people: `Callgrind`, `Python cProfile`. */
  readonly label: string;
  /** Name endings that a person may look for in a file dialog, without dot; never used to decide alone. */
  readonly extensions: readonly string[];
  /** The file is a list of records of equal standing, so that its first megabytes are a recording of their own: a large one is previewed. */
  readonly previews?: boolean;
  sniff(head: Uint8Array, name: string): Certainty;
  /** Adds what the source says to the builder, as one more part. Returns a `cancelled` error soon after `signal` aborts. */
  read(source: ByteSource, builder: RecordingBuilder, signal: AbortSignal): Promise<Result<void, ReadError>>;
}

// How the bytes of an input ended. A source never throws in the middle of reading: its chunks simply end, and whoever
// reads them asks the report afterwards whether that was all. Damage leaves what came out readable; a refusal does not.
import type { ReadError } from '../../shared/model/diagnostic.ts';

export interface StreamReport {
  /** Compressed data that is cut or fails its checksum: plain words without capital and full stop. */
  damage: string | undefined;
  /** What is wrong around compressed data that came out whole, in such words. */
  surplus: string | undefined;
  /** Why nothing of it counts: unpacks without end, cannot be read any more. */
  refusal: ReadError | undefined;
  /** Bytes taken from the disk, the pipe or the memory so far. */
  bytesRead: number;
}

// The registry of format readers, and the detection that picks one by content. The most certain wins; formats that have no
// reader yet (foreign.ts) take part, so that a file is refused by its own name instead of being taken for something else.
import { failure, type Result, success } from '../base/result.ts';
import type { ReadError } from '../model/diagnostic.ts';
import { cachegrindReader } from './cachegrind.ts';
import { callgrindReader } from './callgrind.ts';
import { cprofileReader } from './cprofile.ts';
import { cpuprofileReader } from './cpuprofile.ts';
import { explainUnknown, foreignFormats } from './foreign.ts';
import type { Certainty, FormatReader } from './format-reader.ts';

export const readers: readonly FormatReader[] = [callgrindReader, cachegrindReader, cpuprofileReader, cprofileReader];

const RANK: Record<Certainty, number> = { no: 0, maybe: 1, likely: 2, certain: 3 };

/** The reader for a file that begins with `head`, or why there is none. Never throws. */
export function detect(head: Uint8Array, name: string): Result<FormatReader, ReadError> {
  let best: FormatReader | undefined;
  let certainty = 0;
  for (const reader of readers) {
    const rank = RANK[reader.sniff(head, name)];
    if (rank > certainty) {
      certainty = rank;
      best = reader;
    }
  }
  for (const format of certainty === RANK.certain ? [] : foreignFormats) {
    if (RANK[format.sniff(head, name)] > certainty) {
      return failure({
        kind: 'unsupported',
        message: `this is ${format.label}, which Callipers does not read yet`,
        hint: format.hint,
        format: format.id,
      });
    }
  }
  return best === undefined ? failure(explainUnknown(head, name)) : success(best);
}

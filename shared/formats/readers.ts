// The registry of format readers, and the detection that picks one by content. The most certain wins; formats that have no
// reader yet (foreign.ts) take part, so that a file is refused by its own name instead of being taken for something else.
import { failure, type Result, success } from '../base/result.ts';
import type { ReadError } from '../model/diagnostic.ts';
import { cachegrindReader } from './cachegrind.ts';
import { callgrindReader } from './callgrind.ts';
import { cprofileReader } from './cprofile.ts';
import { cpuprofileReader } from './cpuprofile.ts';
import { explainUnknown, type ForeignFormat, foreignFormats } from './foreign.ts';
import type { Certainty, FormatReader } from './format-reader.ts';

export const readers: readonly FormatReader[] = [callgrindReader, cachegrindReader, cpuprofileReader, cprofileReader];

const RANK: Record<Certainty, number> = { no: 0, maybe: 1, likely: 2, certain: 3 };

/** The reader for a file that begins with `head`, or why there is none. Never throws. */
export function detect(head: Uint8Array, name: string): Result<FormatReader, ReadError> {
  const [reader, certainty] = mostCertain(readers, head, name);
  // Nothing can be more certain than a reader that is.
  if (reader !== undefined && certainty === RANK.certain) return success(reader);
  const [foreign, foreignCertainty] = mostCertain(foreignFormats, head, name);
  if (foreign !== undefined && foreignCertainty > certainty) return failure(refuse(foreign));
  if (reader !== undefined) return success(reader);
  return failure({ hint: whatOpens(), ...explainUnknown(head, name) });
}

function mostCertain<Format extends Pick<FormatReader, 'sniff'>>(
  formats: readonly Format[],
  head: Uint8Array,
  name: string,
): [best: Format | undefined, rank: number] {
  let best: Format | undefined;
  let highest = 0;
  for (const format of formats) {
    const rank = RANK[format.sniff(head, name)];
    if (rank <= highest) continue;
    highest = rank;
    best = format;
  }
  return [best, highest];
}

function refuse({ id, label, hint, isNoRecording }: ForeignFormat): ReadError {
  const message = isNoRecording
    ? `this is ${label}, not a recording`
    : `this is ${label}, which Callipers does not read yet`;
  return { kind: 'unsupported', message, hint: hint ?? whatOpens(), format: id };
}

function whatOpens(): string {
  return `Callipers opens ${readers.map((reader) => reader.label).join(', ')}`;
}

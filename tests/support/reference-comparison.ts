// Compares a recording with its *.reference.json, whichever program wrote the reference: one comparison a kind.
import { readFileSync } from 'node:fs';
import type { Recording } from '../../shared/model/recording.ts';
import { type CachegrindReference, compareWithCachegrind } from './cachegrind-comparison.ts';
import { type CallgrindReference, compareWithCallgrind } from './callgrind-comparison.ts';
import type { Comparison } from './comparison.ts';
import { type CprofileReference, compareWithCprofile } from './cprofile-comparison.ts';
import { type CpuprofileReference, compareWithCpuprofile } from './cpuprofile-comparison.ts';
import { measureRecording } from './measured-recording.ts';

export type Reference = CachegrindReference | CallgrindReference | CprofileReference | CpuprofileReference;

const kinds: readonly string[] = [
  'cachegrind',
  'callgrind',
  'python-pstats',
  'v8-cpuprofile',
] satisfies Reference['kind'][];

/** The reference in a file; undefined where it is of a kind that has no comparison. */
export function readReference(path: string): Reference | undefined {
  const reference: { kind: string } = JSON.parse(readFileSync(path, 'utf8'));
  return kinds.includes(reference.kind) ? (reference as Reference) : undefined;
}

export function compareWithReference(recording: Recording, reference: Reference): Comparison {
  const measured = measureRecording(recording);
  switch (reference.kind) {
    case 'cachegrind':
      return compareWithCachegrind(measured, reference);
    case 'callgrind':
      return compareWithCallgrind(measured, reference);
    case 'python-pstats':
      return compareWithCprofile(measured, reference);
    case 'v8-cpuprofile':
      return compareWithCpuprofile(measured, reference);
  }
}

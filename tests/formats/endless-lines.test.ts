/** A few megabytes, compressed, can hold a line or a text of gigabytes: it is refused long before the program ends of it. */
import { expect, it } from 'vitest';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { memorySource } from '../support/memory-source.ts';

const MEGABYTE = 1 << 20;

it.each([
  ['callgrind', callgrindReader, 'events: Ir\nfn=', 'a line is longer than 64 MB'],
  ['cpuprofile', cpuprofileReader, '{"nodes":[{"callFrame":{"functionName":"', 'a text is longer than 64 MB'],
] as const)('%s: a name without an end is refused after 64 MB', async (_, reader, beginning, message) => {
  let given = 0;
  const source = {
    ...memorySource('endless', beginning),
    async *chunks() {
      yield new TextEncoder().encode(beginning);
      const more = new Uint8Array(MEGABYTE).fill(0x78);
      for (; given < 200; given++) yield await Promise.resolve(more);
    },
  };
  const result = await reader.read(source, new RecordingBuilder(), new AbortController().signal);
  expect(result.ok ? undefined : result.error.message).toBe(message);
  expect(given).toBeLessThan(70);
});

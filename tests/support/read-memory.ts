// Reads bytes with one reader into a recording, for tests.
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import type { Diagnostic, ReadError } from '../../shared/model/diagnostic.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { memorySource } from './memory-source.ts';

/** One file, or several that make one recording. */
export type Contents = Uint8Array | string | readonly (Uint8Array | string)[];

/** The recording, or the error. Several contents are files of one recording, read one after the other. */
export async function readMemory(
  reader: FormatReader,
  contents: Contents,
  chunkSize?: number,
): Promise<{ recording: Recording; error: undefined } | { recording: undefined; error: ReadError }> {
  const builder = new RecordingBuilder();
  const files = typeof contents === 'string' || contents instanceof Uint8Array ? [contents] : contents;
  for (const content of files) {
    const result = await reader.read(memorySource('test', content, chunkSize), builder, new AbortController().signal);
    if (!result.ok) return { recording: undefined, error: result.error };
  }
  return { recording: builder.finish(), error: undefined };
}

/** The recording of contents that can be read. */
export async function recordingOf(reader: FormatReader, contents: Contents): Promise<Recording> {
  const { recording, error } = await readMemory(reader, contents);
  if (recording === undefined) throw new Error(`not read: ${error.message}`);
  return recording;
}

/** Codes of the oddities found, in order. */
export function codesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => code);
}

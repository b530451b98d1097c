// Names that a section of a callgrind file uses but does not give: numbers defined before it, and the object and file in force where it
// begins. Each stands as a text that no name of a file can be, because it begins with a line feed, until sections are joined.
import type { RecordingBuilder } from '../../model/recording-builder.ts';

/** What a name is of. The place in force is an open name without a number. */
export type NameKind = 'object' | 'file' | 'function';

export interface OpenName {
  readonly kind: NameKind;
  /** `undefined`: the one in force at the beginning of the section. */
  readonly id: number | undefined;
}

const LF = 10;
const letters: Readonly<Record<string, NameKind>> = { o: 'object', f: 'file', n: 'function' };
const letterOf: Readonly<Record<NameKind, string>> = { object: 'o', file: 'f', function: 'n' };
const ascii = new TextDecoder('latin1');

/** The entry that stands for the open name in the section's own tables. */
export function openEntry(builder: RecordingBuilder, { kind, id }: OpenName): number {
  const text = builder.strings.internText(`\n${letterOf[kind]}${id ?? ''}`);
  if (kind === 'function') return text;
  return kind === 'file' ? builder.file(text) : builder.module(text);
}

/** What open name the text bytes[start … end) is; `undefined` for names out of the file. */
export function openNameOf(bytes: Uint8Array, start: number, end: number): OpenName | undefined {
  if (start === end || bytes[start] !== LF) return undefined;
  const text = ascii.decode(bytes.subarray(start + 1, end));
  return { kind: letters[text[0]], id: text.length === 1 ? undefined : Number(text.slice(1)) };
}

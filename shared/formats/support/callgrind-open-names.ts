// Names that a section of a callgrind file uses but does not give: numbers defined before it, and the object and file in force where it
// begins. Each has an index among the texts, but no text, until sections are joined.
import type { RecordingBuilder } from '../../model/recording-builder.ts';

/** What a name is of. */
export type NameKind = 'object' | 'file' | 'function';

export const nameKinds: readonly NameKind[] = ['object', 'file', 'function'];

/** In place of a number: the one in force at the beginning of the section. */
export const IN_FORCE = -1;

/** The open names of one section. */
export class OpenNames {
  private readonly builder: RecordingBuilder;
  /** Three each: index among the texts, index of the kind, number or IN_FORCE. */
  private readonly names: number[] = [];

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
  }

  /** The entry that stands for another open name in the section's own tables. */
  add(kind: NameKind, id: number): number {
    const { builder, names } = this;
    const text = builder.strings.reserve();
    names.push(text, nameKinds.indexOf(kind), id);
    if (kind === 'function') return text;
    return kind === 'file' ? builder.file(text) : builder.module(text);
  }

  finish(): Float64Array {
    return Float64Array.from(this.names);
  }
}

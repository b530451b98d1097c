// The files whose lines are quoted between instructions: their texts, and a section of each, by which an editor finds them.
import { fileFamily } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FileIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName } from '../../model/texts.ts';
import type { CodeSection } from '../../viewmodel/code.ts';
import { textOfSource } from './code-sections.ts';
import type { QuotedFile } from './machine-rows.ts';
import type { Granted } from './wishes.ts';

/** By file of the recording, in the order of first use; sections are numbered behind `before` others. */
export function quotedFiles(
  recording: Recording,
  files: Int32Array,
  granted: Granted | undefined,
  before: number,
): ReadonlyMap<number, QuotedFile> {
  const quoted = new Map<number, QuotedFile>();
  for (const file of files) {
    if (file === NONE || quoted.has(file)) continue;
    const name = fileName(recording, file as FileIndex);
    const answer = name === undefined ? undefined : granted?.sources.get(name);
    const source = answer?.state === 'found' ? answer.text : undefined;
    quoted.set(file, { section: before + quoted.size, source });
  }
  return quoted;
}

export function quotedSections(
  recording: Recording,
  files: ReadonlyMap<number, QuotedFile>,
  granted: Granted | undefined,
): CodeSection[] {
  return Array.from(files.keys(), (file) => {
    const name = fileName(recording, file as FileIndex);
    const text = textOfSource(recording, file, name, name === undefined ? undefined : granted?.sources.get(name));
    return { kind: 'inlined', title: name === undefined ? 'Code without a file' : fileFamily(name), text };
  });
}

// Source texts for tests of views: as the engine would grant them, without a disk.
import type { Granted, GrantedSource, SourceText } from '../../shared/views/support/wishes.ts';
import { lineStarts } from '../../src-main/services/source/read-source.ts';

function sourceText(text: string, more: Partial<SourceText> = {}): SourceText {
  return { text, lineStart: lineStarts(text), language: '', words: undefined, pending: false, ...more };
}

export function foundSource(
  text: string,
  more: Partial<Extract<GrantedSource, { state: 'found' }>> = {},
): GrantedSource {
  return { state: 'found', text: sourceText(text), path: '/p', handle: 'h', how: 'as recorded', newer: false, ...more };
}

/** Texts by recorded name; an answer in place of a text is given as it is. */
export function grantedSources(sources: Readonly<Record<string, string | GrantedSource>>): Granted {
  const granted = Object.entries(sources).map(([name, source]): [string, GrantedSource] => [
    name,
    typeof source === 'string' ? foundSource(source) : source,
  ]);
  return { sources: new Map(granted) };
}

// The files that the lines of a function come from: its own first, then those of code that was compiled into it, dearest first.
// Which text belongs to each, and what is doubtful about it.
import { type CodePlaces, codePlaces, type PlaceCosts } from '../../analysis/code-places.ts';
import { fileFamily } from '../../analysis/locations.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf } from '../../base/columns.ts';
import { memo } from '../../base/memo.ts';
import type { FileIndex, FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName } from '../../model/texts.ts';
import type { CodeSection, CodeText } from '../../viewmodel/code.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import { lineCount } from './source-lines.ts';
import type { Granted, GrantedSource, SourceText } from './wishes.ts';

/** Code inlined from more files than these is that of a generated monster. */
const MOST_SECTIONS = 200;

export interface PlannedSection {
  /** NONE where the recording names no file. */
  readonly file: number;
  /** Places from … to − 1. */
  readonly from: number;
  readonly to: number;
  readonly own: boolean;
  readonly source: SourceText | undefined;
  readonly section: CodeSection;
}

/** Recorded names of the files that a function's lines come from. */
export function filesOfFunction(recording: Recording, scope: Scope, fn: FunctionIndex): readonly string[] {
  const names = new Set<string>();
  for (const { file } of ranges(codePlaces(recording, scope, fn), recording.functions.file[fn])) {
    const name = fileName(recording, file as FileIndex);
    if (name !== undefined && names.size < MOST_SECTIONS) names.add(name);
  }
  return [...names];
}

export interface FunctionCode {
  readonly recording: Recording;
  readonly fn: FunctionIndex;
  readonly places: CodePlaces;
  readonly costs: PlaceCosts;
}

export function planSections(
  { recording, fn, places, costs }: FunctionCode,
  granted: Granted | undefined,
): readonly PlannedSection[] {
  const own = recording.functions.file[fn];
  const cost = ({ from, to }: PlaceRange) => {
    let sum = 0;
    for (let p = from; p < to; p++) sum += Math.abs(costs.self[p]);
    for (let c = places.calls.start[from]; c < places.calls.start[to]; c++) sum += Math.abs(costs.calls[c]);
    return sum;
  };
  const all = ranges(places, own);
  const [first, ...others] = all;
  const weighed = others.map((range) => ({ range, cost: cost(range) })).sort((a, b) => b.cost - a.cost);
  return [first, ...weighed.slice(0, MOST_SECTIONS - 1).map(({ range }) => range)].map((range) => {
    const name = fileName(recording, range.file as FileIndex);
    const answer = name === undefined ? undefined : granted?.sources.get(name);
    const isOwn = range.file === own;
    const title = name === undefined ? 'Code without a file' : fileFamily(name);
    return {
      ...range,
      own: isOwn,
      source: answer?.state === 'found' ? answer.text : undefined,
      section: {
        kind: isOwn ? 'own' : 'inlined',
        title: isOwn ? title : `Inlined from ${title}`,
        text: textOfSource(recording, range.file, name, answer),
      },
    };
  });
}

interface PlaceRange {
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

/** Runs of places in one file; the function's own file is first, also where it has no places. */
function ranges(places: CodePlaces, own: number): readonly PlaceRange[] {
  const found: PlaceRange[] = [];
  for (let from = 0; from < places.length; ) {
    const file = places.file[from];
    let to = from + 1;
    while (to < places.length && places.file[to] === file) to++;
    found.push({ file, from, to });
    from = to;
  }
  return found[0]?.file === own || (own === NONE && found.length > 0)
    ? found
    : [{ file: own, from: 0, to: 0 }, ...found];
}

/** Where the text of a file comes from, and what is doubtful about it. */
export function textOfSource(
  recording: Recording,
  file: number,
  name: string | undefined,
  answer: GrantedSource | undefined,
): CodeText {
  if (name === undefined) {
    return { state: 'none', reason: 'The recording names no source file for this code.' };
  }
  if (answer === undefined) return { state: 'none', reason: 'It was not looked for.' };
  if (answer.state === 'missing') {
    const { reason, tried, candidates } = answer;
    // Nothing was looked for: the name itself says that there is no file.
    if (tried.length === 0) return { state: 'none', reason };
    return { state: 'missing', recorded: name, reason, tried, candidates };
  }
  const { path, handle, how, newer, text } = answer;
  const warnings: string[] = [];
  const highest = highestLine(recording, file as FileIndex);
  if (highest > lineCount(text)) {
    warnings.push(
      `The recording has costs at line ${formatCount(highest)}, but this file has ${formatCount(lineCount(text))} lines: it is not the one that was recorded.`,
    );
  }
  if (newer) warnings.push('This file was changed after the recording was made: lines may have moved.');
  return { state: 'found', recorded: name, path, handle, how, warnings, language: text.language };
}

/** The highest line that the recording knows of a file. */
function highestLine(recording: Recording, file: FileIndex): number {
  const highest = memo(recording, 'highest lines', () => {
    const lines = new Int32Array(recording.files.length).fill(NONE);
    const raise = (files: { readonly length: number }, at: { readonly length: number }) => {
      const fileOf = arrayOf(files);
      const lineOf = arrayOf(at);
      for (let row = 0; row < fileOf.length; row++) {
        if (fileOf[row] !== NONE && lineOf[row] > lines[fileOf[row]]) lines[fileOf[row]] = lineOf[row];
      }
    };
    raise(recording.lines.file, recording.lines.line);
    raise(recording.functions.file, recording.functions.startLine);
    // Without a file, a call is in its caller's: those are no higher than what is known of it.
    raise(recording.calls.file, recording.calls.line);
    return lines;
  });
  return highest[file];
}

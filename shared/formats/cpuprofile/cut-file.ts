// A .cpuprofile whose end is missing: a copy that broke off, a disk that was full. Samples and their times stand behind the nodes,
// so a file that has its whole tree of calls opens, marked; one that is cut before is refused, because its last calls would look like
// nothing. Samples that are not all there are no measure of anything: the hits of nodes, which V8 writes too, are.
import { inFigures } from '../../base/figures.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { JsonError } from '../support/json-stream.ts';
import type { CpuprofileContent } from './content.ts';
import { RECORD_AGAIN } from './hints.ts';

/** Whether the tree of calls was read to its end, and something that was measured. */
export function opensThoughCut(content: CpuprofileContent): boolean {
  return hasWholeTree(content) && (content.hasHits || content.samples.length > 0);
}

/** Why what stands in the file cannot be read. */
export function brokenJson({ message, byte, isCut }: JsonError, content: CpuprofileContent): ReadError {
  const place = { byte };
  if (isCut === undefined) return { kind: 'broken', message, place, hint: RECORD_AGAIN };
  const hint = `copy the file again, or ${RECORD_AGAIN}`;
  if (hasWholeTree(content)) return { kind: 'broken', message, place, hint };
  const { wholeNodes } = content;
  const read = wholeNodes === 1 ? '1 of them was' : `${inFigures(wholeNodes)} of them were`;
  return { kind: 'broken', message: `the file is cut off among its nodes: ${read} read to the end`, place, hint };
}

/** Marks a recording that opens though cut, and leaves out what means nothing then. To be called once all was read. */
export function noteCut(content: CpuprofileContent, builder: RecordingBuilder, byte: number): void {
  const counts = `${inFigures(content.samples.length)} samples and ${inFigures(content.deltas.length)} time steps`;
  let what = `${counts} were read.`;
  if (content.isAmongSamples && content.hasHits) {
    what = 'The hits of its nodes count, not its samples. Times are estimates: the whole time shared out by hits.';
    content.hasSamples = false;
    content.hasDeltas = false;
  }
  content.samplesAreCut = content.isAmongSamples;
  const message = `The file is cut off. ${what} Copy it again, or ${RECORD_AGAIN}.`;
  builder.diagnose('file-cut', 'error', message, { byte });
}

/** Neither the list of nodes nor a node is open. */
function hasWholeTree({ isAmongNodes, wholeNodes, nodeCount }: CpuprofileContent): boolean {
  return !isAmongNodes && wholeNodes === nodeCount;
}

// V8 CPU profiles: `node --cpu-prof`, Chrome's developer tools, VS Code, and the old tree form of Chrome and v8-profiler.
// Format: Chrome DevTools Protocol, type Profiler.Profile. The JSON streams through (cpuprofile/content.ts), is put together
// (cpuprofile/recording.ts), and never exists as a text or an object: files go past the longest string that V8 can hold.
import type { ByteSource } from '../base/byte-source.ts';
import { failure, type Result, success } from '../base/result.ts';
import { runInTurns } from '../base/slices.ts';
import type { ReadError } from '../model/diagnostic.ts';
import type { RecordingBuilder } from '../model/recording-builder.ts';
import { CpuprofileContent } from './cpuprofile/content.ts';
import { brokenJson, noteCut, opensThoughCut } from './cpuprofile/cut-file.ts';
import { RECORD_AGAIN } from './cpuprofile/hints.ts';
import { KEYS } from './cpuprofile/keys.ts';
import { addContent } from './cpuprofile/recording.ts';
import { WholeNodes } from './cpuprofile/whole-nodes.ts';
import type { Certainty, FormatReader } from './format-reader.ts';
import { outlineJson, skipBlank } from './support/json-outline.ts';
import { JsonStream } from './support/json-stream.ts';

const CANCELLED: ReadError = { kind: 'cancelled', message: 'reading it was cancelled' };
/** Bytes that hold a few nodes. */
const FIRST_NODES = 2048;

export const cpuprofileReader: FormatReader = {
  id: 'cpuprofile',
  label: 'V8 CPU profile',
  extensions: ['cpuprofile'],
  sniff,
  read,
};

function sniff(head: Uint8Array, name: string): Certainty {
  if (head[skipBlank(head, 0)] !== 0x7b) return 'no';
  // What V8 writes begins with its nodes: looking through all of the head takes time that large files are to be opened in.
  const first = outlineJson(head.subarray(0, FIRST_NODES))?.keys;
  if (first?.has('nodes.[].callFrame') === true && !first.has('snapshot')) return 'certain';
  const keys = outlineJson(head)?.keys ?? new Set();
  if (keys.has('snapshot')) return 'no';
  if (keys.has('nodes.[].callFrame') || keys.has('head.callUID')) return 'certain';
  const isNamed = /\.cpuprofile$/i.test(name);
  if (keys.has('nodes') || (keys.has('head') && keys.has('head.hitCount'))) return 'likely';
  if (keys.has('head.functionName') || (keys.has('samples') && (keys.has('timeDeltas') || keys.has('startTime'))))
    return 'likely';
  const hasTimes = keys.has('startTime') && keys.has('endTime');
  return hasTimes || (isNamed && keys.size > 0) ? 'maybe' : 'no';
}

async function read(
  source: ByteSource,
  builder: RecordingBuilder,
  signal: AbortSignal,
): Promise<Result<void, ReadError>> {
  const content = new CpuprofileContent(builder);
  const stream = new JsonStream(content, KEYS);
  const nodes = new WholeNodes(
    (bytes) => stream.feed(bytes),
    () => content.isAmongNodes,
  );
  for await (const chunk of source.chunks()) {
    if (signal.aborted || !nodes.feed(chunk)) break;
  }
  if (signal.aborted) return failure(CANCELLED);
  nodes.finish();
  stream.finish();
  const { error } = stream;
  const isCut = error?.isCut === true && opensThoughCut(content);
  if (error !== undefined && !isCut) return failure(brokenJson(error, content));
  if (stream.trailing !== undefined) {
    const message = 'Something stands behind the end of the profile; it was ignored.';
    builder.diagnose('trailing-text', 'warning', message, { byte: stream.trailing });
  }
  const complaint = complaintAbout(content);
  if (complaint !== undefined) return failure({ kind: 'broken', message: complaint, hint: RECORD_AGAIN });
  content.seal();
  if (isCut) noteCut(content, builder, error.byte);
  const part = builder.part({ file: source.name, ...idsFromName(source.name) });
  const turn = async (): Promise<void> => await source.turn?.();
  const added = await runInTurns(addContent(content, builder, part), { turn, signal });
  if (added === undefined) return failure(CANCELLED);
  if (!added.ok) return added;
  if (content.title !== undefined && content.title !== '')
    builder.properties.push({ name: 'Title', value: content.title });
  if (content.deoptimised > 0) {
    builder.properties.push({ name: 'Nodes with a deoptimisation reason', value: String(content.deoptimised) });
  }
  return success(undefined);
}

function complaintAbout(content: CpuprofileContent): string | undefined {
  if (content.nodesAreNoList) return 'its `nodes` are not a list';
  if (!content.hasNodes && !content.hasHead) return 'it has neither `nodes` nor `head`: the tree of calls is missing';
  if (content.nodeCount > 0) return undefined;
  return content.oddNodes === 0
    ? 'its list of nodes is empty: nothing was recorded'
    : 'nothing in its list of nodes is a node: each is an object that names a function';
}

/** Node's own file names tell process and thread: `CPU.20260102.030405.1234.0.001.cpuprofile`. */
function idsFromName(name: string): { pid?: number; thread?: number } {
  const found = /^CPU\.\d{8}\.\d{6}\.(\d+)\.(\d+)\.\d+\.cpuprofile/.exec(name);
  return found === null ? {} : { pid: Number(found[1]), thread: Number(found[2]) };
}

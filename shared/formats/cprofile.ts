// Python cProfile dumps: `python -m cProfile -o FILE`, pstats.dump_stats(), `profile`, yappi, pyinstrument, Python 3.15's sampler.
// The file is one marshal value: {(file, line, name): (primitive calls, calls, self s, cumulative s, callers)}.
// The trap: in `callers` the order is (calls, primitive calls, self s, cumulative s). cprofile/rows.ts adds the rows.
import type { ByteSource } from '../base/byte-source.ts';
import { failure, type Result, success } from '../base/result.ts';
import { runInTurns } from '../base/slices.ts';
import type { ReadError } from '../model/diagnostic.ts';
import type { RecordingBuilder } from '../model/recording-builder.ts';
import { addProfileRows } from './cprofile/rows.ts';
import type { Certainty, FormatReader } from './format-reader.ts';
import { decodeMarshal } from './support/marshal.ts';
import { readWhole } from './support/read-whole.ts';

/** A dump of a hundred thousand functions takes 30 MB. */
const LARGEST = 1024 * 1024 * 1024;
const CANCELLED: ReadError = { kind: 'cancelled', message: 'reading it was cancelled' };
const OPENING_BRACE = 0x7b;
const RECORD_AGAIN = 'record again with `python -m cProfile -o FILE`';

export const cprofileReader: FormatReader = {
  id: 'cprofile',
  label: 'Python cProfile',
  extensions: ['prof', 'pstat', 'pstats', 'cprof', 'cprofile', 'profile'],
  sniff,
  read,
};

function sniff(head: Uint8Array, name: string): Certainty {
  if (head.length < 2) return 'no';
  const isNamed = /\.(prof|pstats?|cprof)$/i.test(name);
  const type = String.fromCharCode(head[1] & 0x7f);
  if ((head[0] & 0x7f) !== OPENING_BRACE) return isNamed && isOtherContainer(head) ? 'maybe' : 'no';
  // A dictionary whose first key is a tuple: neither JSON nor any text begins so.
  if (type === ')' || (type === '(' && (head[0] > 0x7f || isSmallCount(head)))) return 'certain';
  if (head[0] > 0x7f) return 'NTFiIlgsuUtaAzZr[0'.includes(type) ? 'likely' : 'no';
  if (head.length === 2 && type === '0') return 'likely';
  return isNamed && '(gsutaAzZ'.includes(type) ? 'maybe' : 'no';
}

/** `{(` as marshal: the count of the tuple follows, three bytes of it zero. */
function isSmallCount(head: Uint8Array): boolean {
  return head.length >= 6 && head[3] === 0 && head[4] === 0 && head[5] === 0;
}

/** A list or tuple by its count: marshal, though no profile. Worth a better answer than "not known". */
function isOtherContainer(head: Uint8Array): boolean {
  return '[('.includes(String.fromCharCode(head[0] & 0x7f)) && head.length >= 5 && head[3] === 0 && head[4] === 0;
}

async function read(
  source: ByteSource,
  builder: RecordingBuilder,
  signal: AbortSignal,
): Promise<Result<void, ReadError>> {
  const whole = await readWhole(source, LARGEST, signal);
  if (!whole.ok) return whole;
  const bytes = whole.value;
  const turn = async (): Promise<void> => await source.turn?.();
  const decoded = await runInTurns(decodeMarshal(bytes), { turn, signal });
  if (decoded === undefined) return failure(CANCELLED);
  if (!decoded.ok) {
    const { message, byte } = decoded.error;
    return failure({ kind: 'broken', message, place: { byte }, hint: `copy the file again, or ${RECORD_AGAIN}` });
  }
  const { values, root, end } = decoded.value;
  if (values.kind(root) !== 'dict') {
    const message = `it holds a Python ${values.kind(root)} where the dictionary of a profile belongs`;
    return failure({ kind: 'not-mine', message, place: { byte: 0 }, hint: RECORD_AGAIN });
  }
  if (end < bytes.length) {
    const message = 'There are bytes behind the end of the profile; they were ignored, as Python does.';
    builder.diagnose('trailing-bytes', 'warning', message, { byte: end });
  }
  const part = builder.part({ file: source.name });
  const added = await runInTurns(addProfileRows(values, root, builder, part), { turn, signal });
  if (added === undefined) return failure(CANCELLED);
  if (!added.ok) return failure({ ...added.error, hint: RECORD_AGAIN });
  return success(undefined);
}

// Large recordings made of nothing, the same ones in every run: what the bench asks its questions of. They go through RecordingBuilder like
// those of any reader. Costs of call graphs flow from callers to callees, so that maps and graphs have something to show at every depth.
import { NONE } from '../../shared/base/brands.ts';
import type { FileIndex, FunctionIndex, ModuleIndex, PartIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

/** Numbers from 0 up to 1 that are the same in every run (Marsaglia, "Xorshift RNGs", 2003). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export interface CallGraphShape {
  readonly functions: number;
  /** Functions call later ones: mostly near, sometimes far. About this many different pairs. */
  readonly edges: number;
  /** Lines and calls are spread over them; 1 unless said. */
  readonly parts?: number;
  /** The first so many functions call each other in one ring. */
  readonly ring?: number;
  readonly seed?: number;
}

/** One function in a hundred calls back to one just before it: many small cycles. */
export function callGraphRecording({ functions, edges, parts = 1, ring = 0, seed = 1 }: CallGraphShape): Recording {
  const random = seededRandom(seed);
  const builder = startRecording('call-graph', functions, random);
  for (let part = 0; part < parts; part++) builder.part({ file: `callgrind.out.1-${part + 1}`, part: part + 1 });
  const perFunction = edges / functions;
  const inclusive = new Float64Array(functions);
  inclusive[0] = 1e12;
  for (let f = 0; f < functions; f++) {
    const part = Math.floor(random() * parts) as PartIndex;
    const whole = inclusive[f] + Math.floor(random() * 1000);
    const self = Math.ceil(whole * 0.1);
    addLine(builder, part, f, self);
    let left = whole - self;
    const calls = Math.floor(random() * 2 * perFunction + 0.5);
    for (let i = 0; i < calls; i++) {
      const reach = random() < 0.7 ? 200 : functions;
      const callee = f + 1 + Math.floor(random() * random() * reach);
      if (callee >= functions) continue;
      const cost = i === calls - 1 ? left : Math.floor(left * random());
      left -= cost;
      inclusive[callee] += cost;
      addCall(builder, part, { caller: f, callee, calls: 1 + Math.floor(random() * 100), cost });
    }
    if (random() < 0.01 && f > 8)
      addCall(builder, part, { caller: f, callee: f - 1 - Math.floor(random() * 8), calls: 1, cost: 1 });
    if (f < ring) addCall(builder, part, { caller: f, callee: (f + 1) % ring, calls: 2, cost: 10 });
  }
  return builder.finish();
}

/** A function calls the next one, `length` functions deep. */
export function chainRecording(length: number): Recording {
  const builder = startRecording('call-graph', length, seededRandom(2));
  const part = builder.part({ file: 'chain' });
  for (let f = 0; f < length; f++) {
    addLine(builder, part, f, 1);
    if (f + 1 < length) addCall(builder, part, { caller: f, callee: f + 1, calls: 1, cost: length - f - 1 });
  }
  return builder.finish();
}

/** Function 0 calls all others. */
export function wideRecording(callees: number): Recording {
  const builder = startRecording('call-graph', callees + 1, seededRandom(3));
  const part = builder.part({ file: 'wide' });
  addLine(builder, part, 0, 7);
  for (let f = 1; f <= callees; f++) {
    addLine(builder, part, f, 1 + (f % 977));
    addCall(builder, part, { caller: 0, callee: f, calls: f % 5, cost: 1 + (f % 977) });
  }
  return builder.finish();
}

export interface StackShape {
  readonly functions: number;
  readonly contexts: number;
  readonly samples: number;
  readonly seed?: number;
}

/** A calling context tree of many depths, recursion among it, with samples at random places. */
export function stackRecording({ functions, contexts, samples, seed = 4 }: StackShape): Recording {
  const random = seededRandom(seed);
  const builder = startRecording('stacks', functions, random);
  const part = builder.part({ file: 'stacks' });
  const path: number[] = [builder.context(part, NONE, 0 as FunctionIndex)];
  const rows: number[] = [path[0]];
  while (rows.length < contexts) {
    path.length = Math.max(1, path.length - Math.floor(random() * random() * 6));
    const wanted = Math.floor(random() * random() * functions) as FunctionIndex;
    path.push(builder.context(part, path[path.length - 1], wanted));
    rows.push(path[path.length - 1]);
    if (path.length > 60) path.length = 2;
  }
  const at = new Int32Array(samples);
  const time = new Float64Array(samples);
  const weight = new Float64Array(samples).fill(100);
  for (let i = 0; i < samples; i++) {
    at[i] = rows[Math.floor(random() * rows.length)];
    time[i] = i * 100;
    builder.addContextSelf(at[i], builder.eventType({ name: 'Time' }), 100);
  }
  builder.samples(at, time, weight);
  return builder.finish();
}

/** Functions with names like those of large C++ programs: long, alike at the beginning, some in capitals. */
function startRecording(family: 'stacks' | 'call-graph', functions: number, random: () => number): RecordingBuilder {
  const builder = new RecordingBuilder();
  builder.format = 'synthetic';
  builder.family = family;
  builder.eventType({ name: family === 'stacks' ? 'Time' : 'Ir' });
  const modules: ModuleIndex[] = [];
  const files: FileIndex[] = [];
  for (let m = 0; m < 40; m++) modules.push(builder.module(builder.strings.internText(`/usr/lib/libpart${m}.so.1`)));
  for (let f = 0; f < 1 + functions / 50; f++) {
    files.push(builder.file(builder.strings.internText(`/build/src/${SPACES[f % SPACES.length]}/unit_${f}.cpp`)));
  }
  for (let f = 0; f < functions; f++) {
    const space = SPACES[Math.floor(random() * SPACES.length)];
    const verb = VERBS[Math.floor(random() * VERBS.length)];
    const name =
      f === 0 ? 'main' : `engine::${space}::detail::${verb}_${Math.floor(random() * functions)}<int, ${verb}>(${f})`;
    const file = Math.floor(f / 50);
    builder.function({ name: builder.strings.internText(name), file: files[file], module: modules[file % 40] });
  }
  return builder;
}

const SPACES = ['render', 'Layout', 'net', 'IO', 'script', 'storage', 'Compositor', 'fonts', 'media', 'Crypto', 'dom'];
const VERBS = [
  'paint',
  'Resolve',
  'parse',
  'visit',
  'allocate',
  'Hash',
  'compare',
  'insert',
  'flush',
  'Decode',
  'merge',
];

function addLine(builder: RecordingBuilder, part: PartIndex, fn: number, cost: number): void {
  builder.line(part, fn as FunctionIndex, NONE, 1, [cost], 1);
}

interface Call {
  readonly caller: number;
  readonly callee: number;
  readonly calls: number;
  readonly cost: number;
}

const NO_PLACE = { file: NONE, line: 1, addressHigh: NONE, addressLow: NONE };

function addCall(builder: RecordingBuilder, part: PartIndex, { caller, callee, calls, cost }: Call): void {
  const edge = { part, caller: caller as FunctionIndex, callee: callee as FunctionIndex };
  builder.call(edge, NO_PLACE, calls, [cost], 1);
}

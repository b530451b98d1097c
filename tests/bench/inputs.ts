// The files that the bench opens, made once and kept in .bench-cache/ (not in git). Quick sizes keep a whole run within three minutes;
// the full ones are those that the budgets were set for. The test corpus's generators make them where there are some, the writers in
// inputs/ the others. A file's name holds its size and the version of what writes it: raise `VERSION` when a writer changes.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { functionsForSize, writeCallgrindProgram } from './inputs/callgrind-program.ts';
import {
  writeBareSpelledOut,
  writeChain,
  writeManyCallees,
  writeWideXdebug,
  writeXdebug,
} from './inputs/callgrind-shapes.ts';
import {
  commandOf,
  corpusTools,
  type FileReference,
  type GeneratorCall,
  generateFile,
} from './inputs/corpus-generators.ts';
import { writeCprofileDump } from './inputs/cprofile-dump.ts';
import { writeCpuprofile } from './inputs/cpuprofile.ts';

const VERSION = 3;

export interface BenchInput {
  readonly name: string;
  /** What is in it, for people. */
  readonly what: string;
  /** File ending; cProfile and V8 are known by it in other tools. */
  readonly ending: 'out' | 'cpuprofile' | 'prof';
  /** The amount that `write` is asked for: megabytes, blocks, functions … */
  readonly quick: number;
  readonly full: number;
  /** Left out of a run that names nothing and is not --full. */
  readonly isFullOnly?: true;
  /** Which of other-tools.ts are timed on it: `callgrind_annotate` does 2 MB/s, the C++ ones ten times that. */
  readonly otherTools?: 'all' | 'compiled';
  /** The generator of the test corpus that makes it, where it lies beside the project. */
  generatedBy?(amount: number): GeneratorCall;
  write(path: string, amount: number): void;
}

const realRecording = '../shared/corpus/callgrind/callgrind.out.python313-ast.gz';

export const benchInputs: readonly BenchInput[] = [
  { ...program('callgrind', 60, 284), otherTools: 'compiled' },
  { ...program('callgrind-small', 6, 6), what: 'callgrind, small enough for other tools', otherTools: 'all' },
  program('callgrind-tenth', 20, 100),
  program('callgrind-large', 200, 1000),
  {
    ...program('spelled-out', 60, 345, true),
    what: 'callgrind, names and positions spelled out',
    otherTools: 'compiled',
  },
  {
    name: 'bare-spelled-out',
    what: 'names spelled out, callees without their files',
    ending: 'out',
    quick: 50_000,
    full: 250_000,
    otherTools: 'compiled',
    write: writeBareSpelledOut,
  },
  {
    name: 'xdebug',
    what: 'Xdebug style: a block for every call',
    ending: 'out',
    quick: 600_000,
    full: 2_500_000,
    otherTools: 'compiled',
    write: writeXdebug,
  },
  {
    name: 'xdebug-wide',
    what: 'Xdebug style, any function calls any other',
    ending: 'out',
    quick: 600_000,
    full: 2_500_000,
    otherTools: 'compiled',
    write: writeWideXdebug,
  },
  {
    name: 'many-callees',
    what: 'one function with 40,000 callees',
    ending: 'out',
    quick: 40_000,
    full: 40_000,
    otherTools: 'all',
    write: writeManyCallees,
  },
  { name: 'chain', what: 'calls 100,000 deep', ending: 'out', quick: 100_000, full: 100_000, write: writeChain },
  samples('cpuprofile-1m', 1, { nodes: 100_000, generated: 100_000, interval: 125, firstId: 1 }),
  samples('cpuprofile-5m', 5, { nodes: 300_000, generated: 300_000, interval: 125, firstId: 1 }),
  {
    ...samples('cpuprofile-28m', 28, { nodes: 900_000, generated: 1_300_000, interval: 1200, firstId: 10_000_000 }),
    isFullOnly: true,
  },
  {
    name: 'cprofile',
    what: 'cProfile dump of 200,000 functions',
    ending: 'prof',
    quick: 200_000,
    full: 200_000,
    write: writeCprofileDump,
  },
  ...(existsSync(realRecording) ? [recorded('python313-ast', realRecording)] : []),
];

function program(name: string, quick: number, full: number, spelledOut = false): BenchInput {
  return {
    name,
    what: 'callgrind, two events, addresses and lines',
    ending: 'out',
    quick,
    full,
    generatedBy: (megabytes) => ({
      generator: 'make_big_callgrind',
      options: ['--size', String(megabytes), '--events', '2', '--instr', ...(spelledOut ? ['--no-compress'] : [])],
    }),
    write: (path, megabytes) =>
      writeCallgrindProgram(path, { functions: functionsForSize(megabytes, spelledOut), spelledOut }),
  };
}

/** `generated`: nodes to ask the generator for, whose numbers begin at 1 always: more make up for what longer ones take. */
function samples(
  name: string,
  millions: number,
  shape: { nodes: number; generated: number; interval: number; firstId: number },
): BenchInput {
  return {
    name,
    what: `.cpuprofile, ${millions} M samples`,
    ending: 'cpuprofile',
    quick: millions * 1e6,
    full: millions * 1e6,
    generatedBy: (count) => ({
      generator: 'make_big_cpuprofile',
      options: ['--nodes', String(shape.generated), '--samples', String(count), '--interval', String(shape.interval)],
    }),
    write: (path, count) => writeCpuprofile(path, { ...shape, samples: count }),
  };
}

/** A real one, unpacked; only where the recordings of the test corpus lie beside the project. */
function recorded(name: string, source: string): BenchInput {
  return {
    name,
    what: 'callgrind, recorded from CPython 3.13',
    otherTools: 'compiled',
    ending: 'out',
    quick: 1,
    full: 1,
    write: (path) => writeFileSync(path, gunzipSync(readFileSync(source))),
  };
}

export interface MadeInput {
  readonly path: string;
  readonly bytes: number;
  /** The generator's command, or what the project's own writer made. */
  readonly by: string;
  /** What has to be found in it, where its generator says so. */
  readonly reference?: FileReference;
}

/** Writes the file unless it is there. `tools`: where the generators are. */
export function makeInput(input: BenchInput, isFull: boolean, cache: string, tools: string = corpusTools): MadeInput {
  const amount = isFull ? input.full : input.quick;
  const call = input.generatedBy?.(amount);
  const generated = call === undefined ? undefined : generateFile(call, { tools, cache, ending: input.ending });
  if (call !== undefined && generated !== undefined) {
    const { path, reference } = generated;
    return { path, bytes: statSync(path).size, by: commandOf(call), ...(reference && { reference }) };
  }
  const path = join(cache, `v${VERSION}-${input.name}-${amount}.${input.ending}`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) {
      if (/^v\d+-/.test(old) && !old.startsWith(`v${VERSION}-`)) rmSync(join(cache, old));
    }
    process.stderr.write(`bench: writing ${path}\n`);
    input.write(path, amount);
  }
  return {
    path,
    bytes: statSync(path).size,
    by: call === undefined ? input.what : `${input.what} (own writer, of the same shape)`,
  };
}

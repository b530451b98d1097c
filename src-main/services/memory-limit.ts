// How much memory the program may use: what a person says (`--max-memory 6GB`, CALLIPERS_MAX_MEMORY), else nine tenths of what the machine, or
// the container that the program runs in, can give now. Sizes are decimal, as those of files are.
import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';

export const MEMORY_VARIABLE = 'CALLIPERS_MAX_MEMORY';

/** Something that memory is taken from. Bytes. */
export interface MemoryPool {
  readonly limit: number;
  used(): number;
}

const UNITS = ['', 'K', 'M', 'G', 'T'];
/** Left for what is under way between two looks. */
const SHARE = 0.9;

/** Bytes of `6GB`, `1.5 G`, `800mb`, `2GiB` or a plain number; undefined where it is no size. */
export function parseSize(text: string): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(I?)B?\s*$/.exec(text.toUpperCase());
  if (found === null) return undefined;
  const bytes = Number(found[1]) * (found[3] === '' ? 1000 : 1024) ** UNITS.indexOf(found[2]);
  return bytes > 0 ? bytes : undefined;
}

/** The memory of this process with all its threads, and the heap of this thread: tables lie outside of the heap, what holds them in it. */
export function processMemory(environment: NodeJS.ProcessEnv = process.env): readonly MemoryPool[] {
  const resident = (): number => process.memoryUsage.rss();
  const limit = parseSize(environment[MEMORY_VARIABLE] ?? '') ?? whatTheMachineGives(resident());
  return [
    { limit, used: resident },
    { limit: getHeapStatistics().heap_size_limit * SHARE, used: () => getHeapStatistics().used_heap_size },
  ];
}

function whatTheMachineGives(resident: number): number {
  // 0 or a number without sense where no container limits it.
  const constrained = process.constrainedMemory();
  const all = constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
  // Elsewhere than on Linux only memory that nobody uses for anything counts as available; the system gives more when asked.
  const least = process.platform === 'linux' ? 0 : all / 2;
  return SHARE * Math.min(all, Math.max(least, resident + process.availableMemory()));
}

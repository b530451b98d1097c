// How much memory assembly/cpuprofile/contexts.ts needs. Both sides read this file.

/** Nothing begins at 0. */
export const FIRST_PLACE = 1 << 10;
/** Samples that are added up in one go. */
export const MOST_SAMPLES = 1 << 16;
const PAGE = 1 << 16;
/** Bytes of a node: four columns of integers that become two sums, seven of integers, two of costs that are children, siblings and slots first. */
const NODE_BYTES = 16 + 28 + 16;
const ALIGNMENT = 64;

/** Pages of 64 KB. */
export function contextPages(nodes: number, frames: number): number {
  const bytes = FIRST_PLACE + nodes * NODE_BYTES + frames * 4 + MOST_SAMPLES * 8 + ALIGNMENT;
  return Math.ceil(bytes / PAGE);
}

// Where the arrays come from that rows are staged in: ordinary memory, or one that WebAssembly sees (work-memory.ts).
export interface StageMemory {
  /** Other threads can see it. */
  readonly isShared: boolean;
  integers(length: number): Int32Array;
  numbers(length: number): Float64Array;
  /** An array is not used any more. */
  give(array: ArrayBufferView): void;
  /** An array that another thread has sent back is of it. */
  owns(array: ArrayBufferView): boolean;
}

export const ordinaryMemory: StageMemory = {
  isShared: false,
  integers: (length) => new Int32Array(length),
  numbers: (length) => new Float64Array(length),
  give: () => undefined,
  owns: () => true,
};

// The control flow inside a function: blocks of instructions with their costs, and the ways between them with their counts; no positions yet.
import type { Measure, ViewNote } from './measure.ts';

/** One line in a block: an instruction, a line of source, an address. */
export interface FlowLine {
  /** Own cost. */
  readonly cost: number;
  readonly text: string;
}

/** What stands in a block; closed: nothing but its title and cost. */
export type FlowDetail = 'addresses' | 'instructions' | 'lines' | 'closed';

export interface FlowBlock {
  /** Its first address, as the title has it. */
  readonly id: string;
  /** `0x401136 … 0x401150`. */
  readonly title: string;
  /** Own cost of its instructions. */
  readonly value: number;
  /** Share of the function's own cost, 0 … 1. */
  readonly share: number;
  /** How often it ran; null where that is not known. */
  readonly executions: number | null;
  readonly instructions: number;
  readonly detail: FlowDetail;
  /** What the detail asks for: in the order of addresses. */
  readonly lines: readonly FlowLine[];
  /** Further ones that are left out. */
  readonly moreLines: number;
  /** Functions that it calls, the dearest first, at most three. */
  readonly calls: readonly string[];
  /** Here the function begins. */
  readonly entry: boolean;
  /** Control comes back here from a block behind it. */
  readonly loop: boolean;
}

/** `jump`: always; `branch`: when taken; `next`: what comes behind in memory; `hidden`: through blocks that are left out. */
export type FlowKind = 'jump' | 'branch' | 'next' | 'hidden';

export interface FlowEdge {
  /** Ids of blocks. */
  readonly from: string;
  readonly to: string;
  readonly kind: FlowKind;
  /** How often; null where that is not known. */
  readonly count: number | null;
  /** Of a branch: how often it was reached. */
  readonly executed: number | null;
  /** Of `next`: a branch stands before it that was not taken. */
  readonly notTaken: boolean;
  /** Goes back to a block before it in memory, or to the same one: a loop. */
  readonly back: boolean;
  /** For walking: the count, 0 where it is not known. */
  readonly value: number;
}

export interface FlowModel {
  readonly kind: 'flow';
  /** Name of the function. */
  readonly name: string;
  readonly measure: Measure;
  readonly detail: 'addresses' | 'instructions' | 'lines';
  /** Id of the block where the function begins. */
  readonly focus: string;
  /** In the order of addresses. */
  readonly nodes: readonly FlowBlock[];
  readonly edges: readonly FlowEdge[];
  /** Blocks that are left out, and their part of the function's own cost, 0 … 1. */
  readonly hidden: { readonly nodes: number; readonly share: number };
  readonly notes: readonly ViewNote[];
  /** Something is still being worked on: ask again soon. */
  readonly pending?: string;
}

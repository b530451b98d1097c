// What the stages of the bench answer, as JSON over standard output. Times in milliseconds; `processor` is
// the time of all threads together, which says more than the clock where others use the machine.
import type { Measurement } from './interaction.ts';

export interface AddAnswer {
  readonly milliseconds: number;
  readonly processor: number;
  /** Of the bytes, so that nothing can leave the loop out. */
  readonly sum: number;
}

export interface OpenAnswer {
  /** The recording is there. */
  readonly read: number;
  /** The first rows of the function list are there. */
  readonly first: number;
  readonly everything: number;
  readonly processor: number;
  readonly functions: number;
  readonly edges: number;
  /** Of the first event type. */
  readonly total: number;
  readonly peakBytes: number;
}

export interface ReadAnswer {
  readonly milliseconds: number;
  readonly processor: number;
  readonly peakBytes: number;
}

export interface CancelAnswer {
  readonly longest: number;
  /** How many cancellations came before the end. */
  readonly answered: number;
}

export interface GapsAnswer {
  readonly longest: number;
}

export interface ParseAnswer {
  readonly milliseconds: number;
  readonly processor: number;
  readonly peakBytes: number;
}

export interface InteractionAnswer {
  readonly measurements: readonly Measurement[];
  readonly peakBytes: number;
}

interface StageAnswers {
  readonly add: AddAnswer;
  readonly open: OpenAnswer;
  readonly readByOne: ReadAnswer;
  readonly readByTwo: ReadAnswer;
  readonly cancel: CancelAnswer;
  readonly parse: ParseAnswer;
  readonly gaps: GapsAnswer;
  readonly interaction: InteractionAnswer;
}

export type StageName = keyof StageAnswers;
export type AnswerOf<Name extends StageName> = StageAnswers[Name];

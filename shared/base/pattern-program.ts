// A pattern as a program: steps that take a character, steps that fork, steps that look at the two sides of a place in the text.
// After Thompson, "Regular expression search algorithm" (1968): whoever follows all forks at once needs one walk over the text.
import type { Edge, PatternNode } from './pattern-syntax.ts';
import { failure, type Result, success } from './result.ts';

/** What a step does. */
export const TAKE = 0;
export const FORK = 1;
export const LOOK = 2;
export const FOUND = 3;

/** A row is a step. */
export interface PatternProgram {
  /** TAKE, FORK, LOOK or FOUND. */
  readonly kind: readonly number[];
  /** Where it goes on. */
  readonly next: readonly number[];
  /** TAKE: row of `sets`; FORK: the other way on; LOOK: row of EDGES. */
  readonly other: readonly number[];
  readonly first: number;
  /** Sources of regular expressions for one character. */
  readonly sets: readonly string[];
  readonly looksAtWords: boolean;
}

export const EDGES: readonly Edge[] = ['start', 'end', 'word', 'no-word'];

/** `a{1000}` is a thousand steps: more than this is no search. */
const MOST_STEPS = 2000;
/** Repetitions of nothing make no steps, and take their time all the same. */
const MOST_VISITS = 20 * MOST_STEPS;

export function compilePattern(node: PatternNode): Result<PatternProgram, string> {
  const program = { kind: [FOUND], next: [-1], other: [-1] };
  const sets = new Map<string, number>();
  let looksAtWords = false;
  let isTooLong = false;
  let visits = 0;
  const add = (kind: number, next: number, other: number): number => {
    if (program.kind.length > MOST_STEPS) {
      isTooLong = true;
      return next;
    }
    program.kind.push(kind);
    program.next.push(next);
    return program.other.push(other) - 1;
  };
  /** Steps for the node, from the last to the first, that go on at `behind`; the first of them. */
  function before(behind: number, from: PatternNode): number {
    isTooLong ||= ++visits > MOST_VISITS;
    if (isTooLong) return behind;
    switch (from.kind) {
      case 'set': {
        const row = sets.get(from.source) ?? sets.size;
        sets.set(from.source, row);
        return add(TAKE, behind, row);
      }
      case 'edge':
        looksAtWords ||= from.edge === 'word' || from.edge === 'no-word';
        return add(LOOK, behind, EDGES.indexOf(from.edge));
      case 'sequence':
        return from.parts.reduceRight(before, behind);
      case 'choice': {
        const [first, ...others] = from.options.map((option) => before(behind, option));
        return others.reduce((known, other) => add(FORK, known, other), first);
      }
      case 'repeat':
        return repeat(behind, from);
    }
  }
  function repeat(behind: number, { part, least, most }: PatternNode & { kind: 'repeat' }): number {
    let at = behind;
    if (most === Number.POSITIVE_INFINITY) {
      const fork = add(FORK, behind, behind);
      program.other[fork] = before(fork, part);
      at = fork;
    } else for (let i = least; i < most && !isTooLong; i++) at = add(FORK, behind, before(at, part));
    for (let i = 0; i < least && !isTooLong; i++) at = before(at, part);
    return at;
  }
  const first = before(0, node);
  if (isTooLong) return failure('cannot be searched for: written out, its repetitions are too long');
  return success({ ...program, first, sets: [...sets.keys()], looksAtWords });
}

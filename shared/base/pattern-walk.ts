// One step of the walk through a pattern's program along all ways at once: from a set of steps over a character to the next set. What is known
// from before is pattern.ts's matter; here a step costs as much as there are ways open, a few nanoseconds each.
// Trap: the answer stands in arrays of the walk's own, and the next step writes over it.
import { NOTHING, OTHER, SIDES, type Side, WORD } from './pattern-characters.ts';
import { EDGES, FORK, FOUND, LOOK, type PatternProgram, TAKE } from './pattern-program.ts';

const [START, END, AT_WORD] = EDGES.keys();

/** What a step led to, instead of the number of steps. */
export const IS_FOUND = -1;

/** Steps of the program that a text has led to, before forks are followed, and what it ended with. */
export interface OpenSteps {
  readonly steps: Int32Array;
  readonly before: Side;
}

export class PatternWalk {
  /** Steps visited so far, to know when it is time for a pause. */
  work = 0;
  /** Where the last walk led to: the first `advance()` of them, each once, in no order. */
  readonly reached: Int32Array;
  /** A sum over `reached`: equal sets have equal ones. */
  hash = 0;
  /** Whether a match may begin behind the start of the text. */
  readonly beginsAnywhere: boolean;
  private readonly kind: Uint8Array;
  private readonly next: Int32Array;
  private readonly other: Int32Array;
  private readonly first: number;
  /** Marks of the steps seen in this turn. */
  private readonly seen: Int32Array;
  private turn = 0;
  private readonly open: Int32Array;
  private readonly taking: Int32Array;

  constructor({ kind, next, other, first }: PatternProgram) {
    this.kind = Uint8Array.from(kind);
    this.next = Int32Array.from(next);
    this.other = Int32Array.from(other);
    this.first = first;
    this.seen = new Int32Array(kind.length);
    this.reached = new Int32Array(kind.length);
    this.taking = new Int32Array(kind.length);
    // Each step is put there once by the steps at the start, and twice at most by forks.
    this.open = new Int32Array(3 * kind.length + 1);
    const none: OpenSteps = { steps: new Int32Array(0), before: OTHER };
    this.beginsAnywhere = SIDES.some(
      (behind) => this.follow(none, behind) !== 0 || this.follow({ ...none, before: WORD }, behind) !== 0,
    );
    this.work = 0;
  }

  /** Over a character that is in these sets; the number of steps `reached`, or IS_FOUND for a match before the character. */
  advance(from: OpenSteps, isIn: Uint8Array, side: Side): number {
    const { taking, reached, other, next, seen } = this;
    const ways = this.follow(from, side);
    if (ways === IS_FOUND) return IS_FOUND;
    const turn = ++this.turn;
    let count = 0;
    let hash = 0;
    for (let i = 0; i < ways; i++) {
      if (isIn[other[taking[i]]] === 0) continue;
      const to = next[taking[i]];
      if (seen[to] === turn) continue;
      seen[to] = turn;
      reached[count++] = to;
      hash = (hash + mixed(to)) | 0;
    }
    this.hash = hash;
    return count;
  }

  /** Whether these are the steps that were reached last. */
  isReached(steps: Int32Array, count: number): boolean {
    if (steps.length !== count) return false;
    for (let i = 0; i < count; i++) if (this.seen[steps[i]] !== this.turn) return false;
    return true;
  }

  endsInMatch(from: OpenSteps): boolean {
    return this.follow(from, NOTHING) === IS_FOUND;
  }

  /** Collects the taking steps that can be reached without taking anything, from the program's first one too: their number, or IS_FOUND. */
  private follow({ steps, before }: OpenSteps, behind: Side): number {
    const { kind, next, other, seen, open, taking } = this;
    const turn = ++this.turn;
    let count = 0;
    open.set(steps);
    let top = steps.length;
    open[top++] = this.first;
    while (top > 0) {
      const step = open[--top];
      if (seen[step] === turn) continue;
      seen[step] = turn;
      this.work++;
      if (kind[step] === TAKE) taking[count++] = step;
      else if (kind[step] === FORK) {
        open[top++] = next[step];
        open[top++] = other[step];
      } else if (kind[step] === FOUND) return IS_FOUND;
      else if (kind[step] === LOOK && isEdge(other[step], before, behind)) open[top++] = next[step];
    }
    return count;
  }
}

/** Spread over all bits, so that sums of different sets are different. */
function mixed(step: number): number {
  const half = Math.imul(step + 1, 0x9e3779b1);
  return Math.imul(half ^ (half >>> 15), 0x85ebca6b);
}

function isEdge(edge: number, before: Side, behind: Side): boolean {
  if (edge === START) return before === NOTHING;
  if (edge === END) return behind === NOTHING;
  return ((before === WORD) !== (behind === WORD)) === (edge === AT_WORD);
}

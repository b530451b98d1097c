// Long computations in slices: a generator that yields now and then, so that whoever runs it can let other work in between.
// Hot loops stay in plain functions over a range of rows; only the loop over ranges is a generator. The computation must not
// depend on anything that other work could change meanwhile.

/** Does a slice of work at every next(), and returns the result in the end. */
export type Sliced<Result> = Generator<undefined, Result, undefined>;

/** How many rows a slice has: a few milliseconds of simple work. */
export const ROWS_PER_SLICE = 1 << 16;

/** Calls work(from, to) for 0 … length in ranges of at most ROWS_PER_SLICE, with a pause after each. */
export function* inSlices(length: number, work: (from: number, to: number) => void): Sliced<void> {
  for (let from = 0; from < length; from += ROWS_PER_SLICE) {
    work(from, Math.min(length, from + ROWS_PER_SLICE));
    yield;
  }
}

/** The result, without any pause. */
export function runAtOnce<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export interface Turns {
  /** Lets other work of the process run. */
  readonly turn: () => Promise<void>;
  readonly signal: AbortSignal;
}

const MILLISECONDS_PER_TURN = 12;

/** The result, with a turn for others every few milliseconds; `undefined` soon after the signal aborts. */
export async function runInTurns<Result>(work: Sliced<Result>, { turn, signal }: Turns): Promise<Result | undefined> {
  let turnEnds = Date.now() + MILLISECONDS_PER_TURN;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (Date.now() < turnEnds) continue;
    await turn();
    if (signal.aborted) return undefined;
    turnEnds = Date.now() + MILLISECONDS_PER_TURN;
  }
}

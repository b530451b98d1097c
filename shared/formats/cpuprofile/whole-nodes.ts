// Cuts the bytes of a .cpuprofile between nodes: those that two chunks share are put together. A reader of JSON takes any bytes that come one after
// the other; this is only faster, because nodes that stand whole are read by the lane (node-lane.ts), and one that does not makes it hand on what it has.

/** What stands between two nodes that V8 wrote; the cut is before its brace. */
const BETWEEN = new TextEncoder().encode('},{"id":');
const BEHIND_COMMA = 2;
/** Nodes are shorter; longer ones take the longer way. */
const LOOKED_AT = 1 << 14;

export class WholeNodes {
  private readonly take: (bytes: Uint8Array) => boolean;
  private readonly isAmongNodes: () => boolean;
  private rest: Uint8Array = new Uint8Array(0);
  /** Nothing was taken yet: the first chunk mostly ends among nodes. */
  private isFirst = true;

  /** `take` gets the bytes, and says whether more are wanted; `isAmongNodes`: whether what it got last stands in the list of nodes. */
  constructor(take: (bytes: Uint8Array) => boolean, isAmongNodes: () => boolean) {
    this.take = take;
    this.isAmongNodes = isAmongNodes;
  }

  /** False when more are not wanted. The chunk may be used for other bytes afterwards. */
  feed(chunk: Uint8Array): boolean {
    let start = 0;
    if (this.rest.length > 0) {
      start = Math.max(0, firstCut(chunk));
      if (!this.takeRest(chunk.subarray(0, start))) return false;
    }
    const end = this.isFirst || this.isAmongNodes() ? lastCut(chunk, start) : chunk.length;
    this.isFirst = false;
    if (!this.take(chunk.subarray(start, end))) return false;
    // Whether it is among nodes at its end, only the rest of it can tell.
    if (this.isAmongNodes()) this.rest = chunk.slice(end);
    else return this.take(chunk.subarray(end));
    return true;
  }

  /** Call after the last chunk. */
  finish(): void {
    this.takeRest(new Uint8Array(0));
  }

  private takeRest(behind: Uint8Array): boolean {
    const { rest } = this;
    const whole = new Uint8Array(rest.length + behind.length);
    whole.set(rest);
    whole.set(behind, rest.length);
    this.rest = new Uint8Array(0);
    return this.take(whole);
  }
}

/** The first cut among the first bytes; NONE. */
function firstCut(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, LOOKED_AT) - BETWEEN.length;
  for (let i = 0; i <= last; i++) if (isBetween(bytes, i)) return i + BEHIND_COMMA;
  return -1;
}

/** The last cut among the last bytes from `start` on; the end where there is none. */
function lastCut(bytes: Uint8Array, start: number): number {
  const first = Math.max(start, bytes.length - LOOKED_AT);
  for (let i = bytes.length - BETWEEN.length; i >= first; i--) if (isBetween(bytes, i)) return i + BEHIND_COMMA;
  return bytes.length;
}

function isBetween(bytes: Uint8Array, start: number): boolean {
  let i = 0;
  while (i < BETWEEN.length && bytes[start + i] === BETWEEN[i]) i++;
  return i === BETWEEN.length;
}

// Arrows beside code: which lane each stands in, so that those that overlap do not cover each other. Shorter ones stand nearer to the text.
import type { CodeJump } from '../../viewmodel/code.ts';

type PlacedJump = Omit<CodeJump, 'lane'>;

const MOST_ARROWS = 2000;
/** Beyond these the outermost lane is shared. */
const MOST_LANES = 24;

/** Arrows with their lanes, the most frequent ones where there are very many. */
export function layoutJumps(jumps: readonly PlacedJump[]): {
  readonly jumps: readonly CodeJump[];
  readonly lanes: number;
} {
  const shown =
    jumps.length <= MOST_ARROWS ? [...jumps] : [...jumps].sort((a, b) => b.followed - a.followed).slice(0, MOST_ARROWS);
  shown.sort((a, b) => spanOf(a) - spanOf(b) || a.from - b.from || a.to - b.to);
  const lanes: PlacedJump[][] = [];
  const placed = shown.map((jump): CodeJump => {
    let lane = lanes.findIndex((others) => others.every((other) => !overlap(jump, other)));
    if (lane < 0) lane = Math.min(lanes.length, MOST_LANES - 1);
    const others = lanes[lane];
    if (others === undefined) lanes.push([jump]);
    else others.push(jump);
    return { ...jump, lane };
  });
  return { jumps: placed, lanes: lanes.length };
}

function spanOf({ from, to }: PlacedJump): number {
  return Math.abs(from - to);
}

/** Arrows to the same line may share its end. */
function overlap(a: PlacedJump, b: PlacedJump): boolean {
  return Math.min(a.from, a.to) <= Math.max(b.from, b.to) && Math.min(b.from, b.to) <= Math.max(a.from, a.to);
}

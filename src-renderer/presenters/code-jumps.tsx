// The arrows beside code, one row's share of them: lines that pass, begin or end here. Drawn row by row, so that a view of any length
// costs what is on screen. Solid: taken always; dashed: a condition decides.
import type { CodeJump } from '../../shared/viewmodel/code.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';

const LANE_WIDTH = 7;
/** Arrows in more lanes share the outermost one. */
const MOST_LANES = 14;

/** Width of the arrows' column, 0 where there are none. */
export function lanesWidth(lanes: number): number {
  return lanes === 0 ? 0 : (Math.min(lanes, MOST_LANES) + 1) * LANE_WIDTH + 4;
}

export interface RowJumpsProps {
  readonly row: number;
  /** Those that touch or pass this row. */
  readonly jumps: readonly CodeJump[];
  readonly width: number;
  readonly height: number;
}

export function RowJumps({ row, jumps, width, height }: RowJumpsProps) {
  const middle = height / 2;
  const ends = jumps.filter((jump) => jump.from === row || jump.to === row);
  const told = ends.length > 0 ? jumpsText(ends, row) : undefined;
  return (
    <svg
      className="code-jumps"
      width={width}
      height={height}
      role="img"
      aria-label={told}
      aria-hidden={told === undefined}
    >
      {jumps.map((jump) => {
        const x = width - 6 - (Math.min(jump.lane, MOST_LANES - 1) + 1) * LANE_WIDTH;
        const first = Math.min(jump.from, jump.to);
        const last = Math.max(jump.from, jump.to);
        const top = row === first ? middle : 0;
        const bottom = row === last ? middle : height;
        const isEnd = jump.from === row || jump.to === row;
        const line = isEnd ? `M${width - 2} ${middle}H${x}M${x} ${top}V${bottom}` : `M${x} 0V${height}`;
        const key = `${jump.from} ${jump.to} ${jump.lane}`;
        const look = `code-jump ${jump.conditional ? 'conditional' : ''} ${jump.to < jump.from ? 'back' : ''}`;
        return (
          <g key={key} className={look}>
            <path d={line} />
            {jump.to === row && (
              <path
                className="head"
                d={`M${width - 6} ${middle - 3}L${width - 1} ${middle}L${width - 6} ${middle + 3}Z`}
              />
            )}
          </g>
        );
      })}
      {told !== undefined && (
        <>
          <title>{told}</title>
          <rect className="code-jump-target" width={width} height={height} />
        </>
      )}
    </svg>
  );
}

const MOST_TOLD = 12;

/** What the arrows that begin or end at a row say. */
function jumpsText(ends: readonly CodeJump[], row: number): string {
  const told = ends.slice(0, MOST_TOLD).map((jump) => jumpText(jump, row));
  if (ends.length > MOST_TOLD) told.push(`and ${formatCount(ends.length - MOST_TOLD)} more`);
  return told.join('\n');
}

function jumpText(jump: CodeJump, row: number): string {
  const direction = jump.from === row ? (jump.to < row ? 'jumps back' : 'jumps ahead') : 'is jumped to';
  return `This line ${direction}: ${takenText(jump)}`;
}

/** `taken 12 of 40 times`, `40 times`. */
export function takenText({
  conditional,
  executed,
  followed,
}: Pick<CodeJump, 'conditional' | 'executed' | 'followed'>): string {
  // Nobody counted: the bytecode of a recording without counts.
  if (executed === 0) return conditional ? 'where a condition holds' : 'always';
  return conditional
    ? `taken ${formatCount(followed)} of ${formatCount(executed)} times`
    : `${formatCount(executed)} ${executed === 1 ? 'time' : 'times'}`;
}

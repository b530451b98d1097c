/** A program of a few instructions with a loop, as callgrind would record it, small enough to work out by hand what must be seen of it. */
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { recordingOf } from './read-memory.ts';

/**
 * `f` has a loop that runs ten times: 0x10 sets up; 0x14 tests and leaves for 0x30 once; 0x18 calls g three times; 0x1c jumps back nine times;
 * 0x30 returns; at 0x34 a tail jump leaves the function.
 */
const text = `# callgrind format
positions: instr line
events: Ir
ob=prog
fl=a.c
fn=f
0x10 1 1
jcnd=1/10 0x30 5
0x14 2
0x14 2 10
0x18 3 9
cfn=g
calls=3 0x100 20
0x18 3 600
jump=9 0x14 2
0x1c 3
0x1c 3 9
0x30 5 1
jfn=g
jump=1 0x100 20
0x34 6
0x34 6 1
fn=g
0x100 20 600
`;

/** Function 0 is `f`; what it calls is `callee`. */
export function readLoopProgram(callee = 'g'): Promise<Recording> {
  return recordingOf(callgrindReader, text.replaceAll('fn=g\n', `fn=${callee}\n`));
}

// Everything a line of the callgrind format may depend on besides the file's names: what the lines before it said.
// One object, which the careful reader of lines and the fast one of tokens share.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import { Position } from './callgrind-positions.ts';

/** No number of calls is waiting for its cost line. */
export const NO_CALLS = -1;

export class LineState {
  /** 1-based number of the line being read. */
  lineNumber = 0;
  /** Header lines were read since the last body line. */
  inHeader = true;
  object = NONE;
  /** File of the next cost line (`fl=`, `fi=`, `fe=`). */
  file = NONE;
  /** File of the next function (`fl=`). */
  functionFile = NONE;
  /** Name of the function whose block this is; NONE before any `fn=`. */
  functionName = NONE;
  /** The number that was given for it and has a binding; NONE where there is none. */
  functionNumber = NONE;
  /** Its row; NONE until its first cost line. */
  functionRow = NONE as FunctionIndex;
  /** `cfn=`, `cfi=` and `cob=` of the next call; `said` tells whether they were given. */
  calleeName = NONE;
  calleeNumber = NONE;
  calleeFile = NONE;
  calleeFileSaid = false;
  calleeObject = NONE;
  calleeObjectSaid = false;
  /** Callee of the last call of this block. */
  lastCallee = NONE as FunctionIndex;
  calls = NO_CALLS;
  /** `jfi=` and `jfn=` of the next jump. */
  jumpName = NONE;
  jumpFile = NONE;
  jumpFileSaid = false;
  /** A jump waits for the line that says where it stands. */
  jumpPending = false;
  jumpExecuted = 0;
  jumpFollowed = 0;
  jumpConditional = false;
  readonly jumpTarget = new Position();
  readonly position = new Position();

  /** A new part: positions, files and functions start anew. */
  beginPart(): void {
    this.position.reset();
    this.object = NONE;
    this.file = NONE;
    this.functionFile = NONE;
    this.beginFunction(NONE);
  }

  beginFunction(name: number, number: number = NONE): void {
    this.functionName = name;
    this.functionNumber = number;
    this.functionRow = NONE as FunctionIndex;
    this.lastCallee = NONE as FunctionIndex;
    this.file = this.functionFile;
    this.forgetCallee();
    this.forgetJump();
  }

  forgetCallee(): void {
    this.calleeName = NONE;
    this.calleeFileSaid = false;
    this.calleeObjectSaid = false;
    this.calls = NO_CALLS;
  }

  forgetJump(): void {
    this.jumpPending = false;
    this.jumpName = NONE;
    this.jumpFileSaid = false;
  }
}

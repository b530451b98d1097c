// Everything a line of the callgrind format may depend on besides the file's names: what the lines before it said. One object, which the careful reader of lines
// and the fast one of tokens share; it lies in memory that WebAssembly sees (callgrind-cells.ts), because that reads most tokens.
import { NONE } from '../../base/brands.ts';
import type { WorkMemory } from '../../base/work-memory.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import {
  ADDRESS,
  CALL_SEEN,
  CALLEE_FILE,
  CALLEE_FILE_SAID,
  CALLEE_NAME,
  CALLEE_NUMBER,
  CALLEE_OBJECT,
  CALLEE_OBJECT_SAID,
  CALLS,
  DOUBLES,
  DOUBLES_AT,
  FILE,
  FIRST_NONES,
  FUNCTION_FILE,
  FUNCTION_NAME,
  FUNCTION_NUMBER,
  FUNCTION_ROW,
  INTEGERS,
  INTEGERS_AT,
  JUMP_CONDITIONAL,
  JUMP_EXECUTED,
  JUMP_FILE_SAID,
  JUMP_FOLLOWED,
  JUMP_NAME,
  JUMP_PENDING,
  LAST_CALLEE,
  LINE,
  LINE_NUMBER,
  LINE_SEEN,
  NO_CALLS,
  OBJECT,
  TARGET_ADDRESS,
  TARGET_LINE,
} from './callgrind-cells.ts';
import { Position } from './callgrind-positions.ts';

export class LineState {
  readonly integers: Int32Array;
  /** Header lines were read since the last body line. */
  inHeader = true;
  /** `jfi=` of the next jump. */
  jumpFile = NONE;
  readonly jumpTarget: Position;
  readonly position: Position;
  private readonly doubles: Float64Array;

  constructor(memory: WorkMemory) {
    const integers = memory.integersAt(INTEGERS_AT, INTEGERS);
    const doubles = memory.numbersAt(DOUBLES_AT, DOUBLES);
    integers.fill(0).fill(NONE, 0, FIRST_NONES);
    doubles.fill(0);
    doubles[CALLS] = NO_CALLS;
    this.integers = integers;
    this.doubles = doubles;
    this.position = new Position(integers.subarray(ADDRESS), doubles.subarray(LINE));
    this.jumpTarget = new Position(integers.subarray(TARGET_ADDRESS), doubles.subarray(TARGET_LINE));
  }

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

  /** 1-based number of the line being read. */
  get lineNumber(): number {
    return this.doubles[LINE_NUMBER];
  }
  set lineNumber(value: number) {
    this.doubles[LINE_NUMBER] = value;
  }

  get object(): number {
    return this.integers[OBJECT];
  }
  set object(value: number) {
    this.integers[OBJECT] = value;
  }

  /** File of the next cost line (`fl=`, `fi=`, `fe=`). */
  get file(): number {
    return this.integers[FILE];
  }
  set file(value: number) {
    this.integers[FILE] = value;
  }

  /** File of the next function (`fl=`). */
  get functionFile(): number {
    return this.integers[FUNCTION_FILE];
  }
  set functionFile(value: number) {
    this.integers[FUNCTION_FILE] = value;
  }

  /** Name of the function whose block this is; NONE before any `fn=`. */
  get functionName(): number {
    return this.integers[FUNCTION_NAME];
  }
  set functionName(value: number) {
    this.integers[FUNCTION_NAME] = value;
  }

  /** The number that was given for it and has a binding; NONE where there is none. */
  get functionNumber(): number {
    return this.integers[FUNCTION_NUMBER];
  }
  set functionNumber(value: number) {
    this.integers[FUNCTION_NUMBER] = value;
  }

  /** Its row; NONE until its first cost line. */
  get functionRow(): FunctionIndex {
    return this.integers[FUNCTION_ROW] as FunctionIndex;
  }
  set functionRow(value: FunctionIndex) {
    this.integers[FUNCTION_ROW] = value;
  }

  /** `cfn=`, `cfi=` and `cob=` of the next call; `said` tells whether they were given. */
  get calleeName(): number {
    return this.integers[CALLEE_NAME];
  }
  set calleeName(value: number) {
    this.integers[CALLEE_NAME] = value;
  }

  get calleeNumber(): number {
    return this.integers[CALLEE_NUMBER];
  }
  set calleeNumber(value: number) {
    this.integers[CALLEE_NUMBER] = value;
  }

  get calleeFile(): number {
    return this.integers[CALLEE_FILE];
  }
  set calleeFile(value: number) {
    this.integers[CALLEE_FILE] = value;
  }

  get calleeFileSaid(): boolean {
    return this.integers[CALLEE_FILE_SAID] !== 0;
  }
  set calleeFileSaid(value: boolean) {
    this.integers[CALLEE_FILE_SAID] = value ? 1 : 0;
  }

  get calleeObject(): number {
    return this.integers[CALLEE_OBJECT];
  }
  set calleeObject(value: number) {
    this.integers[CALLEE_OBJECT] = value;
  }

  get calleeObjectSaid(): boolean {
    return this.integers[CALLEE_OBJECT_SAID] !== 0;
  }
  set calleeObjectSaid(value: boolean) {
    this.integers[CALLEE_OBJECT_SAID] = value ? 1 : 0;
  }

  /** Callee of the last call of this block. */
  get lastCallee(): FunctionIndex {
    return this.integers[LAST_CALLEE] as FunctionIndex;
  }
  set lastCallee(value: FunctionIndex) {
    this.integers[LAST_CALLEE] = value;
  }

  get calls(): number {
    return this.doubles[CALLS];
  }
  set calls(value: number) {
    this.doubles[CALLS] = value;
  }

  /** `jfn=` of the next jump. */
  get jumpName(): number {
    return this.integers[JUMP_NAME];
  }
  set jumpName(value: number) {
    this.integers[JUMP_NAME] = value;
  }

  get jumpFileSaid(): boolean {
    return this.integers[JUMP_FILE_SAID] !== 0;
  }
  set jumpFileSaid(value: boolean) {
    this.integers[JUMP_FILE_SAID] = value ? 1 : 0;
  }

  /** A jump waits for the line that says where it stands. */
  get jumpPending(): boolean {
    return this.integers[JUMP_PENDING] !== 0;
  }
  set jumpPending(value: boolean) {
    this.integers[JUMP_PENDING] = value ? 1 : 0;
  }

  get jumpExecuted(): number {
    return this.doubles[JUMP_EXECUTED];
  }
  set jumpExecuted(value: number) {
    this.doubles[JUMP_EXECUTED] = value;
  }

  get jumpFollowed(): number {
    return this.doubles[JUMP_FOLLOWED];
  }
  set jumpFollowed(value: number) {
    this.doubles[JUMP_FOLLOWED] = value;
  }

  get jumpConditional(): boolean {
    return this.integers[JUMP_CONDITIONAL] !== 0;
  }
  set jumpConditional(value: boolean) {
    this.integers[JUMP_CONDITIONAL] = value ? 1 : 0;
  }

  /** Some line number was told. */
  get lineSeen(): boolean {
    return this.integers[LINE_SEEN] !== 0;
  }
  set lineSeen(value: boolean) {
    this.integers[LINE_SEEN] = value ? 1 : 0;
  }

  get callSeen(): boolean {
    return this.integers[CALL_SEEN] !== 0;
  }
  set callSeen(value: boolean) {
    this.integers[CALL_SEEN] = value ? 1 : 0;
  }
}

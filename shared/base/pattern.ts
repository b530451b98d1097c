// Whether a text has a match of a regular expression, in time that grows with the text and never with the ways to match it: `(a+)+$` looks once
// at each character of `aaaa…!`. All ways through the program are followed at once; sets of steps that were met before are states of an automaton
// whose transitions are looked up (as grep and RE2 do it; Cox, "Regular expression matching can be simple and fast", 2007).
// Trap: a state knows the character before it as far as `^` and `\b` ask for it, but not the one behind.
import { CharacterClasses, MOST_CLASSES, NO_NUMBER, NOTHING, type Side } from './pattern-characters.ts';
import { compilePattern, type PatternProgram } from './pattern-program.ts';
import { parsePattern, textInMatches } from './pattern-syntax.ts';
import { IS_FOUND, type OpenSteps, PatternWalk } from './pattern-walk.ts';
import { type Result, success } from './result.ts';

const ASCII = 0x80;
/** The places of "the text ends here" and of classes of characters among the transitions of a state. */
const END_OF_TEXT = ASCII;
const FIRST_CLASS = ASCII + 1;
const COLUMNS = FIRST_CLASS + MOST_CLASSES;

/** Numbers of states that are none. */
const UNKNOWN = 0;
const MATCHED = 1;
const HOPELESS = 2;
const FIRST_STATE = 3;
const MOST_STATES = 4096;
/** Of all states. */
const MOST_STEPS_KEPT = 1 << 20;

/** The pattern, with JavaScript's syntax and its flags `i` and `u`; or what is wrong with it, as what follows it in a sentence. */
export function createPattern(source: string): Result<Pattern, string> {
  const node = parsePattern(source);
  if (!node.ok) return node;
  const program = compilePattern(node.value);
  return program.ok ? success(new Pattern(source, program.value, textInMatches(node.value))) : program;
}

/** Remembers transitions from one text to the next: make one and ask it often. */
export class Pattern {
  readonly source: string;
  /** ASCII in small letters that every match holds, if not in letters that only count as these: `ſ` for `s`. May be empty. */
  readonly text: string;
  private readonly walk: PatternWalk;
  private readonly classes: CharacterClasses;
  private looked = 0;
  private readonly states: OpenSteps[] = [];
  private stepsKept = 0;
  /** By the sum of their steps and what stands before: the numbers of states. */
  private readonly numbers = new Map<number, number[]>();
  private next = new Int32Array(16 * COLUMNS);
  private start = UNKNOWN;

  constructor(source: string, program: PatternProgram, text: string) {
    this.source = source;
    this.text = text;
    this.walk = new PatternWalk(program);
    this.classes = new CharacterClasses(program);
  }

  /** Characters and steps of the program that were looked at so far, to know when it is time for a pause. */
  get work(): number {
    return this.looked + this.walk.work;
  }

  test(text: string): boolean {
    return this.ends(this.goOnInText(this.begin(), text, 0, text.length));
  }

  /** Where a text begins. Lower numbers than `goOn` takes mean that all is decided. */
  begin(): number {
    if (this.start === UNKNOWN) this.start = this.add({ steps: new Int32Array(0), before: NOTHING });
    return this.start;
  }

  /** From a state over a piece of a text, ASCII only. */
  goOn(state: number, bytes: Uint8Array, from: number, to: number): number {
    let now = state;
    let { next } = this;
    for (let at = from; at < to && now >= FIRST_STATE; at++) {
      // Most bytes change nothing: then the next look does not have to wait for this one.
      const row = now * COLUMNS;
      while (next[row + bytes[at]] === now && at + 1 < to) at++;
      const known = next[row + bytes[at]];
      if (known === UNKNOWN) {
        now = this.after(now, bytes[at]);
        next = this.next;
      } else now = known;
    }
    this.looked += to - from;
    return now;
  }

  /** From a state over a piece of a text, which does not divide a character of two units. */
  goOnInText(state: number, text: string, from: number, to: number): number {
    let now = state;
    for (let at = from; at < to && now >= FIRST_STATE; at++) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      now = this.after(now, codePoint);
    }
    this.looked += to - from;
    return now;
  }

  /** Whether a text that has led to this state matches, now that it has ended. */
  ends(state: number): boolean {
    if (state < FIRST_STATE) return state === MATCHED;
    const column = state * COLUMNS + END_OF_TEXT;
    if (this.next[column] === UNKNOWN) {
      this.next[column] = this.walk.endsInMatch(this.states[state - FIRST_STATE]) ? MATCHED : HOPELESS;
    }
    return this.next[column] === MATCHED;
  }

  private after(state: number, codePoint: number): number {
    const row = state * COLUMNS;
    if (codePoint < ASCII && this.next[row + codePoint] !== UNKNOWN) return this.next[row + codePoint];
    const { number, side, isIn } = this.classes.classOf(codePoint);
    const known = number === NO_NUMBER ? UNKNOWN : this.next[row + FIRST_CLASS + number];
    const size = this.states.length;
    const reached = known === UNKNOWN ? this.follow(this.states[state - FIRST_STATE], isIn, side) : known;
    // Not where all were forgotten in between.
    if (this.states.length >= size) {
      if (number !== NO_NUMBER) this.next[row + FIRST_CLASS + number] = reached;
      if (codePoint < ASCII) this.next[row + codePoint] = reached;
    }
    return reached;
  }

  private follow(from: OpenSteps, isIn: Uint8Array, side: Side): number {
    const { walk } = this;
    const count = walk.advance(from, isIn, side);
    if (count === IS_FOUND) return MATCHED;
    // Whatever comes, nothing is found: `^a` behind another letter.
    if (count === 0 && !walk.beginsAnywhere) return HOPELESS;
    const key = (walk.hash + side) | 0;
    const same = this.numbers.get(key)?.find((number) => {
      const { steps, before } = this.states[number - FIRST_STATE];
      return before === side && walk.isReached(steps, count);
    });
    return same ?? this.add({ steps: walk.reached.slice(0, count), before: side }, key);
  }

  private add(state: OpenSteps, key = 0): number {
    if (this.states.length >= MOST_STATES || this.stepsKept > MOST_STEPS_KEPT) this.forget();
    const number = FIRST_STATE + this.states.push(state) - 1;
    this.stepsKept += state.steps.length;
    const numbers = this.numbers.get(key);
    if (numbers === undefined) this.numbers.set(key, [number]);
    else numbers.push(number);
    const size = (number + 1) * COLUMNS;
    if (size > this.next.length) {
      const larger = new Int32Array(Math.max(size, 2 * this.next.length));
      larger.set(this.next);
      this.next = larger;
    }
    return number;
  }

  private forget(): void {
    this.next.fill(UNKNOWN, 0, (FIRST_STATE + this.states.length) * COLUMNS);
    this.states.length = 0;
    this.stepsKept = 0;
    this.start = UNKNOWN;
    this.numbers.clear();
  }
}

// Whether a text has a match of a regular expression, in time that grows with the text and never with the ways to match it: `(a+)+$` looks once
// at each character of `aaaa…!`. All ways through the program are followed at once; sets of steps that were met before are states of an automaton
// whose transitions are looked up (as grep and RE2 do it; Cox, "Regular expression matching can be simple and fast", 2007).
// Trap: a state knows the character before it as far as `^` and `\b` ask for it, but not the one behind.
import { compilePattern, EDGES, FORK, FOUND, LOOK, type PatternProgram, TAKE } from './pattern-program.ts';
import { parsePattern, textInMatches } from './pattern-syntax.ts';
import { type Result, success } from './result.ts';

/** What stands beside a place: the start or the end of the text, a character of a word, another one. */
const NOTHING = 0;
const WORD = 1;
const OTHER = 2;
const SIDES = [NOTHING, WORD, OTHER] as const;
type Side = (typeof SIDES)[number];

const [START, END, AT_WORD] = EDGES.keys();

const ASCII = 0x80;
/** The place of "the text ends here" among the transitions of a state. */
const END_OF_TEXT = ASCII;
const COLUMNS = ASCII + 1;

/** Numbers of states that are none. */
const UNKNOWN = 0;
const MATCHED = 1;
const HOPELESS = 2;
const FIRST_STATE = 3;
const MOST_STATES = 4096;

interface State {
  /** Steps that the text has led to, before forks are followed; ascending. */
  readonly steps: readonly number[];
  readonly before: Side;
}

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
  /** Steps of the program that were looked at so far, to know when it is time for a pause. */
  work = 0;
  private readonly program: PatternProgram;
  private readonly sets: readonly RegExp[];
  private readonly states: State[] = [];
  private readonly numbers = new Map<string, number>();
  private next = new Int32Array(64 * COLUMNS);
  private start = UNKNOWN;
  /** Marks of the steps visited in this turn. */
  private readonly visited: Int32Array;
  private turn = 0;

  constructor(source: string, program: PatternProgram, text: string) {
    this.source = source;
    this.text = text;
    this.program = program;
    this.sets = program.sets.map((set) => new RegExp(`^(?:${set})$`, 'iu'));
    this.visited = new Int32Array(program.kind.length);
  }

  test(text: string): boolean {
    let state = this.begin();
    for (const character of text) {
      state = this.after(state, character.codePointAt(0) ?? 0);
      if (state < FIRST_STATE) return state === MATCHED;
    }
    return this.after(state, undefined) === MATCHED;
  }

  /** Where a text begins. Lower numbers than `goOn` takes mean that all is decided. */
  begin(): number {
    if (this.start === UNKNOWN) this.start = this.numberOf([], NOTHING);
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
    this.work += to - from;
    return now;
  }

  /** Whether a text that has led to this state matches, now that it has ended. */
  ends(state: number): boolean {
    return state < FIRST_STATE ? state === MATCHED : this.after(state, undefined) === MATCHED;
  }

  /** `character` undefined: the text ends. */
  private after(state: number, character: number | undefined): number {
    const column = character ?? END_OF_TEXT;
    const isKept = character === undefined || character < ASCII;
    const known = isKept ? this.next[state * COLUMNS + column] : UNKNOWN;
    if (known !== UNKNOWN) return known;
    const size = this.states.length;
    const reached = this.follow(this.states[state - FIRST_STATE], character);
    // Not where all were forgotten in between.
    if (isKept && this.states.length >= size) this.next[state * COLUMNS + column] = reached;
    return reached;
  }

  private follow({ steps, before }: State, character: number | undefined): number {
    const { program, sets } = this;
    const text = character === undefined ? '' : String.fromCodePoint(character);
    const side = character === undefined ? NOTHING : this.sideOf(text);
    const open = this.closure(steps, before, side);
    if (open === undefined) return MATCHED;
    if (character === undefined) return HOPELESS;
    const known = new Map<number, boolean>();
    const reached = new Set<number>();
    for (const step of open) {
      const set = program.other[step];
      const isIn = known.get(set) ?? sets[set].test(text);
      known.set(set, isIn);
      if (isIn) reached.add(program.next[step]);
    }
    return this.numberOf(
      [...reached].sort((a, b) => a - b),
      side,
    );
  }

  private sideOf(text: string): Side {
    return this.program.looksAtWords && /^\w$/iu.test(text) ? WORD : OTHER;
  }

  /** The taking steps that can be reached without taking anything, from the program's first one too; undefined: a match. */
  private closure(steps: readonly number[], before: Side, behind: Side): number[] | undefined {
    const { kind, next, other, first } = this.program;
    const turn = ++this.turn;
    const taking: number[] = [];
    const open = [first, ...steps];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (this.visited[step] === turn) continue;
      this.visited[step] = turn;
      this.work++;
      if (kind[step] === FOUND) return undefined;
      if (kind[step] === TAKE) taking.push(step);
      else if (kind[step] === FORK) open.push(next[step], other[step]);
      else if (kind[step] === LOOK && isEdge(other[step], before, behind)) open.push(next[step]);
    }
    return taking;
  }

  private numberOf(steps: readonly number[], before: Side): number {
    const key = `${before} ${steps.join(' ')}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.states.length >= MOST_STATES) this.forget();
    const number = this.isHopeless(steps, before) ? HOPELESS : FIRST_STATE + this.states.push({ steps, before }) - 1;
    this.numbers.set(key, number);
    const size = (number + 1) * COLUMNS;
    if (size > this.next.length) {
      const larger = new Int32Array(Math.max(size, 2 * this.next.length));
      larger.set(this.next);
      this.next = larger;
    }
    return number;
  }

  /** Whatever comes, nothing is found: `^a` behind another letter. Not in this place, and not from a later one on. */
  private isHopeless(steps: readonly number[], before: Side): boolean {
    if (before === NOTHING) return false;
    return SIDES.every(
      (behind) =>
        this.closure(steps, before, behind)?.length === 0 &&
        this.closure([], WORD, behind)?.length === 0 &&
        this.closure([], OTHER, behind)?.length === 0,
    );
  }

  private forget(): void {
    this.states.length = 0;
    this.start = UNKNOWN;
    this.numbers.clear();
    this.next.fill(UNKNOWN);
  }
}

function isEdge(edge: number, before: Side, behind: Side): boolean {
  if (edge === START) return before === NOTHING;
  if (edge === END) return behind === NOTHING;
  return ((before === WORD) !== (behind === WORD)) === (edge === AT_WORD);
}

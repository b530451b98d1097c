// The parts of a regular expression that somebody typed, as a tree. The syntax is JavaScript's with the flags `iu`, and JavaScript itself says
// whether it is right; only what can be decided in one walk over a text is taken: no look-around, no references back to a group.
// What one character may be stays as it is written (`[^a-f]`, `\p{Lu}`, `.`): JavaScript is asked what is in it, so that case and
// scripts mean what they mean everywhere.
import { failure, type Result, success } from './result.ts';

export type PatternNode =
  /** One character: the source of a regular expression for it. */
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  /** `most` may be infinite. Greedy or not: whether there is a match is the same. */
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly least: number; readonly most: number };

/** `^`, `$`, `\b`, `\B`. */
export type Edge = 'start' | 'end' | 'word' | 'no-word';

const DEEPEST = 100;
const REFUSED = 'cannot be searched for:';

/** The tree, or why there is none, as what follows the pattern in a sentence: `cannot be searched for: it looks ahead or behind`. */
export function parsePattern(source: string): Result<PatternNode, string> {
  try {
    RegExp(source, 'iu');
  } catch (error) {
    return failure(`is not a regular expression: ${reasonOf(error)}`);
  }
  const parser: Parser = { source, at: 0, problem: undefined };
  const node = choice(parser, 0);
  return parser.problem === undefined ? success(node) : failure(parser.problem);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const colon = message.lastIndexOf(': ');
  return colon < 0 ? message : message.slice(colon + 2);
}

interface Parser {
  readonly source: string;
  at: number;
  /** The first thing that cannot be searched for. The walk goes on to the end of the text all the same. */
  problem: string | undefined;
}

function choice(parser: Parser, depth: number): PatternNode {
  const options = [sequence(parser, depth)];
  while (parser.source[parser.at] === '|') {
    parser.at++;
    options.push(sequence(parser, depth));
  }
  return options.length === 1 ? options[0] : { kind: 'choice', options };
}

function sequence(parser: Parser, depth: number): PatternNode {
  const parts: PatternNode[] = [];
  while (parser.at < parser.source.length && parser.problem === undefined) {
    const sign = parser.source[parser.at];
    if (sign === '|' || sign === ')') break;
    parts.push(repeated(parser, atom(parser, depth)));
  }
  return { kind: 'sequence', parts };
}

const EDGES: Readonly<Record<string, Edge>> = { '^': 'start', $: 'end', '\\b': 'word', '\\B': 'no-word' };

function atom(parser: Parser, depth: number): PatternNode {
  const { source, at } = parser;
  if (source[at] === '(') return group(parser, depth);
  if (source[at] === '[') return set(parser, endOfClass(source, at));
  const end = source[at] === '\\' ? endOfEscape(source, at) : at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  const written = source.slice(at, end);
  if (/^\\(?:[1-9]|k)/.test(written)) parser.problem = `${REFUSED} it refers back to what a group found`;
  const edge = EDGES[written];
  if (edge === undefined) return set(parser, end);
  parser.at = end;
  return { kind: 'edge', edge };
}

function set(parser: Parser, end: number): PatternNode {
  const source = parser.source.slice(parser.at, end);
  parser.at = end;
  return { kind: 'set', source };
}

function group(parser: Parser, depth: number): PatternNode {
  const opening = /\((?:\?:|\?<(?![=!])[^>]*>|(?!\?))/y;
  opening.lastIndex = parser.at;
  const opened = opening.exec(parser.source);
  if (opened === null) parser.problem ??= `${REFUSED} it looks ahead or behind`;
  if (depth >= DEEPEST) parser.problem ??= `${REFUSED} its groups are nested too deeply`;
  if (opened === null || parser.problem !== undefined) return { kind: 'sequence', parts: [] };
  parser.at = opening.lastIndex;
  const inside = choice(parser, depth + 1);
  parser.at++;
  return inside;
}

function repeated(parser: Parser, part: PatternNode): PatternNode {
  const form = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
  form.lastIndex = parser.at;
  const match = form.exec(parser.source);
  if (match === null) return part;
  parser.at = form.lastIndex;
  const [, sign, least, comma, most] = match;
  if (sign !== undefined)
    return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  const last = comma === undefined ? least : most === '' ? Number.POSITIVE_INFINITY : most;
  return { kind: 'repeat', part, least: Number(least), most: Number(last) };
}

/** `\u{1f600}`, `\ud83d\ude00` (one character), `\p{Lu}`, `\x41`, `\cA`, `\n`. */
function endOfEscape(source: string, at: number): number {
  const form =
    /\\(?:u\{[^}]*\}|u[dD][89abAB]\w{2}\\u[dD][c-fC-F]\w{2}|u\w{4}|[pP]\{[^}]*\}|x\w{2}|c\w|k<[^>]*>|\d+|[\s\S])/y;
  form.lastIndex = at;
  return form.test(source) ? form.lastIndex : at + 1;
}

function endOfClass(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** One character that stands for itself, with or without a backslash. */
const LITERAL = /^(?:[\w :,<>&~"'%@!=;#`-]|\\[\^$.*+?()[\]{}|/-])$/;

/** The longest text of ASCII, in small letters, that every match holds: who knows where it stands need not look elsewhere. May be empty. */
export function textInMatches(node: PatternNode): string {
  const found = { longest: '', now: '' };
  collectText(node, found);
  return endText(found).longest;
}

interface FoundText {
  longest: string;
  /** What stands side by side at the place that the walk has come to. */
  now: string;
}

function endText(found: FoundText): FoundText {
  if (found.now.length > found.longest.length) found.longest = found.now;
  found.now = '';
  return found;
}

function collectText(node: PatternNode, found: FoundText): void {
  if (node.kind === 'set' && LITERAL.test(node.source)) found.now += node.source.slice(-1).toLowerCase();
  else if (node.kind === 'sequence') for (const part of node.parts) collectText(part, found);
  else if (node.kind === 'repeat' && node.least > 0) {
    endText(found);
    collectText(node.part, found);
    endText(found);
  } else if (node.kind !== 'edge') endText(found);
}

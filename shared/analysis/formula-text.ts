// The text of a formula as steps in reverse Polish order (Dijkstra's shunting yard): no tree, no recursion, ready to be carried out.
// Numbers, names, + − × ÷ and brackets; `10 Bm` is 10 × Bm, as KCachegrind writes it, and binds before ÷. Names may hold any sign
// (`Time_(10ns)`, `branch-misses`): those that there are, longest first, win over signs; `"any name"` stands in quotes.
import { failure, type Result, success } from '../base/result.ts';

/** An event type that a person made, or that is worth offering. */
export interface NamedFormula {
  readonly name: string;
  /** For people; may be empty. */
  readonly label: string;
  readonly text: string;
}

export type FormulaStep =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'name'; readonly name: string; readonly at: number }
  | { readonly op: Operator };

export type Operator = 'add' | 'subtract' | 'multiply' | 'divide' | 'negate';

/** What is wrong with a formula, in a sentence, and where (0-based, in characters). */
export interface FormulaProblem {
  readonly message: string;
  readonly at: number;
}

type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly at: number };

type Sign = '+' | '-' | '*' | '/' | '(' | ')';

const signs: Readonly<Record<string, Sign>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '*': '*',
  '×': '*',
  '·': '*',
  '/': '/',
  '÷': '/',
  '(': '(',
  ')': ')',
};

const operators: Readonly<Partial<Record<Sign, Operator>>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
};

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s+\-−*×·/÷()"]+/y;
const MOST_STEPS = 2000;

/** `names`: every name that means something. Refuses others, and whatever is no formula. */
export function parseFormula(text: string, names: readonly string[]): Result<readonly FormulaStep[], FormulaProblem> {
  const tokens = tokensOf(text, names);
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 0) return problem('A formula is missing.', 0);
  if (tokens.value.length > MOST_STEPS) return problem('The formula is too long.', 0);
  return order(tokens.value, text.trimEnd().length);
}

function problem(message: string, at: number): { readonly ok: false; readonly error: FormulaProblem } {
  return failure({ message, at });
}

function tokensOf(text: string, names: readonly string[]): Result<Token[], FormulaProblem> {
  const longestFirst = [...names].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    if (text[at] === '"' && text.indexOf('"', at + 1) < 0) return problem('This quotation mark is not closed.', at);
    const token = quotedAt(text, at) ?? nameAt(text, at, longestFirst) ?? signAt(text, at) ?? numberAt(text, at);
    if (token === undefined) return problem(`There is no event type ${wordAt(text, at)}.`, at);
    if (token.kind === 'name' && !names.includes(token.name)) {
      return problem(`There is no event type ${token.name === '' ? '""' : token.name}.`, at);
    }
    tokens.push(token);
    at = token.end;
  }
  return success(tokens);
}

type Found = Token & { readonly end: number };

function quotedAt(text: string, at: number): Found | undefined {
  if (text[at] !== '"') return undefined;
  const end = text.indexOf('"', at + 1);
  return { kind: 'name', name: text.slice(at + 1, end), at, end: end + 1 };
}

function nameAt(text: string, at: number, names: readonly string[]): Found | undefined {
  const name = names.find((one) => text.startsWith(one, at) && !goesOn(text, at + one.length));
  return name === undefined ? undefined : { kind: 'name', name, at, end: at + name.length };
}

/** `Ir` is not meant where the text says `Irx`. */
function goesOn(text: string, at: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}_]/u.test(text[at] ?? '');
}

function signAt(text: string, at: number): Found | undefined {
  const sign = signs[text[at]];
  return sign === undefined ? undefined : { kind: 'sign', sign, at, end: at + 1 };
}

function numberAt(text: string, at: number): Found | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  return { kind: 'number', value: Number(match[0]), at, end: at + match[0].length };
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? text[at];
}

/** What waits for its right side: an operator, or an open bracket. */
interface Waiting {
  readonly op: Operator | '(';
  readonly binds: number;
  readonly at: number;
}

const binding: Readonly<Record<Operator, number>> = { add: 1, subtract: 1, multiply: 2, divide: 2, negate: 4 };
/** `10 Bm` before `÷`: Ir ÷ 10 Bm is Ir ÷ (10 Bm). */
const ADJACENT = 3;

function order(tokens: readonly Token[], end: number): Result<readonly FormulaStep[], FormulaProblem> {
  const steps: FormulaStep[] = [];
  const waiting: Waiting[] = [];
  let before: Token | undefined;
  const push = (op: Operator, at: number, binds = binding[op]): void => {
    for (let top = waiting.at(-1); top !== undefined && top.op !== '(' && top.binds >= binds; top = waiting.at(-1)) {
      steps.push({ op: top.op });
      waiting.pop();
    }
    waiting.push({ op, binds, at });
  };
  for (const token of tokens) {
    const isOperandNext = before === undefined || (before.kind === 'sign' && before.sign !== ')');
    const begins = token.kind !== 'sign' || token.sign === '(';
    if (begins && !isOperandNext) {
      if (before?.kind !== 'number' || token.kind === 'number') {
        return problem('A sign such as + or ÷ is missing here.', token.at);
      }
      push('multiply', token.at, ADJACENT);
    }
    if (token.kind === 'number') steps.push({ op: 'number', value: token.value });
    else if (token.kind === 'name') steps.push({ op: 'name', name: token.name, at: token.at });
    else if (token.sign === '(') waiting.push({ op: '(', binds: 0, at: token.at });
    else if (isOperandNext) {
      if (token.sign === '-') waiting.push({ op: 'negate', binds: binding.negate, at: token.at });
      else if (token.sign !== '+') return problem(`Something is missing before ${token.sign}.`, token.at);
    } else if (token.sign === ')') {
      for (let top = waiting.pop(); top?.op !== '('; top = waiting.pop()) {
        if (top === undefined) return problem('This bracket closes nothing.', token.at);
        steps.push({ op: top.op });
      }
    } else push(operators[token.sign] ?? 'add', token.at);
    before = token;
  }
  if (before?.kind === 'sign' && before.sign !== ')') return problem(`Something is missing after ${before.sign}.`, end);
  for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
    if (top.op === '(') return problem('This bracket is not closed.', top.at);
    steps.push({ op: top.op });
  }
  return success(steps);
}

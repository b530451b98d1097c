// What a callgrind part states as its total, `summary:` and `totals:`, compared with the sum of its cost lines (S1). One note for a part,
// whatever number of event types differ and whether one line says so or both: it is one fact.
import { inFigures } from '../../base/figures.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';

/** Costs are whole numbers or short fractions: anything beyond this is no rounding. */
const ROUNDING = 1e-9;
/** Valgrind's summary has a few counts that belong to no function (1 or 2 instructions, a system call): worth knowing, no fault of the file. */
const UNATTRIBUTED = { counts: 2, share: 2e-4 };
/** Event types that a note names. */
const NAMED = 4;

export interface Statement {
  readonly key: 'summary' | 'totals';
  readonly place: { readonly line: number };
  /** By cost column; may be fewer. */
  readonly values: readonly number[];
}

export interface CostColumns {
  readonly names: readonly string[];
  readonly sums: Float64Array;
  /** Why a writer's total of an event type is none, as a sentence; empty where nothing is known. */
  readonly reasonToDiffer: (eventType: string) => string;
}

/** Notes what the statements of one part say otherwise than its cost lines. */
export function compareTotals(builder: RecordingBuilder, statements: readonly Statement[], costs: CostColumns): void {
  const { names, sums } = costs;
  const wrong = statements.filter(({ values }) => values.some((value, column) => differs(value, sums[column])));
  if (wrong.length === 0) return;
  const columns = names.flatMap((_, column) =>
    wrong.some(({ values }) => differs(values[column] ?? sums[column], sums[column])) ? [column] : [],
  );
  const reasons = columns.map((column) => costs.reasonToDiffer(names[column]));
  const isFault = columns.some(
    (column, i) => reasons[i] === '' && !wrong.every(({ values }) => isUnattributed(values[column], sums[column])),
  );
  const say = (values: ArrayLike<number>): string => namedCosts(names, values, columns);
  const sum = columns.length === 1 ? inFigures(sums[columns[0]]) : say(sums);
  const why = [...new Set(reasons)].map((reason) => (reason === '' ? '' : ` ${reason}`)).join('');
  const message = `${statedBy(wrong, say)}, the cost lines add up to ${sum}; shares use the sum.${why}`;
  builder.diagnose('summary-differs', isFault ? 'warning' : 'info', message, wrong[0].place);
}

/** `summary: says 5 Ir`, `summary: and totals: say 5 Ir`, `summary: says 5 Ir, totals: says 6 Ir`. */
function statedBy(wrong: readonly Statement[], say: (values: readonly number[]) => string): string {
  const byText = new Map<string, string[]>();
  for (const { key, values } of wrong) {
    const text = say(values);
    const keys = byText.get(text) ?? [];
    if (!keys.includes(`${key}:`)) byText.set(text, [...keys, `${key}:`]);
  }
  return [...byText]
    .map(([text, keys]) => `${keys.join(' and ')} ${keys.length > 1 ? 'say' : 'says'} ${text}`)
    .join(', ');
}

/** `5,000 Ir and 1 Dr`; names the first few. */
function namedCosts(names: readonly string[], values: ArrayLike<number>, columns: readonly number[]): string {
  const stated = columns.filter((column) => column < values.length);
  const costs = stated.slice(0, NAMED).map((column) => `${inFigures(values[column])} ${names[column]}`);
  const others = stated.length - costs.length;
  if (others > 0) costs.push(`${others} more`);
  const last = costs.pop() ?? '';
  return costs.length === 0 ? last : `${costs.join(', ')} and ${last}`;
}

function differs(stated: number, sum: number): boolean {
  return Math.abs(stated - sum) > ROUNDING * Math.max(Math.abs(stated), Math.abs(sum));
}

function isUnattributed(stated: number | undefined, sum: number): boolean {
  if (stated === undefined || !differs(stated, sum)) return true;
  return stated > sum && stated - sum <= Math.max(UNATTRIBUTED.counts, UNATTRIBUTED.share * sum);
}

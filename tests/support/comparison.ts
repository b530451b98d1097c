// What a comparison with a reference found. `wrong` is empty when every number is right. `ruled` names the functions where our
// number differs from the reference tool's on purpose: there it was compared with what the rule of semantics.md makes of the
// reference's own numbers, never waved through.

export interface Comparison {
  readonly wrong: string[];
  /** Rule (`S4`) to names of functions. */
  readonly ruled: Map<string, Set<string>>;
  /** How many numbers were compared: a comparison of nothing proves nothing. */
  compared: number;
}

const MAX_LISTED = 20;

export function createComparison(): Comparison {
  return { wrong: [], ruled: new Map(), compared: 0 };
}

/** Records a difference unless the two are the same; lists as text, so that 0 and −0 and equal lists agree. */
export function expectSame(comparison: Comparison, what: string, ours: unknown, theirs: unknown): void {
  comparison.compared++;
  if (isSame(ours, theirs)) return;
  if (comparison.wrong.length < MAX_LISTED) {
    comparison.wrong.push(`${what}: ours ${JSON.stringify(ours)}, reference ${JSON.stringify(theirs)}`);
  } else if (comparison.wrong.length === MAX_LISTED) comparison.wrong.push('and more');
}

export function noteRule(comparison: Comparison, rule: string, functionName: string): void {
  const names = comparison.ruled.get(rule) ?? new Set();
  comparison.ruled.set(rule, names.add(functionName));
}

function isSame(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') return ours === theirs;
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return ours.length === theirs.length && ours.every((one, i) => isSame(one, theirs[i]));
  }
  return ours === theirs;
}

/** The ruled differences as they stand in a fixture's differences.json: by rule, names sorted. */
export function ruledDifferences({ ruled }: Comparison): { rule: string; functions: string[] }[] {
  return Array.from(ruled, ([rule, names]) => ({ rule, functions: Array.from(names).sort() })).sort((a, b) =>
    a.rule < b.rule ? -1 : 1,
  );
}

// What makes the bench fail: a figure over its budget. And no budget may wait for a figure that nothing measures.
import { expect, test } from 'vitest';
import { checkBudgets } from '../bench/budgets.ts';
import { benchInputs } from '../bench/inputs.ts';
import { createMetrics, type Metrics } from '../bench/metrics.ts';

/** Its budget is its goal, which does not move. */
const cancellation = 'callgrind: longest answer to a cancellation';

/** Every metric has this value. */
function everywhere(value: number): Metrics {
  return { ...createMetrics(), value: () => value };
}

test('a figure at its budget keeps it, one above does not, and what was not measured is not judged', () => {
  const metrics = createMetrics();
  metrics.put(cancellation, 100, 'ms');
  expect(checkBudgets(metrics, true).map(({ isKept }) => isKept)).toEqual([true]);
  metrics.put(cancellation, 101, 'ms');
  expect(checkBudgets(metrics, true).map(({ isKept }) => isKept)).toEqual([false]);
});

test('quick sizes are not judged by budgets that only show in large files', () => {
  const metrics = createMetrics();
  metrics.put('callgrind: everything / kcachegrind', 99);
  expect(checkBudgets(metrics, true)).toHaveLength(1);
  expect(checkBudgets(metrics, false)).toEqual([]);
});

test('every budget is of an input of the bench, of interaction or of the start', () => {
  const subjects = new Set([...benchInputs.map(({ name }) => name), 'interaction, 1M functions, 5M edges', 'start']);
  // Joins in only where the test corpus lies beside the project.
  subjects.add('python313-ast');
  const budgets = checkBudgets(everywhere(0), true);
  expect(budgets.map(({ budget }) => budget.metric.split(': ')[0]).filter((name) => !subjects.has(name))).toEqual([]);
});

test('what is still to reach is less than what is allowed', () => {
  const budgets = checkBudgets(everywhere(0), true).filter(({ budget }) => budget.toReach !== undefined);
  expect(budgets.length).toBeGreaterThan(0);
  expect(budgets.filter(({ budget, atMost }) => (budget.toReach ?? 0) >= atMost)).toEqual([]);
});

// The numbers of one run by name, `input: what it is`. Budgets and the printed lists go by these names.
export interface Metric {
  readonly name: string;
  readonly value: number;
  /** `ms`, `MB`, `kB`; empty for ratios. */
  readonly unit: string;
}

export interface Metrics {
  put(name: string, value: number, unit?: string): void;
  value(name: string): number | undefined;
  all(): readonly Metric[];
}

export function createMetrics(): Metrics {
  const byName = new Map<string, Metric>();
  return {
    put: (name, value, unit = '') => void byName.set(name, { name, value, unit }),
    value: (name) => byName.get(name)?.value,
    all: () => [...byName.values()],
  };
}

export function numberText(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

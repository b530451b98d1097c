// Ratios that are worth offering wherever what they are made of was counted. They are offered, not recorded: no file is said to hold
// them, and they do not stand among a recording's event types.
import { memo } from '../base/memo.ts';
import type { Recording } from '../model/recording.ts';
import { countsCalls } from './call-edges.ts';
import type { NamedFormula } from './formula-text.ts';

/** `of`: all of these have to be there. */
interface Suggestion extends NamedFormula {
  readonly of: readonly string[];
}

const ratio = (name: string, label: string, text: string, of: readonly string[]): Suggestion => ({
  name,
  label,
  text,
  of,
});

const suggestions: readonly Suggestion[] = [
  ratio('IPC', 'Instructions per cycle', 'instructions / cycles', ['instructions', 'cycles']),
  ratio('IPC', 'Instructions per cycle', 'Ir / cycles', ['Ir', 'cycles']),
  ratio('IPC est.', 'Instructions per estimated cycle', 'Ir / CEst', ['Ir', 'CEst']),
  ratio('I1 miss rate', 'L1 instruction fetch misses per fetch', 'I1mr / Ir', ['I1mr', 'Ir']),
  ratio('D1 miss rate', 'L1 data misses per access', '(D1mr + D1mw) / (Dr + Dw)', ['D1mr', 'D1mw', 'Dr', 'Dw']),
  ratio('LL miss rate', 'Last-level misses per access', 'LLm / (Ir + Dr + Dw)', ['LLm', 'Ir', 'Dr', 'Dw']),
  ratio('Branch miss rate', 'Mispredicted branches per branch', 'Bm / (Bc + Bi)', ['Bm', 'Bc', 'Bi']),
];

/** Those whose parts this recording has, and the preferred event type per call where calls are counted. */
export function suggestedFormulas(recording: Recording): readonly NamedFormula[] {
  return memo(recording, 'suggested-formulas', () => {
    const names = new Set(recording.eventTypes.map(({ name }) => name));
    const offered: NamedFormula[] = [];
    for (const { name, label, text, of } of suggestions) {
      if (names.has(name) || offered.some((one) => one.name === name) || !of.every((part) => names.has(part))) continue;
      offered.push({ name, label, text });
    }
    const preferred = recording.eventTypes[recording.preferredEventType];
    if (preferred !== undefined && countsCalls(recording) && !names.has(`${preferred.name} per call`)) {
      const { name, label } = preferred;
      offered.push({ name: `${name} per call`, label: `${label} per call`, text: `${name} / calls` });
    }
    return offered;
  });
}

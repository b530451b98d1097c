// Event types by name: those of a recording, the formulas of the person who looks at it, and ratios that are worth offering.
// A formula may refer to any of them. Looking one up never changes the recording (S17): two windows may mean different things by a name.
import { memo } from '../base/memo.ts';
import { failure, type Result, success } from '../base/result.ts';
import type { FormulaTerm, Unit } from '../model/event-type.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { addsUp, coefficients, eventTypeNamed, numberOfProgram } from './event-costs.ts';
import { analyseProgram, type FormulaProgram, type ProgramStep } from './formula-program.ts';
import { type FormulaProblem, type FormulaStep, type NamedFormula, parseFormula } from './formula-text.ts';
import { suggestedFormulas } from './suggested-formulas.ts';

/** An event type, wherever it comes from. */
export interface KnownEvent {
  readonly index: EventTypeIndex;
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly addsUp: boolean;
  /** `Ir + 10 Bm`; undefined for recorded ones. */
  readonly formula: string | undefined;
}

/** What calls are called in a formula, unless the recording has an event type of that name. */
const CALLS = 'calls';

const MOST_STEPS = 5000;

/** undefined for a name that nothing has, and for a formula that means nothing in this recording. */
export function eventNamed(
  recording: Recording,
  formulas: readonly NamedFormula[],
  name: string,
): KnownEvent | undefined {
  const index = eventTypeNamed(recording, name);
  if (index !== undefined) return recordedEvent(recording, index);
  const formula = [...formulas, ...suggestedFormulas(recording)].find((one) => one.name === name);
  if (formula === undefined) return undefined;
  const compiled = compileFormula(recording, formulas, formula);
  return compiled.ok ? compiled.value : undefined;
}

/** An event type of the recording itself. */
export function recordedEvent(recording: Recording, index: EventTypeIndex): KnownEvent {
  const type = recording.eventTypes[index];
  // A recording without any cost has no event type at all.
  if (type === undefined) return { index, name: '', label: '', unit: 'count', addsUp: true, formula: undefined };
  const { name, label, unit, formula } = type;
  return { index, name, label, unit, addsUp: true, formula: formula === undefined ? undefined : termsText(formula) };
}

/** The formula as an event type of this recording, or what is wrong with it. */
export function compileFormula(
  recording: Recording,
  formulas: readonly NamedFormula[],
  formula: NamedFormula,
): Result<KnownEvent, FormulaProblem> {
  const key = `formula:${JSON.stringify([formula.name, formula.text, formulas.map(({ name, text }) => [name, text])])}`;
  const program = memo(recording, key, () => programOf(recording, formulas, formula));
  if (!program.ok) return program;
  const index = numberOfProgram(recording, program.value);
  const { name, label, text } = formula;
  const { unit } = program.value;
  return success({ index, name, label: label || name, unit, addsUp: addsUp(recording, index), formula: text.trim() });
}

/** A formula whose names are being replaced by what they stand for, and how far that is. */
interface Open {
  readonly name: string;
  readonly steps: readonly FormulaStep[];
  next: number;
}

function programOf(
  recording: Recording,
  formulas: readonly NamedFormula[],
  formula: NamedFormula,
): Result<FormulaProgram, FormulaProblem> {
  const known = [...formulas, ...suggestedFormulas(recording)];
  const names = [
    ...recording.eventTypes.map(({ name }) => name),
    ...known.map(({ name }) => name),
    formula.name,
    CALLS,
  ];
  /** A formula that is named by its own text does not refer to itself by being written down. */
  const parse = ({ name, text }: NamedFormula): ReturnType<typeof parseFormula> =>
    parseFormula(text, name === text ? names.filter((other) => other !== name) : names);
  const parsed = parse(formula);
  if (!parsed.ok) return parsed;
  const steps: ProgramStep[] = [];
  const open: Open[] = [{ name: formula.name, steps: parsed.value, next: 0 }];
  /** Where in the person's own text the name stands that led here. */
  let at = 0;
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (steps.length > MOST_STEPS) return failure({ message: 'The formula is too long.', at });
    const step = top.steps[top.next++];
    if (step === undefined) {
      open.pop();
      continue;
    }
    if (step.op !== 'name') {
      steps.push(step);
      continue;
    }
    const { name } = step;
    if (open.length === 1) at = step.at;
    const index = eventTypeNamed(recording, name);
    if (index !== undefined) {
      pushRecorded(recording, index, steps);
      continue;
    }
    if (open.some((above) => above.name === name)) return failure({ message: `${name} refers to itself.`, at });
    const inner = known.find((one) => one.name === name);
    if (inner === undefined) {
      steps.push({ op: 'calls' });
      continue;
    }
    const innerSteps = parse(inner);
    if (!innerSteps.ok) return failure({ message: `${name}: ${innerSteps.error.message}`, at });
    open.push({ name, steps: innerSteps.value, next: 0 });
  }
  return success(
    analyseProgram(
      steps,
      recording.eventTypes.slice(0, recording.recordedEventTypes).map(({ unit }) => unit),
    ),
  );
}

/** A formula of the file is a sum of recorded costs, each with a factor. */
function pushRecorded(recording: Recording, index: EventTypeIndex, steps: ProgramStep[]): void {
  if (index < recording.recordedEventTypes) {
    steps.push({ op: 'cost', eventType: index });
    return;
  }
  let terms = 0;
  coefficients(recording, index).forEach((factor, eventType) => {
    if (factor === 0) return;
    steps.push({ op: 'number', value: factor }, { op: 'cost', eventType }, { op: 'multiply' });
    if (terms++ > 0) steps.push({ op: 'add' });
  });
  if (terms === 0) steps.push({ op: 'number', value: 0 });
}

/** `Ir + 10 Bm − Dr`. */
function termsText(terms: readonly FormulaTerm[]): string {
  let text = '';
  for (const { coefficient, eventType } of terms) {
    const size = Math.abs(coefficient);
    const term = size === 1 ? eventType : `${size} ${eventType}`;
    if (text === '') text = coefficient < 0 ? `−${term}` : term;
    else text += ` ${coefficient < 0 ? '−' : '+'} ${term}`;
  }
  return text;
}

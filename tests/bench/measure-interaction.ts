// Open recordings made of nothing, asked what a person asks by clicking: see interaction.ts. Here every subject gets a process of its own.
import { type Measurement, subjects } from './interaction.ts';
import { type Metrics, numberText } from './metrics.ts';
import { runStage } from './run-stage.ts';

/** The one that is asked in a run that names nothing and is not --full: the budgets are its. */
const MAIN_SUBJECT = subjects[0].name;

export function measureInteraction(isFull: boolean, metrics: Metrics): void {
  for (const { name } of subjects) {
    if (!isFull && name !== MAIN_SUBJECT) continue;
    const { measurements, peakBytes } = runStage('interaction', name);
    print(name, measurements, peakBytes);
    const longest = Math.max(...measurements.map((measurement) => measurement.longest));
    metrics.put(`interaction, ${name}: longest stretch of any answer`, longest, 'ms');
    for (const { question, first, p95 } of measurements) {
      metrics.put(`interaction, ${name}: ${question}, first`, first, 'ms');
      metrics.put(`interaction, ${name}: ${question}, p95 after`, p95, 'ms');
    }
  }
}

function print(name: string, measurements: readonly Measurement[], peakBytes: number): void {
  console.log(`\nInteraction, ${name} (milliseconds; peak memory ${numberText(peakBytes / 1e6)} MB)`);
  console.log(
    `  ${'question'.padEnd(34)}${'first'.padStart(10)}${'p50'.padStart(10)}${'p95'.padStart(10)}${'longest'.padStart(10)}`,
  );
  for (const { question, first, p50, p95, longest } of measurements) {
    const numbers = [first, p50, p95, longest].map((value) => numberText(value).padStart(10));
    console.log(`  ${question.padEnd(34)}${numbers.join('')}`);
  }
}

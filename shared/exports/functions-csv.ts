// A recording as a table of its functions in comma-separated values: self and inclusive cost of every event type.
import type { Recording } from '../model/recording.ts';
import type { RecordingExporter } from './exporter.ts';
import { csvLine } from './support/csv-lines.ts';
import { computeFunctionNumbers } from './support/function-rows.ts';

export const functionsCsvExporter: RecordingExporter = {
  id: 'csv',
  label: 'Table of functions',
  extensions: ['csv'],
  mediaType: 'text/csv',
  unavailable: () => undefined,
  *write(recording: Recording): Generator<string> {
    const { costs, rows } = computeFunctionNumbers(recording);
    const costTitles = recording.eventTypes.flatMap(({ name, unit }) => {
      return [`inclusive ${name} (${unit})`, `self ${name} (${unit})`];
    });
    yield csvLine(['function', ...costTitles, 'calls', 'primitive-calls', 'cycle', 'file', 'module', 'line']);
    for (const { row, name, sourceName = name, calls, primitiveCalls, cycle, file, module, line } of rows) {
      const numbers = costs.flatMap((one) => [one.inclusive[row], one.self[row]]);
      yield csvLine([sourceName, ...numbers, calls, primitiveCalls, cycle, file, module, line]);
    }
  },
};

// The samples of a recording, one by one. Costs are added up while reading, and no view asks for single samples before somebody looks at a
// stretch of time: their columns, 14 bytes a sample and more, are made when they are first asked for. Until then a reader keeps what it has.
import { asColumn, type NumberArray } from '../base/columns.ts';
import { kindForAll } from '../base/narrow-arrays.ts';
import { onceAsked } from './derived-lines.ts';
import type { ContextIndex, SampleIndex } from './indices.ts';
import type { SampleTable } from './recording.ts';
import type { SampleChunk, SampleColumns } from './recording-builder.ts';

/** `finalRow`: by provisional context; undefined: the same number. */
export function samplesLater(chunks: readonly SampleChunk[], finalRow: Int32Array | undefined): SampleTable {
  const columns = onceAsked(() => joined(chunks, finalRow));
  return {
    length: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    get context() {
      return asColumn<SampleIndex, ContextIndex>(columns().context);
    },
    get time() {
      return asColumn<SampleIndex>(columns().time);
    },
    get weight() {
      return asColumn<SampleIndex>(columns().weight);
    },
  };
}

/** The samples of one file are taken over as they are, those of several put one behind the other. */
function joined(chunks: readonly SampleChunk[], finalRow: Int32Array | undefined): SampleColumns {
  const all = chunks.map((chunk) => chunk.columns());
  if (finalRow !== undefined)
    for (const { context } of all) for (let i = 0; i < context.length; i++) context[i] = finalRow[context[i]];
  if (all.length === 1) return all[0];
  const length = all.reduce((sum, { context }) => sum + context.length, 0);
  const of = (column: (columns: SampleColumns) => NumberArray): NumberArray => {
    const arrays = all.map(column);
    const whole = new (kindForAll(arrays))(length);
    let start = 0;
    for (const array of arrays) {
      whole.set(array, start);
      start += array.length;
    }
    return whole;
  };
  const context = new Int32Array(length);
  context.set(of((columns) => columns.context));
  return { context, time: of((columns) => columns.time), weight: of((columns) => columns.weight) };
}

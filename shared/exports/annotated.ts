// Annotated source as it is seen, as text: gutters with costs beside every line, calls under the lines that make them.
import { codeHeader, codeRowText } from '../viewmodel/format-code.ts';
import type { SeenView, ViewExporter } from './exporter.ts';

const DIGITS = 2;

export const annotatedExporter: ViewExporter = {
  id: 'txt',
  *write({ file, models, active }: SeenView): Generator<string> {
    let begun = false;
    for (const model of models) {
      if (model.kind !== 'code') continue;
      if (!begun) {
        const of = active === undefined ? '' : ` of ${active.label.name}`;
        const { measure } = model;
        const costs = measure.relative ? `shares of ${measure.baseName} ${measure.eventType}` : measure.label;
        const title = model.instructions === true ? 'Machine code' : 'Source';
        yield `${title}${of} in ${file}: ${costs}\n\n${codeHeader(model, title)}`;
      }
      begun = true;
      for (const row of model.rows) yield codeRowText(row, model, { digits: DIGITS, withCosts: true });
    }
  },
};

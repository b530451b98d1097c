// What stands inside a block of the control flow: its dearest instructions or the source lines that they were made from, or how many
// addresses it has. A few lines a block; what is left out is counted.
import type { BasicBlocks } from '../../analysis/basic-blocks.ts';
import type { InstructionPlaces } from '../../analysis/instruction-places.ts';
import { filePlace } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FileIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { fileName } from '../../model/texts.ts';
import { cutText } from '../../viewmodel/cut-text.ts';
import type { FlowBlock, FlowDetail, FlowLine } from '../../viewmodel/flow.ts';
import { lineCount, lineText } from './source-lines.ts';
import type { Granted } from './wishes.ts';

const MOST_LINES = 6;
const LONGEST = 72;

export interface LinesOf {
  readonly recording: Recording;
  readonly places: InstructionPlaces;
  readonly blocks: BasicBlocks;
  /** By place. */
  readonly self: Float64Array;
  /** By block. */
  readonly detailOf: (block: number) => FlowDetail;
  readonly granted: Granted | undefined;
}

type Lines = Pick<FlowBlock, 'lines' | 'moreLines'>;

export function blockLines(of: LinesOf): (block: number) => Lines {
  const { blocks, detailOf } = of;
  const rowsOf = { lines: sourceLines(of), instructions: instructions(of) };
  return (block) => {
    const detail = detailOf(block);
    if (detail === 'addresses' || detail === 'closed') return { lines: [], moreLines: 0 };
    return dearest(rowsOf[detail](blocks.firstPlace[block], blocks.firstPlace[block + 1]));
  };
}

/** The dearest, in their order. */
function dearest(rows: readonly FlowLine[]): Lines {
  if (rows.length <= MOST_LINES) return { lines: rows, moreLines: 0 };
  const order = rows.map((_, i) => i).sort((a, b) => rows[b].cost - rows[a].cost || a - b);
  const kept = order.slice(0, MOST_LINES).sort((a, b) => a - b);
  return { lines: kept.map((i) => rows[i]), moreLines: rows.length - MOST_LINES };
}

type RowsOf = (from: number, to: number) => readonly FlowLine[];

function instructions({ places, self, granted }: LinesOf): RowsOf {
  const code = granted?.code;
  const texts = new Map(code?.state === 'found' ? code.instructions.map(({ address, text }) => [address, text]) : []);
  return (from, to) => {
    const rows: FlowLine[] = [];
    for (let place = from; place < to; place++) {
      const address = places.address[place];
      rows.push({ cost: self[place], text: cutText(texts.get(address) ?? `0x${address.toString(16)}`, LONGEST) });
    }
    return rows;
  };
}

function sourceLines({ recording, places, self, granted }: LinesOf): RowsOf {
  return (from, to) => {
    const costs = new Map<string, { cost: number; file: number; line: number }>();
    for (let place = from; place < to; place++) {
      const [file, line] = [places.file[place], places.line[place]];
      const key = `${file} ${line}`;
      const known = costs.get(key);
      if (known === undefined) costs.set(key, { cost: self[place], file, line });
      else known.cost += self[place];
    }
    return Array.from(costs.values(), ({ cost, file, line }) => ({
      cost,
      text: cutText(lineOf(recording, granted, file, line), LONGEST),
    }));
  };
}

function lineOf(recording: Recording, granted: Granted | undefined, file: number, line: number): string {
  if (line === NONE) return '(no line)';
  const name = file === NONE ? undefined : fileName(recording, file as FileIndex);
  const place = name === undefined ? `line ${line}` : `${filePlace(recording, file as FileIndex)}:${line}`;
  const answer = name === undefined ? undefined : granted?.sources.get(name);
  const known = answer?.state === 'found' && line <= lineCount(answer.text);
  return known ? `${line}: ${lineText(answer.text, line).text.trim()}` : place;
}

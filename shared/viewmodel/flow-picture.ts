// From the model of a function's control flow to what drawing needs: formatted texts, shares, styles of lines. The page and the exporters
// both come through here. Nothing of drawing is imported.
import type { FlowBlock, FlowEdge, FlowModel } from './flow.ts';
import { formatCost } from './format-cost.ts';
import { formatCount } from './format-count.ts';
import { formatShare } from './format-share.ts';
import { edgeTarget } from './pictures.ts';

export interface FlowTexts {
  readonly percentDigits: number;
  /** With tooltips on every shape, for files. */
  readonly titles: boolean;
}

/** Blocks and lines with texts; edges are rows of `nodes`. */
export function flowPictureInput(model: FlowModel, { percentDigits, titles }: FlowTexts) {
  const rows = new Map(model.nodes.map(({ id }, row) => [id, row]));
  const most = model.edges.reduce((largest, { value }) => Math.max(largest, value), 0);
  const nodes = model.nodes.map((block) => ({
    title: block.title,
    detail: blockCost(block, model, percentDigits),
    mark: markOf(block),
    share: block.share,
    lines: block.lines.map(({ cost, text }) => ({
      cost: cost === 0 ? '' : formatMeasured(cost, model, percentDigits),
      text,
    })),
    foot: footOf(block),
    active: block.entry,
    target: block.id,
    ...(titles ? { tooltip: describeBlock(block, model, percentDigits) } : {}),
  }));
  const edges = model.edges.flatMap((edge) => {
    const [from, to] = [rows.get(edge.from), rows.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    return [
      {
        from,
        to,
        texts: edgeTexts(edge),
        // A count of 1 beside one of millions still has to be seen: the root of the share is what is drawn.
        share: most > 0 ? edge.value / most : 0,
        style: edge.kind,
        back: edge.back,
        target: edgeTarget(edge),
        ...(titles ? { title: describeFlow(edge, model) } : {}),
      },
    ];
  });
  return { nodes, edges };
}

function formatMeasured(value: number, { measure }: FlowModel, digits: number): string {
  return measure.relative ? formatShare(value, measure.base, digits) : formatCost(value, measure.unit);
}

function blockCost({ value }: FlowBlock, model: FlowModel, digits: number): string {
  return formatMeasured(value, model, digits);
}

function markOf({ entry, loop }: FlowBlock): string {
  return [entry ? 'entry' : '', loop ? '↻ loop' : ''].filter((mark) => mark !== '').join(' · ');
}

function footOf({ instructions, moreLines, executions, calls, detail }: FlowBlock): string {
  if (detail === 'closed') return '';
  const count = `${formatCount(instructions)} ${instructions === 1 ? 'instruction' : 'instructions'}`;
  const parts = [
    executions === null ? '' : `${formatCount(executions)}×`,
    detail === 'instructions' && moreLines === 0 ? '' : count,
    calls.length === 0 ? '' : `calls ${calls.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Words besides the number say which kind of way it is: nothing is told by colour or dashes alone. */
function edgeTexts({ kind, count, executed, notTaken }: FlowEdge): readonly string[] {
  const times = count === null ? '' : `${formatCount(count)}×`;
  switch (kind) {
    case 'jump':
      return [times, 'jump'];
    case 'branch':
      return executed === null || count === null ? [times, 'taken'] : [times, `taken of ${formatCount(executed)}`];
    case 'next':
      return notTaken ? [times, 'not taken'] : [times];
    case 'hidden':
      return ['through blocks left out'];
  }
}

/** For tooltips and for people who do not see the picture. */
export function describeBlock(block: FlowBlock, model: FlowModel, digits: number): string {
  const { measure } = model;
  const shareOfFunction = `${formatShare(block.share, 1, digits)} of the function's own cost`;
  const parts = [
    `${block.title}: ${formatCost(block.value, measure.unit)} ${measure.eventType}, ${shareOfFunction}`,
    block.executions === null
      ? ''
      : `ran ${formatCount(block.executions)} ${block.executions === 1 ? 'time' : 'times'}`,
    `${formatCount(block.instructions)} ${block.instructions === 1 ? 'instruction' : 'instructions'}`,
    block.detail === 'closed' ? 'closed' : '',
    block.entry ? 'the function begins here' : '',
    block.loop ? 'a loop comes back here' : '',
    block.calls.length === 0 ? '' : `calls ${block.calls.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export function describeFlow(edge: FlowEdge, model: FlowModel): string {
  const title = (id: string): string => model.nodes.find((node) => node.id === id)?.title ?? id;
  const words = {
    jump: 'unconditional jump',
    branch: 'conditional jump, taken',
    next: edge.notTaken ? 'goes on where the branch is not taken' : 'goes on to what follows',
    hidden: 'through blocks that are left out',
  };
  const times = edge.count === null ? '' : `, ${formatCount(edge.count)} ${edge.count === 1 ? 'time' : 'times'}`;
  const of = edge.executed === null ? '' : ` of ${formatCount(edge.executed)}`;
  return `${title(edge.from)} → ${title(edge.to)}: ${words[edge.kind]}${times}${of}${edge.back ? ', back in a loop' : ''}`;
}

const meaning =
  'A block is a run of instructions that are executed together. Solid: goes on or jumps always; dashed: a branch that is taken; orange, to a block marked ↻: back in a loop; dotted: through blocks that are left out.';

/** Title, legend and notes of an exported picture: drawing's PictureFrame. */
export function flowFrame(model: FlowModel, file: string) {
  const { measure, hidden } = model;
  const numbers = measure.relative ? `shares of ${measure.baseName}` : 'absolute costs';
  const notes = [meaning, ...model.notes.map(({ text }) => text)];
  if (hidden.nodes > 0 && !model.notes.some(({ kind }) => kind === 'limited')) notes.push('Some blocks are left out.');
  return {
    title: `Control flow of ${model.name}`,
    subtitle: [file.replace(/^.*[\\/]/, ''), measure.label, numbers].join(' · '),
    legend: [],
    notes,
  };
}

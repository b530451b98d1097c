// `callipers graph`: the call graph around a function as a picture, as DOT or as JSON.
import { failure, success } from '../../../shared/base/result.ts';
import type { GraphGrouping } from '../../../shared/state/view-state.ts';
import type { GraphModel } from '../../../shared/viewmodel/graph.ts';
import { type ParsedArguments, parseChoice, parseNumber, parsePictureFormat } from '../arguments.ts';
import { chooseActive } from '../chosen-active.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { type LoadedRecording, loadRecording } from '../load-recording.ts';
import { selectView } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const graphCommand: Command = {
  synopsis: 'graph FILE [FUNCTION]',
  description: `The call graph around FUNCTION (default: where the program begins).
FUNCTION is the exact name, or name@end-of-path where several functions have that name.`,
  options: {
    format: { value: 'FORMAT', description: 'svg (default), dot or json' },
    'min-node': { value: 'PCT', description: 'smallest share of FUNCTION for a node (default 5)' },
    'min-edge': { value: 'PCT', description: 'smallest share of FUNCTION for an edge (default 2)' },
    'caller-depth': { value: 'N', description: 'levels of callers (default 2; -1 = all)' },
    'callee-depth': { value: 'N', description: 'levels of callees (default -1 = all)' },
    'max-nodes': { value: 'N', description: 'largest number of nodes; the dearest are kept (default 120)' },
    direction: { value: 'WHERE', description: 'where calls lead: down (default), right or around, in rings' },
    spacing: { value: 'HOW', description: 'normal (default), compact, or tall with long names on several lines' },
    groups: { value: 'BY', description: 'boxes: none (default), module, file, namespace or cycle' },
    'skipped-calls': { description: 'arrows for the calls that are left out, with their sums' },
    'max-inner-calls': {
      value: 'N',
      description: 'calls inside cycles at FUNCTION, a quarter at others (default 8; -1 = all)',
    },
    'no-inner-calls': { description: 'leave out the calls inside cycles' },
    'collapse-cycles': { description: 'show a cycle as one node' },
    global: { description: 'whole inclusive costs instead of what was spent while FUNCTION ran' },
  },
  takesCommonOptions: true,
  operands: { names: ['FILE'], min: 1, max: 2 },
  run: runGraph,
};

interface Shape {
  readonly direction: 'down' | 'right' | 'around';
  readonly spacing: 'compact' | 'normal' | 'tall';
  readonly groups: GraphGrouping;
}

function parseShape(parsed: ParsedArguments): CommandResult<Shape> {
  const direction = parseChoice(graphCommand, parsed, 'direction', ['down', 'right', 'around']);
  if (!direction.ok) return direction;
  const spacing = parseChoice(graphCommand, parsed, 'spacing', ['normal', 'compact', 'tall']);
  if (!spacing.ok) return spacing;
  const groups = parseChoice(graphCommand, parsed, 'groups', ['none', 'module', 'file', 'namespace', 'cycle']);
  if (!groups.ok) return groups;
  return success({ direction: direction.value, spacing: spacing.value, groups: groups.value });
}

type Format = 'svg' | 'dot' | 'json';

async function runGraph(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const format = parsePictureFormat<Format>(graphCommand, parsed, ['svg', 'dot', 'json']);
  if (!format.ok) return format;
  const limits = parseLimits(parsed);
  if (!limits.ok) return limits;
  const shape = parseShape(parsed);
  if (!shape.ok) return shape;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const active = chooseActive(recording, parsed.operands[1]);
  if (!active.ok) return active;
  const graph = {
    ...chosen.value.graph,
    ...limits.value,
    groups: shape.value.groups,
    skippedCalls: parsed.has('skipped-calls'),
    innerCycleCalls: !parsed.has('no-inner-calls'),
    collapseCycles: parsed.has('collapse-cycles'),
    globalValues: parsed.has('global'),
  };
  const state = { ...chosen.value, active: active.value, graph };
  const selected = selectView({ recording, state }, 'call-graph', 'graph');
  if (!selected.ok) return selected;
  const written = await toPieces(selected.value, loaded.value, {
    ...shape.value,
    format: format.value,
    digits: state.percentDigits,
  });
  return written.ok ? writeResult(written.value, parsed, terminal) : written;
}

type Limits = Record<'minNode' | 'minEdge' | 'callerDepth' | 'calleeDepth' | 'maxNodes' | 'maxInnerCalls', number>;

/** Of the limits only what was given; the rest is the window's default. */
function parseLimits(parsed: ParsedArguments): CommandResult<Partial<Limits>> {
  const limits: Partial<Limits> = {};
  for (const [option, field] of [
    ['min-node', 'minNode'],
    ['min-edge', 'minEdge'],
  ] as const) {
    if (parsed.value(option) === undefined) continue;
    const percent = parseNumber(graphCommand, parsed, option, { fallback: 0, min: 0, max: 100, whole: false });
    if (!percent.ok) return percent;
    limits[field] = percent.value / 100;
  }
  for (const [option, field] of [
    ['caller-depth', 'callerDepth'],
    ['callee-depth', 'calleeDepth'],
  ] as const) {
    if (parsed.value(option) === undefined) continue;
    const depth = parseNumber(graphCommand, parsed, option, { fallback: 0, min: -1, max: 1_000_000, whole: true });
    if (!depth.ok) return depth;
    limits[field] = depth.value;
  }
  if (parsed.value('max-inner-calls') !== undefined) {
    const range = { fallback: 0, min: -1, max: 10_000, whole: true };
    const most = parseNumber(graphCommand, parsed, 'max-inner-calls', range);
    if (!most.ok) return most;
    limits.maxInnerCalls = most.value;
  }
  if (parsed.value('max-nodes') !== undefined) {
    const most = parseNumber(graphCommand, parsed, 'max-nodes', { fallback: 0, min: 1, max: 10_000, whole: true });
    if (!most.ok) return most;
    limits.maxNodes = most.value;
  }
  return { ok: true, value: limits };
}

interface Picture extends Shape {
  readonly format: Format;
  /** After the decimal point of shares. */
  readonly digits: number;
}

async function toPieces(
  model: GraphModel,
  { recording, file }: LoadedRecording,
  { format, digits, direction, spacing }: Picture,
): Promise<CommandResult<Iterable<string>>> {
  const shape = { direction, spacing };
  const view = { recording, file, viewId: 'call-graph', models: [model], graphShape: shape };
  if (format === 'json') {
    const { viewToJson } = await import('../../../shared/exports/json.ts');
    return { ok: true, value: jsonPieces(viewToJson(view)) };
  }
  if (format === 'dot') {
    const { dotExporter } = await import('../../../shared/exports/dot.ts');
    return { ok: true, value: dotExporter.write(view) };
  }
  const { graphSvg } = await import('../../../shared/exports/svg.ts');
  const { loadGraphviz } = await import('../../../shared/layout/layered-graph.ts');
  const graphviz = await loadGraphviz();
  const svg = graphSvg(model, { file, percentDigits: digits, shape, graphviz });
  return svg.ok
    ? { ok: true, value: [svg.value] }
    : failure({ status: 1, message: `the graph cannot be drawn: ${svg.error}` });
}

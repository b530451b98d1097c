// `callipers flow`: the control flow of a function as a picture, as DOT or as JSON.
import { failure } from '../../../shared/base/result.ts';
import { initialViewState } from '../../../shared/state/view-state.ts';
import { selectView } from '../../engine/recording-answers.ts';
import { type ParsedArguments, parseChoice, parseNumber, parsePictureFormat } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import { fileRuleOptions, fileRules, grantView } from '../granted-files.ts';
import { loadFunction } from '../load-function.ts';
import type { Terminal } from '../terminal.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

const VIEW = 'control-flow';

export const flowCommand: Command = {
  synopsis: 'flow FILE FUNCTION',
  description:
    'The blocks of instructions of FUNCTION and how often control went from one to another.\nNeeds a recording with --dump-instr=yes and --collect-jumps=yes; the text of instructions also the binary and objdump.',
  options: {
    format: { value: 'FORMAT', description: 'svg (default), dot or json' },
    detail: { value: 'WHAT', description: 'in the blocks: instructions (default), lines of source or addresses' },
    'min-block': { value: 'PCT', description: "smallest share of FUNCTION's own cost for a block (default 0)" },
    direction: { value: 'WHERE', description: 'where control flows: down (default) or right' },
    ...fileRuleOptions('binaries and source files'),
  },
  takesCommonOptions: true,
  operands: { names: ['FILE', 'FUNCTION'], min: 2, max: 2 },
  run: runFlow,
};

async function runFlow(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const format = parsePictureFormat<'svg' | 'dot' | 'json'>(flowCommand, parsed, ['svg', 'dot', 'json']);
  if (!format.ok) return format;
  const detail = parseChoice(flowCommand, parsed, 'detail', ['instructions', 'lines', 'addresses']);
  if (!detail.ok) return detail;
  const direction = parseChoice(flowCommand, parsed, 'direction', ['down', 'right']);
  if (!direction.ok) return direction;
  const least = parseNumber(flowCommand, parsed, 'min-block', { fallback: 0, min: 0, max: 100, whole: false });
  if (!least.ok) return least;
  const rules = fileRules('flow', parsed);
  if (!rules.ok) return rules;
  const loaded = await loadFunction(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const flow = { ...initialViewState.flow, detail: detail.value, minShare: least.value / 100 };
  const state = { ...loaded.value.state, flow };
  const [path] = parsed.operands;
  const granted = await grantView({ recording, viewId: VIEW, state, path, rules: rules.value }, terminal);
  const model = selectView(recording, { viewId: VIEW, state, request: {} }, granted);
  if (model.kind === 'unavailable') return failure({ status: 1, message: model.reason });
  if (model.kind !== 'flow') throw new Error('assertion failed: the view is no control flow');
  const seen = { recording, file, viewId: VIEW, models: [model], graphShape: { direction: direction.value } };
  if (format.value === 'json') {
    const { viewToJson } = await import('../../../shared/exports/json.ts');
    return writeResult(jsonPieces(viewToJson(seen)), parsed, terminal);
  }
  if (format.value === 'dot') {
    const { dotExporter } = await import('../../../shared/exports/dot.ts');
    return writeResult(dotExporter.write(seen), parsed, terminal);
  }
  const { flowSvg } = await import('../../../shared/exports/svg.ts');
  const { loadGraphviz } = await import('../../../shared/layout/layered-graph.ts');
  const graphviz = await loadGraphviz();
  const { percentDigits } = state;
  const svg = flowSvg(model, { file, percentDigits, direction: direction.value, graphviz });
  return svg.ok
    ? writeResult([svg.value], parsed, terminal)
    : failure({ status: 1, message: `the graph cannot be drawn: ${svg.error}` });
}

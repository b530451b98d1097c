// `callipers map`: the callee map or caller map of a function as a picture or as JSON.
import { success } from '../../../shared/base/result.ts';
import { type ParsedArguments, parseNumber, parsePictureFormat, usageError } from '../arguments.ts';
import { chooseActive } from '../chosen-active.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import { selectView } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const mapCommand: Command = {
  synopsis: 'map FILE [FUNCTION]',
  description: `The callee map of FUNCTION (default: where the program begins): area is cost.
FUNCTION is the exact name, or name@end-of-path where several functions have that name.`,
  options: {
    callers: { description: 'the caller map' },
    format: { value: 'FORMAT', description: 'svg (default) or json' },
    size: { value: 'WxH', description: 'pixels of the map (default 1200x800)' },
    depth: { value: 'N', description: 'levels (default -1 = all that can be seen)' },
  },
  takesCommonOptions: true,
  operands: { names: ['FILE'], min: 1, max: 2 },
  run: runMap,
};

const MAX_SIDE = 20_000;

async function runMap(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const format = parsePictureFormat<'svg' | 'json'>(mapCommand, parsed, ['svg', 'json']);
  if (!format.ok) return format;
  const size = parseSize(parsed.value('size') ?? '1200x800');
  if (!size.ok) return size;
  const depth = parseNumber(mapCommand, parsed, 'depth', { fallback: -1, min: -1, max: 1_000_000, whole: true });
  if (!depth.ok) return depth;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const active = chooseActive(recording, parsed.operands[1]);
  if (!active.ok) return active;
  const map = { ...chosen.value.map, depth: depth.value };
  const state = { ...chosen.value, active: active.value, map };
  const viewId = parsed.has('callers') ? 'caller-map' : 'callee-map';
  const selected = selectView({ recording, state }, viewId, 'treemap');
  if (!selected.ok) return selected;
  if (format.value === 'json') {
    const { viewToJson } = await import('../../../shared/exports/json.ts');
    return writeResult(jsonPieces(viewToJson({ recording, file, viewId, models: [selected.value] })), parsed, terminal);
  }
  const { treemapSvg } = await import('../../../shared/exports/svg.ts');
  const svg = treemapSvg(selected.value, { file, percentDigits: state.percentDigits, ...size.value });
  return writeResult([svg], parsed, terminal);
}

function parseSize(text: string): CommandResult<{ readonly width: number; readonly height: number }> {
  const match = /^\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*$/.exec(text);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  if (match === null || width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
    return usageError(mapCommand, `--size needs WIDTHxHEIGHT of 1 to ${MAX_SIDE} pixels, not "${text}"`);
  }
  return success({ width, height });
}

// `callipers convert`: the whole recording in another format. -o chooses it by its ending unless --to does.
import { extname } from 'node:path';
import { failure } from '../../../shared/base/result.ts';
import type { RecordingExporter } from '../../../shared/exports/exporter.ts';
import { recordingExporters } from '../../../shared/exports/exporters.ts';
import { maxMemoryOption, type ParsedArguments, usageError } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import type { Terminal } from '../terminal.ts';
import { writeResult } from '../write-result.ts';

export const convertCommand: Command = {
  synopsis: 'convert FILE -o OUT',
  description:
    'Writes the recording in another format, chosen by the ending of OUT or with --to. `callipers formats` lists them.',
  options: {
    to: { value: 'FORMAT', description: `one of ${recordingExporters.map((exporter) => exporter.id).join(', ')}` },
    output: { value: 'OUT', short: 'o', description: 'the file to write; - for standard output (then --to is needed)' },
    with: { value: 'FILE', repeatable: true, description: 'a further file that is a part of the same recording' },
    'max-memory': maxMemoryOption,
    quiet: { short: 'q', description: 'no progress, no warnings' },
  },
  takesCommonOptions: false,
  operands: { names: ['FILE'], min: 1, max: 1 },
  run: runConvert,
};

async function runConvert(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const exporter = chooseExporter(parsed);
  if (!exporter.ok) return exporter;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const unavailable = exporter.value.unavailable(recording);
  if (unavailable !== undefined) return failure({ status: 1, message: `${file}: ${unavailable}` });
  return writeResult(exporter.value.write(recording, file), parsed, terminal);
}

function chooseExporter(parsed: ParsedArguments): CommandResult<RecordingExporter> {
  const ids = recordingExporters.map((exporter) => exporter.id).join(', ');
  const to = parsed.value('to');
  if (to !== undefined) {
    const named = recordingExporters.find((exporter) => exporter.id === to);
    return named === undefined
      ? usageError(convertCommand, `--to must be one of ${ids}, not "${to}"`)
      : { ok: true, value: named };
  }
  const output = parsed.value('output');
  if (output === undefined || output === '-') return usageError(convertCommand, '-o OUT or --to FORMAT is missing');
  const ending = extname(output).slice(1).toLowerCase();
  // Callgrind's own files have no ending: callgrind.out.1234.
  const named =
    recordingExporters.find((exporter) => exporter.extensions.includes(ending)) ??
    recordingExporters.find((exporter) => exporter.id === 'callgrind' && /callgrind\.out/.test(output));
  return named === undefined
    ? usageError(convertCommand, `the ending of ${output} says no format: add --to with one of ${ids}`)
    : { ok: true, value: named };
}

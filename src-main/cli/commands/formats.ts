// `callipers formats`: what can be opened, and what can be written.
import { success } from '../../../shared/base/result.ts';
import { recordingExporters } from '../../../shared/exports/exporters.ts';
import { readers } from '../../../shared/formats/readers.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const formatsCommand: Command = {
  synopsis: 'formats',
  description: 'What can be opened (by content, whatever the name is) and what `convert` writes.',
  options: {
    json: { description: 'print JSON' },
    output: { value: 'FILE', short: 'o', description: 'write to FILE instead of standard output' },
  },
  takesCommonOptions: false,
  operands: { names: [], min: 0, max: 0 },
  run: runFormats,
};

async function runFormats(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const reads = readers.map(({ id, label, extensions }) => ({ id, label, extensions }));
  const writes = recordingExporters.map(({ id, label, extensions }) => ({ id, label, extensions }));
  if (parsed.has('json')) return writeResult(jsonPieces({ reads, writes }), parsed, terminal);
  const columns = ['Format', 'Name', 'Endings'].map((title) => ({ title, align: 'left' as const }));
  const style = { colour: terminal.colour, width: terminal.isOutputSeen ? terminal.width : undefined };
  const toRow = (one: (typeof reads)[number]): string[] => [one.id, one.label, one.extensions.join(', ')];
  const pieces = [
    'Opens, alone or compressed with gzip or zstd:\n',
    textTable(columns, reads.map(toRow), style),
    '\nWrites (convert):\n',
    textTable(columns, writes.map(toRow), style),
  ];
  const written = await writeResult(pieces, parsed, terminal);
  return written.ok ? success(undefined) : written;
}

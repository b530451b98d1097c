// `callipers info`: what a recording is as a whole. All its problems stand here, so none of them goes to standard error.
import type { Diagnostic } from '../../../shared/model/diagnostic.ts';
import { formatExactCost } from '../../../shared/viewmodel/format-cost.ts';
import { formatCount, formatCounted } from '../../../shared/viewmodel/format-count.ts';
import type { PartSummary, RecordingSummary } from '../../../shared/viewmodel/summary.ts';
import { selectSummary } from '../../../shared/views/summary.ts';
import { maxMemoryOption, type ParsedArguments } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import { printableText } from '../printable-text.ts';
import type { Terminal } from '../terminal.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const infoCommand: Command = {
  synopsis: 'info FILE',
  description: 'Format, command, event types and totals, parts, counts and problems of a recording.',
  options: {
    json: { description: 'print JSON' },
    output: { value: 'FILE', short: 'o', description: 'write to FILE instead of standard output' },
    with: { value: 'FILE', repeatable: true, description: 'a further file that is a part of the same recording' },
    'max-memory': maxMemoryOption,
    quiet: { short: 'q', description: 'no progress' },
  },
  takesCommonOptions: false,
  operands: { names: ['FILE'], min: 1, max: 1 },
  run: runInfo,
};

async function runInfo(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const loaded = await loadRecording(parsed, terminal, { withWarnings: false });
  if (!loaded.ok) return loaded;
  const { recording, file, formatLabel } = loaded.value;
  const selected = selectSummary(recording, file, formatLabel);
  const counts = { ...selected.counts, lines: recording.lines.length };
  const summary = { ...selected, counts };
  const pieces = parsed.has('json') ? jsonPieces(toJson(summary)) : [toText(summary)];
  return writeResult(pieces, parsed, terminal);
}

/** The summary with its lines counted. */
interface CountedSummary extends RecordingSummary {
  readonly counts: RecordingSummary['counts'] & { readonly lines: number };
}

function toJson(summary: CountedSummary): object {
  const { file, format, formatLabel, creator, command, family, counts, facts, properties } = summary;
  return {
    file,
    format,
    formatLabel,
    family,
    creator,
    command,
    eventTypes: summary.eventTypes,
    preferredEventType: summary.preferredEventType,
    parts: summary.parts,
    counts,
    facts,
    properties,
    diagnostics: summary.diagnostics.map(({ code, severity, message, place, count, file: from }) => ({
      code,
      severity,
      message,
      line: place?.line ?? null,
      byte: place?.byte ?? null,
      count,
      file: from ?? null,
    })),
  };
}

function toText(summary: CountedSummary): string {
  const { counts, facts } = summary;
  const lines: (readonly [string, string])[] = [
    ['File', summary.file],
    ['Format', summary.creator === null ? summary.formatLabel : `${summary.formatLabel}, by ${summary.creator}`],
  ];
  if (summary.command !== null) lines.push(['Command', summary.command]);
  for (const { name, label, unit, total, formula } of summary.eventTypes) {
    const described = label === name ? name : `${name} (${label})`;
    lines.push([
      'Event type',
      `${described}${formula === undefined ? '' : ` = ${formula}`}: ${formatExactCost(total, unit)}`,
    ]);
  }
  if (summary.parts.length > 1) {
    for (const [i, part] of summary.parts.entries()) lines.push(['Part', `${i + 1}: ${partText(part)}`]);
  }
  const known = Object.entries(counts).filter(([, count]) => count > 0);
  lines.push(['Counts', known.map(([name, count]) => formatCounted(count, name.slice(0, -1))).join(', ') || 'empty']);
  const factTexts = Object.entries(facts).map(([name, fact]) => `${factNames[name] ?? name} ${fact}`);
  lines.push(['Facts', factTexts.join(', ')]);
  for (const { name, value } of summary.properties) lines.push([name, value]);
  for (const diagnostic of summary.diagnostics) lines.push(['Problem', diagnosticText(diagnostic)]);
  const width = Math.max(...lines.map(([title]) => title.length)) + 2;
  return lines.map(([title, text]) => `${printableText(title).padEnd(width)}${printableText(text)}\n`).join('');
}

const factNames: Readonly<Record<string, string>> = { functionCosts: 'function costs' };

function partText({ pid, thread, part, label }: PartSummary): string {
  const words = [
    pid === null ? '' : `process ${pid}`,
    thread === null ? '' : `thread ${thread}`,
    part === null ? '' : `part ${part}`,
    label ?? '',
  ];
  return words.filter((word) => word !== '').join(', ') || 'unnamed';
}

function diagnosticText({ severity, message, place, count, file }: Diagnostic): string {
  const places = [
    file ?? '',
    place?.line === undefined ? '' : `line ${place.line}`,
    place?.byte === undefined ? '' : `byte ${place.byte}`,
  ];
  const where = places.filter((one) => one !== '').join(', ');
  const times = count > 1 ? ` (${formatCount(count)} times)` : '';
  return `${severity}${where === '' ? '' : ` at ${where}`}: ${message}${times}`;
}

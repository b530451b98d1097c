// Joins the sections of a callgrind file to what was read before them, so that the recording is the one that a single reader makes.
// A section is joined only where everything that it took for granted holds; otherwise nothing is changed, and it has to be read again.
// The order of all tables is that of first appearance in the file, because every section has them in the order of its own appearances.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import { appendRows, type KeyColumn, largestCost, mergedEntries, type RowMaps } from '../../model/moved-rows.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { UNDEFINED } from './callgrind-names.ts';
import { IN_FORCE, type NameKind, nameKinds } from './callgrind-open-names.ts';
import type { CallgrindReading } from './callgrind-reading.ts';
import type { CallgrindSection, RowTable, SectionSeed } from './callgrind-section.ts';

const LARGEST_EXACT = 2 ** 53;
const NEW = -3;

const keyColumns: Readonly<Record<RowTable, readonly KeyColumn[]>> = {
  lines: ['part', 'function', 'file', 'number'],
  calls: ['part', 'function', 'function', 'file', 'number', 'number', 'number'],
  instructions: ['part', 'function', 'file', 'number', 'number', 'number'],
  jumps: [
    ...(['function', 'file', 'number', 'number', 'number'] as const),
    ...(['function', 'file', 'number', 'number', 'number', 'number'] as const),
  ],
};

export class SectionJoin {
  private readonly reading: CallgrindReading;
  /** No cost in the tables is larger than this. */
  private largest = 0;

  constructor(reading: CallgrindReading) {
    this.reading = reading;
  }

  /** Adds the section; false, and nothing done, where one reader has to read it. */
  join(section: CallgrindSection): boolean {
    if (section.needsOneReader || !this.assumptionsHold(section.seed, section)) return false;
    const largest = this.largest + Math.max(...Object.values(section.tables).map(largestCost));
    // Beyond this the order of additions would show.
    if (largest > LARGEST_EXACT) return false;
    const names = this.findOpenNames(section);
    if (names.entries.includes(UNDEFINED) || !this.namesAgree(section, names)) return false;
    this.largest = largest;
    this.add(section, names);
    return true;
  }

  private assumptionsHold(seed: SectionSeed, section: CallgrindSection): boolean {
    const { records, parts, keywords } = this.reading;
    if (!records.isInPart || (keywords.compressed && !seed.compressed && section.reliedOnPlainNames)) return false;
    const now = parts.seed();
    if (now === undefined || now.creator !== seed.parts.creator) return false;
    if (now.eventTypes.length > seed.parts.eventTypes.length && section.eventTypes > seed.parts.eventTypes.length)
      return false;
    return (
      now.positions.join(' ') === seed.parts.positions.join(' ') && now.names.join(' ') === seed.parts.names.join(' ')
    );
  }

  /** What each open name is here; UNDEFINED for numbers that were never given a name. Others are 0. */
  private findOpenNames({ openNames, strings }: CallgrindSection): SectionNames {
    const { state } = this.reading.records;
    const { names } = this.reading.keywords;
    const entries = new Int32Array(strings.length);
    const isOpen = new Uint8Array(strings.length);
    for (let i = 0; i < openNames.length; i += 3) {
      const [text, kind, id] = [openNames[i], nameKinds[openNames[i + 1]], openNames[i + 2]];
      isOpen[text] = 1;
      if (id === IN_FORCE) entries[text] = kind === 'object' ? state.object : state.functionFile;
      else entries[text] = names[kind].get(id);
    }
    return { entries, isOpen };
  }

  /** False where the section gives a number another name than the same part did before it. */
  private namesAgree(section: CallgrindSection, names: SectionNames): boolean {
    const { keywords, parts, builder } = this.reading;
    for (const kind of nameKinds) {
      const table = keywords.names[kind];
      const definitions = section.definitions[kind];
      for (let i = 0; i < definitions.length; i += 3) {
        const [id, entry, part] = [definitions[i], definitions[i + 1], definitions[i + 2]];
        const before = part === 0 ? table.get(id) : UNDEFINED;
        if (before === UNDEFINED || table.partOf(id) !== parts.epoch) continue;
        if (before !== entryHere(builder, section, names, { kind, entry })) return false;
      }
    }
    return true;
  }

  private add(section: CallgrindSection, names: SectionNames): void {
    const { builder, records, keywords, parts } = this.reading;
    const { strings, hashes } = section;
    const { bytes, offsets } = strings;
    const { entries, isOpen } = names;
    for (let i = 0; i < entries.length; i++) {
      if (isOpen[i] === 0) entries[i] = builder.strings.internWith(bytes, offsets[i], offsets[i + 1], hashes[i]);
    }
    const modules = section.modules.map((name) => (isOpen[name] ? entries[name] : builder.module(entries[name])));
    const files = section.files.map((name) => (isOpen[name] ? entries[name] : builder.file(entries[name])));
    const epoch = parts.epoch;
    const firstPart = parts.current;
    const functions = this.addFunctions(section, { entries, files, modules });
    this.repeatHeader(section);
    for (const kind of nameKinds) {
      const map = { object: modules, file: files, function: entries }[kind];
      const definitions = section.definitions[kind];
      for (let i = 0; i < definitions.length; i += 3)
        keywords.names[kind].define(definitions[i], mapped(map, definitions[i + 1]), epoch + definitions[i + 2]);
    }
    const merged = {
      function: mergedEntries(functions, builder.functions.length),
      file: mergedEntries(files, builder.files.length),
    };
    const maps: RowMaps = { functions, files, firstPart, merged };
    for (const table of ['lines', 'calls', 'instructions', 'jumps'] as const)
      appendRows(builder[table], section.tables[table], keyColumns[table], maps);
    keywords.compressed ||= section.compressed;
    records.lineSeen ||= section.lineSeen;
    records.callSeen ||= section.callSeen;
    records.state.lineNumber += section.lineCount;
    records.follow(epoch + section.epoch);
    records.endAt(mapped(modules, section.object), mapped(files, section.functionFile), section.inHeader);
  }

  private addFunctions(section: CallgrindSection, { entries, files, modules }: NumberMaps): Int32Array {
    const { functions: binder } = this.reading.records;
    const { functions, functionFlags } = section;
    const rows = new Int32Array(functions.length / 3);
    for (let row = 0, at = 0; row < rows.length; row++, at += 3) {
      const file = mapped(files, functions[at + 1]);
      const module = mapped(modules, functions[at + 2]);
      rows[row] = binder.adopt(entries[functions[at]], file, module, functionFlags[row] ?? 0) as FunctionIndex;
    }
    return rows;
  }

  /** Header lines and oddities of the section, in the order in which they came. */
  private repeatHeader({ parts: events, diagnostics }: CallgrindSection): void {
    const { builder, parts, records } = this.reading;
    const { lineNumber } = records.state;
    let noted = 0;
    const noteUpTo = (end: number): void => {
      for (; noted < end; noted++) {
        const { code, severity, message, place, count } = diagnostics[noted];
        const line = place?.line === undefined ? {} : { line: place.line + lineNumber };
        builder.diagnostics.add(code, severity, message, line, count);
      }
    };
    for (const event of events) {
      noteUpTo(event.noted);
      parts.repeat(event, lineNumber);
    }
    noteUpTo(diagnostics.length);
  }
}

/** Entry of the recording for each text of the section, and which texts are open names. */
interface SectionNames {
  readonly entries: Int32Array;
  readonly isOpen: Uint8Array;
}

interface NumberMaps {
  readonly entries: Int32Array;
  readonly files: Int32Array;
  readonly modules: Int32Array;
}

/** The entry that a definition of the section has in the recording; NEW where it has none yet. */
function entryHere(
  builder: RecordingBuilder,
  { strings, files, modules }: CallgrindSection,
  { entries, isOpen }: SectionNames,
  { kind, entry }: { kind: NameKind; entry: number },
): number {
  if (entry === NONE) return NONE;
  const text = kind === 'function' ? entry : (kind === 'file' ? files : modules)[entry];
  if (isOpen[text] === 1) return entries[text];
  const name = builder.strings.find(strings.bytes, strings.offsets[text], strings.offsets[text + 1]);
  if (name < 0) return NEW;
  if (kind === 'function') return name;
  const row = (kind === 'file' ? builder.files : builder.modules).rowOf(name);
  return row < 0 ? NEW : row;
}

function mapped(map: Int32Array, entry: number): number {
  return entry === NONE ? NONE : map[entry];
}

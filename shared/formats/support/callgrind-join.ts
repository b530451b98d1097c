// Joins the sections of a callgrind file to what was read before them, so that the recording is the one that a single reader makes.
// A section is joined only where everything that it took for granted holds; otherwise nothing is changed, and it has to be read again.
// The order of all tables is that of first appearance in the file, because every section has them in the order of its own appearances.
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import { appendRows, type KeyColumn, largestCost, type RowMaps } from '../../model/moved-rows.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { UNDEFINED } from './callgrind-names.ts';
import { type NameKind, type OpenName, openNameOf } from './callgrind-open-names.ts';
import type { CallgrindReading } from './callgrind-reading.ts';
import type { CallgrindSection, RowTable, SectionSeed } from './callgrind-section.ts';

const LARGEST_EXACT = 2 ** 53;
const UNKNOWN = -3;

const keyColumns: Readonly<Record<RowTable, readonly KeyColumn[]>> = {
  lines: ['part', 'function', 'file', 'number'],
  calls: ['part', 'function', 'function', 'file', 'number', 'number', 'number'],
  instructions: ['part', 'function', 'file', 'number', 'number', 'number'],
  jumps: [
    ...(['function', 'file', 'number', 'number', 'number'] as const),
    ...(['function', 'file', 'number', 'number', 'number', 'number'] as const),
  ],
};

const kinds: readonly NameKind[] = ['object', 'file', 'function'];

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
    const names = this.findNames(section);
    if (names.entries.includes(UNKNOWN) || !this.namesAgree(section, names)) return false;
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

  /** What each text of the section is here, without adding anything. */
  private findNames({ strings }: CallgrindSection): SectionNames {
    const { builder } = this.reading;
    const entries = new Int32Array(strings.length);
    const open = new Map<number, OpenName>();
    for (let i = 0; i < strings.length; i++) {
      const [start, end] = [strings.offsets[i], strings.offsets[i + 1]];
      const name = openNameOf(strings.bytes, start, end);
      if (name === undefined) {
        entries[i] = builder.strings.find(strings.bytes, start, end);
        continue;
      }
      open.set(i, name);
      entries[i] = this.entryOf(name);
    }
    return { entries, open };
  }

  /** Entry of the table of its kind; UNKNOWN where the number was never given a name. */
  private entryOf({ kind, id }: OpenName): number {
    const { state } = this.reading.records;
    if (id === undefined) return kind === 'object' ? state.object : state.functionFile;
    const entry = this.reading.keywords.names[kind].get(id);
    return entry === UNDEFINED ? UNKNOWN : entry;
  }

  /** False where the section gives a number another name than the same part did before it. */
  private namesAgree(section: CallgrindSection, { entries }: SectionNames): boolean {
    const { keywords, parts, builder } = this.reading;
    for (const kind of kinds) {
      const table = keywords.names[kind];
      const definitions = section.definitions[kind];
      for (let i = 0; i < definitions.length; i += 3) {
        const [id, entry, part] = [definitions[i], definitions[i + 1], definitions[i + 2]];
        const before = part === 0 ? table.get(id) : UNDEFINED;
        if (before === UNDEFINED || table.partOf(id) !== parts.epoch) continue;
        if (before !== nameHere(builder, section, entries, { kind, entry })) return false;
      }
    }
    return true;
  }

  private add(section: CallgrindSection, names: SectionNames): void {
    const { builder, records, keywords, parts } = this.reading;
    const { strings } = section;
    const { entries, open } = names;
    for (let i = 0; i < entries.length; i++) {
      if (entries[i] < 0 && !open.has(i))
        entries[i] = builder.strings.intern(strings.bytes, strings.offsets[i], strings.offsets[i + 1]);
    }
    const modules = section.modules.map((name) => (open.has(name) ? entries[name] : builder.module(entries[name])));
    const files = section.files.map((name) => (open.has(name) ? entries[name] : builder.file(entries[name])));
    const epoch = parts.epoch;
    const firstPart = parts.current;
    const functions = this.addFunctions(section, { entries, files, modules });
    this.repeatHeader(section);
    for (const kind of kinds) {
      const map = { object: modules, file: files, function: entries }[kind];
      const definitions = section.definitions[kind];
      for (let i = 0; i < definitions.length; i += 3)
        keywords.names[kind].define(definitions[i], mapped(map, definitions[i + 1]), epoch + definitions[i + 2]);
    }
    const maps: RowMaps = { functions, files, firstPart };
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
  readonly open: ReadonlyMap<number, OpenName>;
}

interface NumberMaps {
  readonly entries: Int32Array;
  readonly files: Int32Array;
  readonly modules: Int32Array;
}

/** The entry that a definition of the section has in the recording; UNKNOWN where it has none yet. */
function nameHere(
  builder: RecordingBuilder,
  section: CallgrindSection,
  entries: Int32Array,
  { kind, entry }: { kind: NameKind; entry: number },
): number {
  if (kind === 'function') return entries[entry];
  if (entry === NONE) return NONE;
  const name = entries[(kind === 'file' ? section.files : section.modules)[entry]];
  if (name < 0) return UNKNOWN;
  return (kind === 'file' ? builder.files : builder.modules).rowOf(name);
}

function mapped(map: Int32Array, entry: number): number {
  return entry === NONE ? NONE : map[entry];
}

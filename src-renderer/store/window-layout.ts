// How the panes stand, by name, and which columns the tables show: kept by the host from one run to the next, as one text, for all windows.
// What comes back may be of another version or damaged: everything that is not understood falls back to the default.
import { type Preset, presets } from './layout-presets.ts';

export interface ColumnPreferences {
  /** By column id, in CSS pixels; absent: as the view says. */
  readonly widths: Readonly<Record<string, number>>;
  /** By column id; absent: as the view says. */
  readonly visible: Readonly<Record<string, boolean>>;
}

/** One arrangement of the panes, as the person left it. */
export interface NamedLayout {
  readonly name: string;
  /** What it was made of: where views stand that it says nothing about. */
  readonly preset: string;
  /** The dock's own description of itself; undefined: the preset. */
  readonly dock: unknown;
  /** The same of the second panel. */
  readonly second: unknown;
  /** Views that there were when it was written: one that `dock` lacks was hidden, any other is new. */
  readonly known: readonly string[];
}

export interface WindowLayout {
  /** Those of the person, and presets that were changed. A preset that is as it came is not among them. */
  readonly layouts: readonly NamedLayout[];
  /** What a program starts with that was never profiled before. */
  readonly first: string;
  /** By view id. */
  readonly columns: Readonly<Record<string, ColumnPreferences>>;
}

const VERSION = 2;
/** More are not kept. */
const MOST_LAYOUTS = 40;
export const LONGEST_NAME = 60;
const firstPreset = 'Classic';

export const initialWindowLayout: WindowLayout = { layouts: [], first: firstPreset, columns: {} };
export const defaultColumns: ColumnPreferences = { widths: {}, visible: {} };

/** The layout of a name: as it was left, else the preset of that name, else Classic. */
export function layoutNamed(book: WindowLayout, name: string): NamedLayout {
  const kept = book.layouts.find((layout) => layout.name === name);
  if (kept !== undefined) return kept;
  const preset = presets.find((candidate) => candidate.name === name)?.name ?? firstPreset;
  return { name: preset, preset, dock: undefined, second: undefined, known: [] };
}

export function presetNamed(name: string): Preset {
  return presets.find((preset) => preset.name === name) ?? presets[0];
}

export function isPreset(name: string): boolean {
  return presets.some((preset) => preset.name === name);
}

/** Presets first, then the person's own, in the order they were made. */
export function layoutNames(book: WindowLayout, viewIds: readonly string[]): readonly string[] {
  const offered = presets.filter((preset) => viewIds.includes(preset.needs)).map((preset) => preset.name);
  return [...offered, ...book.layouts.map((layout) => layout.name).filter((name) => !isPreset(name))];
}

/** The book with this layout in it, in the place of the one of the same name. */
export function withLayout(book: WindowLayout, layout: NamedLayout): WindowLayout {
  const exists = book.layouts.some(({ name }) => name === layout.name);
  const layouts = exists
    ? book.layouts.map((other) => (other.name === layout.name ? layout : other))
    : [...book.layouts, layout].slice(-MOST_LAYOUTS);
  return { ...book, layouts };
}

export function withoutLayout(book: WindowLayout, name: string): WindowLayout {
  const first = book.first === name && !isPreset(name) ? firstPreset : book.first;
  return { ...book, first, layouts: book.layouts.filter((layout) => layout.name !== name) };
}

/** A name that no layout has: `Mine`, `Mine 2`, `Mine 3`. */
export function freeName(taken: readonly string[], wanted: string): string {
  const base = wanted.trim().slice(0, LONGEST_NAME) || 'Layout';
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base} ${number}`)) return `${base} ${number}`;
}

export function serialiseLayout(layout: WindowLayout): string {
  return JSON.stringify({ version: VERSION, ...layout });
}

export function parseLayout(text: string | undefined): WindowLayout {
  const parsed = parseJson(text);
  if (!isRecord(parsed)) return initialWindowLayout;
  const columns = columnsByView(parsed['columns']);
  if (parsed['version'] === 1) return { ...initialWindowLayout, layouts: ofFirstVersion(parsed['dock']), columns };
  if (parsed['version'] !== VERSION) return initialWindowLayout;
  const kept = Array.isArray(parsed['layouts']) ? parsed['layouts'] : [];
  const layouts = kept
    .map(layoutOf)
    .filter((layout) => layout !== undefined)
    .filter((layout, index, all) => all.findIndex(({ name }) => name === layout.name) === index)
    .slice(0, MOST_LAYOUTS);
  const first = typeof parsed['first'] === 'string' ? parsed['first'] : firstPreset;
  const isThere = isPreset(first) || layouts.some(({ name }) => name === first);
  return { layouts, first: isThere ? first : firstPreset, columns };
}

/** There was one layout, without a name, and no view could be hidden. */
function ofFirstVersion(dock: unknown): readonly NamedLayout[] {
  if (!isRecord(dock) || !isRecord(dock['panels'])) return [];
  const known = Object.keys(dock['panels']);
  return [{ name: firstPreset, preset: firstPreset, dock, second: undefined, known }];
}

function layoutOf(kept: unknown): NamedLayout | undefined {
  if (!isRecord(kept) || typeof kept['name'] !== 'string') return undefined;
  const name = kept['name'].trim().slice(0, LONGEST_NAME);
  if (name === '') return undefined;
  const known = Array.isArray(kept['known']) ? kept['known'].filter((id) => typeof id === 'string') : [];
  const preset = presetNamed(String(kept['preset'])).name;
  return { name, preset, dock: kept['dock'], second: kept['second'], known };
}

function columnsByView(kept: unknown): Record<string, ColumnPreferences> {
  const columns: Record<string, ColumnPreferences> = {};
  if (!isRecord(kept)) return columns;
  for (const [viewId, preferences] of Object.entries(kept)) {
    if (isRecord(preferences)) columns[viewId] = columnsOf(preferences);
  }
  return columns;
}

function columnsOf(kept: Record<string, unknown>): ColumnPreferences {
  const widths: Record<string, number> = {};
  const visible: Record<string, boolean> = {};
  if (isRecord(kept['widths'])) {
    for (const [id, width] of Object.entries(kept['widths'])) {
      if (typeof width === 'number' && width >= 24 && width <= 2000) widths[id] = width;
    }
  }
  if (isRecord(kept['visible'])) {
    for (const [id, shown] of Object.entries(kept['visible'])) if (typeof shown === 'boolean') visible[id] = shown;
  }
  return { widths, visible };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A damaged layout is no layout; the next change of it writes a good one.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Where the panes stand and which columns they show: kept by the host from one run to the next, as one text.
// What comes back may be of another version or damaged: everything that is not understood falls back to the default.

export interface ColumnPreferences {
  /** By column id, in CSS pixels; absent: as the view says. */
  readonly widths: Readonly<Record<string, number>>;
  /** By column id; absent: as the view says. */
  readonly visible: Readonly<Record<string, boolean>>;
}

export interface WindowLayout {
  /** The dock's own description of itself; undefined: the preset. */
  readonly dock: unknown;
  /** By view id. */
  readonly columns: Readonly<Record<string, ColumnPreferences>>;
}

const VERSION = 1;

export const initialWindowLayout: WindowLayout = { dock: undefined, columns: {} };
export const defaultColumns: ColumnPreferences = { widths: {}, visible: {} };

export function serialiseLayout(layout: WindowLayout): string {
  return JSON.stringify({ version: VERSION, ...layout });
}

export function parseLayout(text: string | undefined): WindowLayout {
  const parsed = parseJson(text);
  if (!isRecord(parsed) || parsed['version'] !== VERSION) return initialWindowLayout;
  const columns: Record<string, ColumnPreferences> = {};
  if (isRecord(parsed['columns'])) {
    for (const [viewId, kept] of Object.entries(parsed['columns'])) {
      if (isRecord(kept)) columns[viewId] = columnsOf(kept);
    }
  }
  return { dock: parsed['dock'], columns };
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

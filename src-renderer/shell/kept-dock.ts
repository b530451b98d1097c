// A dock's description of itself as it comes back from an earlier run, checked and cleaned: only views that there are, in every place
// where the dock looks for them (the grid, floating panes, the list of panels). Nothing of it is trusted.

type Json = Readonly<Record<string, unknown>>;

/** The description with those of its views that are among `viewIds`; undefined where nothing usable is left. */
export function keptDock(kept: unknown, viewIds: readonly string[]): Json | undefined {
  if (!isRecord(kept) || !isRecord(kept['grid']) || !isRecord(kept['panels'])) return undefined;
  const panels = Object.fromEntries(
    Object.entries(kept['panels']).filter(([id, panel]) => viewIds.includes(id) && isPanel(id, panel)),
  );
  const keep = new Set(Object.keys(panels));
  const root = treeOf(kept['grid']['root'], keep);
  if (root === undefined) return undefined;
  const floating = Array.isArray(kept['floatingGroups']) ? kept['floatingGroups'] : [];
  const floatingGroups = floating.map((group) => floatingOf(group, keep)).filter((group) => group !== undefined);
  const placed = new Set([...viewsIn(root), ...floatingGroups.flatMap(viewsOfFloating)]);
  if (placed.size === 0) return undefined;
  const { popoutGroups: _popouts, edgeGroups: _edges, activeGroup: _active, ...rest } = kept;
  return {
    ...rest,
    grid: { ...kept['grid'], root },
    panels: Object.fromEntries(Object.entries(panels).filter(([id]) => placed.has(id))),
    ...(floatingGroups.length === 0 ? { floatingGroups: undefined } : { floatingGroups }),
  };
}

function isPanel(id: string, panel: unknown): boolean {
  return (
    isRecord(panel) && panel['id'] === id && panel['contentComponent'] === 'view' && panel['tabComponent'] === 'view'
  );
}

/** A tree of branches and leaves without what is not kept, and without places that become empty. Children are cleaned before parents. */
function treeOf(root: unknown, keep: ReadonlySet<string>): Json | undefined {
  const order: unknown[] = [root];
  for (const node of order) {
    if (isRecord(node) && node['type'] === 'branch' && Array.isArray(node['data'])) order.push(...node['data']);
  }
  const cleaned = new Map<unknown, Json>();
  for (const node of order.reverse()) {
    const clean = nodeOf(node, keep, cleaned);
    if (clean !== undefined) cleaned.set(node, clean);
  }
  return cleaned.get(root);
}

function nodeOf(node: unknown, keep: ReadonlySet<string>, cleaned: ReadonlyMap<unknown, Json>): Json | undefined {
  if (!isRecord(node)) return undefined;
  if (node['type'] === 'branch' && Array.isArray(node['data'])) {
    const data = node['data'].map((child) => cleaned.get(child)).filter((child) => child !== undefined);
    return data.length === 0 ? undefined : { ...node, data };
  }
  const data = node['type'] === 'leaf' ? groupOf(node['data'], keep) : undefined;
  return data === undefined ? undefined : { ...node, data };
}

/** A group of tabs; undefined for one that has none left. */
function groupOf(group: unknown, keep: ReadonlySet<string>): Json | undefined {
  if (!isRecord(group) || typeof group['id'] !== 'string' || !Array.isArray(group['views'])) return undefined;
  const views = group['views'].filter((id): id is string => typeof id === 'string' && keep.has(id));
  const [first] = views;
  if (first === undefined) return undefined;
  const { activeView, tabGroups: _tabGroups, ...rest } = group;
  return { ...rest, views, activeView: views.find((id) => id === activeView) ?? first };
}

function floatingOf(group: unknown, keep: ReadonlySet<string>): Json | undefined {
  if (!isRecord(group) || !isRecord(group['position'])) return undefined;
  if (isRecord(group['grid'])) {
    const root = treeOf(group['grid']['root'], keep);
    return root === undefined ? undefined : { ...group, grid: { ...group['grid'], root } };
  }
  const data = groupOf(group['data'], keep);
  return data === undefined ? undefined : { ...group, data };
}

function viewsOfFloating(group: Json): readonly string[] {
  if (isRecord(group['grid'])) return viewsIn(group['grid']['root']);
  return isRecord(group['data']) ? (group['data']['views'] as readonly string[]) : [];
}

function viewsIn(root: unknown): readonly string[] {
  const open: unknown[] = [root];
  const found: string[] = [];
  for (const node of open) {
    if (!isRecord(node)) continue;
    if (node['type'] === 'branch') open.push(...(node['data'] as unknown[]));
    else if (isRecord(node['data'])) found.push(...(node['data']['views'] as string[]));
  }
  return found;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

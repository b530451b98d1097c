// Where a map is zoomed to, as the way from the active item, which is not part of it (MapLimits.calleeZoom, callerZoom).
import type { ItemRef } from './item.ts';
import type { TreemapModel } from './treemap.ts';

/** The way to the rectangle that fills the map now; empty: the active item itself. */
export function zoomOf({ path, nodes }: TreemapModel): readonly ItemRef[] {
  const [root] = nodes;
  if (path.length === 0 || root === undefined) return [];
  return [...path.slice(1).map(({ label }) => label.item), root.label.item];
}

/** The way to a rectangle of the map. */
export function zoomInto(model: TreemapModel, row: number): readonly ItemRef[] {
  const way: ItemRef[] = [];
  for (let at = row; at > 0; at = model.nodes[at]?.parent ?? 0) {
    const node = model.nodes[at];
    if (node !== undefined) way.push(node.label.item);
  }
  return [...zoomOf(model), ...way.reverse()];
}

/** One rectangle out; undefined where the map shows everything. */
export function zoomOut(model: TreemapModel): readonly ItemRef[] | undefined {
  return model.path.length === 0 ? undefined : zoomOf(model).slice(0, -1);
}

/** The rectangle directly inside the outermost one that a rectangle is in: where the wheel zooms to. */
export function outermostAround(model: TreemapModel, row: number): number {
  let at = row;
  for (let up = model.nodes[at]?.parent ?? -1; up > 0; up = model.nodes[up]?.parent ?? -1) at = up;
  return at;
}

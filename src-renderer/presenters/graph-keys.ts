// Walking a graph by keys: down along the heaviest call, up to the heaviest caller, left and right to the nearest node of about the same height.
import type { LayeredGraphLayout } from '../../shared/layout/layered-graph.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';

/** Id of the node that a key leads to from node `id`; undefined: the key means nothing here. */
export function nodeOfKey(model: GraphModel, layout: LayeredGraphLayout, id: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowDown':
      return heaviestEnd(model, id, 'to') ?? id;
    case 'ArrowUp':
      return heaviestEnd(model, id, 'from') ?? id;
    case 'ArrowLeft':
      return beside(model, layout, id, -1) ?? id;
    case 'ArrowRight':
      return beside(model, layout, id, 1) ?? id;
    case 'Home':
      return model.focus;
    default:
      return undefined;
  }
}

function heaviestEnd(model: GraphModel, id: string, end: 'from' | 'to'): string | undefined {
  const other = end === 'to' ? 'from' : 'to';
  let best: GraphModel['edges'][number] | undefined;
  for (const edge of model.edges) {
    if (edge[other] !== id || edge[end] === id) continue;
    if (best === undefined || edge.value > best.value) best = edge;
  }
  return best?.[end];
}

/** Being on another level counts against a node more than being farther away. */
const LEVEL_WEIGHT = 3;

function beside(model: GraphModel, layout: LayeredGraphLayout, id: string, side: 1 | -1): string | undefined {
  const from = layout.nodes[model.nodes.findIndex((node) => node.id === id)];
  if (from === undefined) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  model.nodes.forEach((node, row) => {
    const box = layout.nodes[row];
    if (box === undefined || node.id === id) return;
    const across = (box.x + box.width / 2 - from.x - from.width / 2) * side;
    const down = Math.abs(box.y + box.height / 2 - from.y - from.height / 2);
    const distance = across + LEVEL_WEIGHT * down;
    if (across > 1 && down <= across * 2 && distance < least) {
      least = distance;
      best = node.id;
    }
  });
  return best;
}

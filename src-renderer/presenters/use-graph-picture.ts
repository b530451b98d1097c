// From the model to what is painted: texts, sizes, layout in the worker, display list. While a new layout is made, the old picture stays.
import { useMemo } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import {
  createGraphPicture,
  createNodeItems,
  type LaidOutGraph,
  measureGraph,
  type NodeItems,
} from '../../shared/drawing/graph-picture.ts';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import type { Rectangle } from '../../shared/layout/geometry.ts';
import type { LayeredGraphInput } from '../../shared/layout/layered-graph.ts';
import type { GraphPictureSettings } from '../../shared/state/view-state.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { graphPictureInput } from '../../shared/viewmodel/pictures.ts';
import { type GraphLayoutState, useGraphLayout } from '../canvas/use-graph-layout.ts';

export interface DrawnGraph extends LaidOutGraph {
  readonly model: GraphModel;
  readonly measured: LayeredGraphInput;
  readonly picture: DisplayList;
  readonly nodeItems: NodeItems;
  /** In the picture, by node id. */
  readonly boxes: ReadonlyMap<string, Rectangle>;
}

export interface GraphPictureState {
  readonly drawn: DrawnGraph | undefined;
  readonly work: Omit<GraphLayoutState<unknown>, 'shown'>;
  /** Of the newest graph, drawn or not. */
  readonly size: { readonly nodes: number; readonly edges: number };
}

export function useGraphPicture(
  model: GraphModel,
  settings: GraphPictureSettings,
  texts: { readonly digits: number; readonly measurer: TextMeasurer },
): GraphPictureState {
  const { digits, measurer } = texts;
  const { direction, spacing } = settings;
  const wanted = useMemo(() => {
    const input = graphPictureInput(model, { percentDigits: digits, titles: false });
    const root = Math.max(
      0,
      model.nodes.findIndex((node) => node.focus),
    );
    const shape = { direction, spacing, root };
    return { model, input, shape, measured: measureGraph(input, shape, measurer) };
  }, [model, digits, direction, spacing, measurer]);
  const { shown, ...work } = useGraphLayout(wanted.measured, wanted);
  const drawn = useMemo(() => {
    if (shown === undefined) return undefined;
    const { source, layout } = shown;
    const nodeItems = createNodeItems({ ...source, layout }, measurer);
    const picture = createGraphPicture({ ...source, layout }, measurer, nodeItems);
    const border = { x: (picture.width - layout.width) / 2, y: (picture.height - layout.height) / 2 };
    const boxes = new Map(
      source.model.nodes.flatMap((node, row) => {
        const box = layout.nodes[row];
        return box === undefined ? [] : [[node.id, { ...box, x: box.x + border.x, y: box.y + border.y }] as const];
      }),
    );
    return { ...source, layout, picture, nodeItems, boxes };
  }, [shown, measurer]);
  return { drawn, work, size: { nodes: model.nodes.length, edges: model.edges.length } };
}

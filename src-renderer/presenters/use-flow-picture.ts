// From the control flow of a function to what is painted: texts, sizes, layout in the worker, display list. The old picture stays meanwhile.
import { useMemo } from 'react';
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { blockBoxes, createFlowPicture, type LaidOutFlow, measureFlow } from '../../shared/drawing/flow-picture.ts';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import type { Rectangle } from '../../shared/layout/geometry.ts';
import type { FlowModel } from '../../shared/viewmodel/flow.ts';
import { flowPictureInput } from '../../shared/viewmodel/flow-picture.ts';
import { type GraphLayoutState, useGraphLayout } from '../canvas/use-graph-layout.ts';

export interface DrawnFlow extends LaidOutFlow {
  readonly model: FlowModel;
  readonly direction: 'down' | 'right';
  readonly picture: DisplayList;
  /** In the picture, by id of the block. */
  readonly boxes: ReadonlyMap<string, Rectangle>;
}

export interface FlowPictureState {
  readonly drawn: DrawnFlow | undefined;
  readonly work: Omit<GraphLayoutState<unknown>, 'shown'>;
}

export function useFlowPicture(
  model: FlowModel,
  direction: 'down' | 'right',
  { digits, measurer }: { readonly digits: number; readonly measurer: TextMeasurer },
): FlowPictureState {
  const wanted = useMemo(() => {
    const input = flowPictureInput(model, { percentDigits: digits, titles: false });
    return { model, input, direction, measured: measureFlow(input, direction, measurer) };
  }, [model, digits, direction, measurer]);
  const { shown, ...work } = useGraphLayout(wanted.measured, wanted);
  const drawn = useMemo(() => {
    if (shown === undefined) return undefined;
    const { source, layout } = shown;
    const boxes = blockBoxes(layout);
    return {
      ...source,
      layout,
      picture: createFlowPicture({ input: source.input, layout }, measurer),
      boxes: new Map(source.model.nodes.map(({ id }, row) => [id, boxes[row]])),
    };
  }, [shown, measurer]);
  return { drawn, work };
}

// Maps, call graphs and control flow as SVG files: what is seen, with a title and a legend, always in the light theme, self-contained.
// Graphs need a loaded Graphviz (layout/layered-graph.ts: loadGraphviz), because loading it is asynchronous and drawing is not.
import { type Result, success } from '../base/result.ts';
import { createFlowPicture, measureFlow } from '../drawing/flow-picture.ts';
import { createFramedPicture } from '../drawing/framed-picture.ts';
import { createGraphPicture, type GraphShape, measureGraph } from '../drawing/graph-picture.ts';
import { paintSvg } from '../drawing/paint-svg.ts';
import { averageMeasurer } from '../drawing/text-measurer.ts';
import { lightTheme } from '../drawing/theme.ts';
import { createTreemapPicture } from '../drawing/treemap-picture.ts';
import type { GraphvizEngine } from '../layout/layered-graph.ts';
import { layoutLayeredGraph } from '../layout/layered-graph.ts';
import { layoutTreemap } from '../layout/treemap.ts';
import type { FlowModel } from '../viewmodel/flow.ts';
import { flowFrame, flowPictureInput } from '../viewmodel/flow-picture.ts';
import type { GraphModel } from '../viewmodel/graph.ts';
import { graphPictureInput, pictureFrame, treemapPictureInput } from '../viewmodel/pictures.ts';
import type { TreemapModel } from '../viewmodel/treemap.ts';

export interface SvgPictureOptions {
  /** Base name of what was opened. */
  readonly file: string;
  readonly percentDigits: number;
}

export interface MapSvgOptions extends SvgPictureOptions {
  /** Pixels of the map, without title and legend. */
  readonly width: number;
  readonly height: number;
}

export interface GraphSvgOptions extends SvgPictureOptions {
  readonly shape: Omit<GraphShape, 'root'>;
  readonly graphviz: GraphvizEngine;
}

export function treemapSvg(model: TreemapModel, options: MapSvgOptions): string {
  const { tree, labels } = treemapPictureInput(model, { percentDigits: options.percentDigits, titles: true });
  const layout = layoutTreemap(tree, options.width, options.height);
  const input = { layout, labels, measurer: averageMeasurer, grid: 0.5 };
  const picture = createTreemapPicture(input, options.width, options.height);
  const frame = pictureFrame(model, options.file);
  return paintSvg(createFramedPicture(picture, frame, averageMeasurer), { theme: lightTheme, title: frame.title });
}

/** The failure is Graphviz' own message. */
export function graphSvg(model: GraphModel, options: GraphSvgOptions): Result<string, string> {
  const input = graphPictureInput(model, { percentDigits: options.percentDigits, titles: true });
  // The active item is the first node.
  const shape = { ...options.shape, root: 0 };
  const layout = layoutLayeredGraph(measureGraph(input, shape, averageMeasurer), options.graphviz);
  if (!layout.ok) return layout;
  const picture = createGraphPicture({ input, shape, layout: layout.value }, averageMeasurer);
  const frame = pictureFrame(model, options.file);
  const framed = createFramedPicture(picture, frame, averageMeasurer);
  return success(paintSvg(framed, { theme: lightTheme, title: frame.title }));
}

/** The control flow of a function. The failure is Graphviz' own message. */
export function flowSvg(
  model: FlowModel,
  options: SvgPictureOptions & { readonly direction: 'down' | 'right'; readonly graphviz: GraphvizEngine },
): Result<string, string> {
  const input = flowPictureInput(model, { percentDigits: options.percentDigits, titles: true });
  const layout = layoutLayeredGraph(measureFlow(input, options.direction, averageMeasurer), options.graphviz);
  if (!layout.ok) return layout;
  const picture = createFlowPicture({ input, layout: layout.value }, averageMeasurer);
  const frame = flowFrame(model, options.file);
  const framed = createFramedPicture(picture, frame, averageMeasurer);
  return success(paintSvg(framed, { theme: lightTheme, title: frame.title }));
}

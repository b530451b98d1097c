// A picture as it leaves the program: light theme, title, legend and notes around what is seen; the same texts that the command line writes.
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { createFramedPicture } from '../../shared/drawing/framed-picture.ts';
import { paintSvg } from '../../shared/drawing/paint-svg.ts';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import { lightTheme } from '../../shared/drawing/theme.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { pictureFrame } from '../../shared/viewmodel/pictures.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';

export interface ExportedPicture {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export type PictureSource = () => ExportedPicture;

export function exportPicture(
  model: TreemapModel | GraphModel,
  picture: DisplayList,
  { file, measurer }: { readonly file: string; readonly measurer: TextMeasurer },
): ExportedPicture {
  const frame = pictureFrame(model, file);
  const framed = createFramedPicture(picture, frame, measurer);
  return {
    svg: paintSvg(framed, { theme: lightTheme, title: frame.title }),
    width: framed.width,
    height: framed.height,
  };
}

// A picture as it leaves the program: light theme, title, legend and notes around what is seen; the same texts that the command line writes.
import type { DisplayList } from '../../shared/drawing/display-list.ts';
import { createFramedPicture, type PictureFrame } from '../../shared/drawing/framed-picture.ts';
import { paintSvg } from '../../shared/drawing/paint-svg.ts';
import type { TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import { lightTheme } from '../../shared/drawing/theme.ts';

export interface ExportedPicture {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export type PictureSource = () => ExportedPicture;

export function exportPicture(picture: DisplayList, frame: PictureFrame, measurer: TextMeasurer): ExportedPicture {
  const framed = createFramedPicture(picture, frame, measurer);
  return {
    svg: paintSvg(framed, { theme: lightTheme, title: frame.title }),
    width: framed.width,
    height: framed.height,
  };
}

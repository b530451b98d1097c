// The strip below a picture: its limits as sliders, what they left out, and buttons.
import type { ReactNode } from 'react';
import { Slider, type SliderProps } from '../widgets/slider.tsx';

export interface PictureBarProps {
  readonly name: string;
  readonly sliders: readonly SliderProps[];
  /** `12 nodes and 30 calls hidden`; empty: nothing is. */
  readonly summary: string;
  /** What follows it where there is room: `cost while run ran`. */
  readonly detail?: string;
  readonly children?: ReactNode;
}

export function PictureBar({ name, sliders, summary, detail = '', children }: PictureBarProps) {
  const whole = [summary, detail].filter((text) => text !== '').join(' · ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="picture-bar" role="group" aria-label={name}>
      {sliders.map((slider) => (
        <Slider key={slider.name} {...slider} />
      ))}
      <span className="picture-summary muted" title={whole}>
        {summary}
        {detail !== '' && (
          <span className={summary === '' ? '' : 'picture-detail'}>
            {summary === '' ? '' : ' · '}
            {detail}
          </span>
        )}
      </span>
      {children}
    </div>
  );
}

/** Steps of a share limit. */
export const shareSteps = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5] as const;
/** Steps of a depth limit; −1 is none. */
export const depthSteps = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, -1] as const;

export function formatShareLimit(value: number): string {
  return value === 0 ? 'all' : `${Number((value * 100).toFixed(2))} %`;
}

export function formatDepthLimit(value: number): string {
  return value < 0 ? '∞' : String(value);
}

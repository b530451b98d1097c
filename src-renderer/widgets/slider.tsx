// A slider over a short list of values, with its value in words beside it. Steps need not be even: `1 % 2 % 5 % 10 %`.
import { useId } from 'react';

export interface SliderProps {
  readonly name: string;
  readonly values: readonly number[];
  readonly value: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

export function Slider({ name, values, value, format, onChange }: SliderProps) {
  const id = useId();
  const position = nearest(values, value);
  return (
    <div className="slider">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={values.length - 1}
        step={1}
        value={position}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(values[event.currentTarget.valueAsNumber] ?? value)}
      />
      <output htmlFor={id}>{format(value)}</output>
    </div>
  );
}

function nearest(values: readonly number[], value: number): number {
  const exact = values.indexOf(value);
  if (exact >= 0) return exact;
  let best = 0;
  values.forEach((candidate, index) => {
    if (Math.abs(candidate - value) < Math.abs((values[best] ?? 0) - value)) best = index;
  });
  return best;
}

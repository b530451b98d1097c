// A slider over a short list of values, with its value in words beside it. Steps need not be even: `1 % 2 % 5 % 10 %`.

export interface SliderProps {
  /** For screen readers and tests: `Minimum node share`. */
  readonly name: string;
  /** What is shown before the value: `Node ≥`. */
  readonly label: string;
  readonly description: string;
  readonly values: readonly number[];
  readonly value: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

export function Slider({ name, label, description, values, value, format, onChange }: SliderProps) {
  return (
    <label className="slider" title={description}>
      <span className="slider-label">
        {label} <output>{format(value)}</output>
      </span>
      <input
        type="range"
        aria-label={name}
        min={0}
        max={values.length - 1}
        step={1}
        value={nearest(values, value)}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(values[event.currentTarget.valueAsNumber] ?? value)}
      />
    </label>
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

// The border between the two panels: dragged, or moved with the arrow keys while it has the focus.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

const SMALLEST = 0.15;
const STEP = 0.03;
const clamp = (share: number) => Math.min(1 - SMALLEST, Math.max(SMALLEST, share));

export interface SplitBorderProps {
  readonly side: 'right' | 'below';
  /** Of the first panel. */
  readonly share: number;
  readonly onChange: (share: number) => void;
}

/** Share of the first panel, for as long as the page lives. */
export function useSplitShare(): [number, (share: number) => void] {
  const [share, setShare] = useState(0.6);
  return [share, (next) => setShare(clamp(next))];
}

export function SplitBorder({ side, share, onChange }: SplitBorderProps) {
  const onPointerMove = (event: PointerEvent<HTMLHRElement>) => {
    const panels = event.currentTarget.parentElement?.getBoundingClientRect();
    if (panels === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const across = (event.clientX - panels.left) / panels.width;
    const down = (event.clientY - panels.top) / panels.height;
    onChange(side === 'right' ? across : down);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = side === 'right' ? { ArrowLeft: -STEP, ArrowRight: STEP } : { ArrowUp: -STEP, ArrowDown: STEP };
    const step = (steps as Record<string, number | undefined>)[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(share + step);
  };
  return (
    <hr
      className="split-border"
      tabIndex={0}
      aria-label="Border between the panels"
      aria-orientation={side === 'right' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={SMALLEST * 100}
      aria-valuemax={(1 - SMALLEST) * 100}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

// What is said over the graph while a layout takes long, after it was ended, and when it failed: always with a way on.
import { useEffect, useState } from 'react';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { LayoutProgress } from '../canvas/use-graph-layout.ts';
import { Button } from '../widgets/button.tsx';

export interface GraphWaitingProps {
  readonly progress: LayoutProgress;
  readonly failure: string | undefined;
  /** Of the graph that is laid out. */
  readonly nodes: number;
  readonly edges: number;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  /** undefined: it cannot be made smaller. */
  readonly onSmaller: (() => void) | undefined;
}

export function GraphWaiting(props: GraphWaitingProps) {
  const { progress, failure, nodes, edges, onCancel, onAgain, onSmaller } = props;
  if (progress === 'done' || progress === 'working') return null;
  const size = `${formatCount(nodes)} ${nodes === 1 ? 'node' : 'nodes'} and ${formatCount(edges)} ${edges === 1 ? 'call' : 'calls'}`;
  const smaller = onSmaller !== undefined && (
    <Button name="Show a smaller graph" kind="plain" label="Show a smaller graph" onPress={onSmaller} />
  );
  if (progress === 'slow') {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
      <div className="graph-waiting appears-late" role="group" aria-label="Layout under way">
        <span>
          Laying out {size}… <Seconds />
        </span>
        <Button name="Cancel layout" kind="plain" label="Cancel" onPress={onCancel} />
        {smaller}
      </div>
    );
  }
  return (
    <div className="graph-waiting" role="alert">
      <span>{failure !== undefined && progress === 'failed' ? failure : `The layout of ${size} was cancelled.`}</span>
      <Button name="Lay out again" kind="plain" label="Lay out again" onPress={onAgain} />
      {smaller}
    </div>
  );
}

/** Seconds since it was first shown. */
function Seconds() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="muted">{seconds === 0 ? '' : `${seconds} s`}</span>;
}

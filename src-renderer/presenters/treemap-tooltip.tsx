// The tooltip of a rectangle: the whole chain from the active item down to it, with shares and exact costs.
import { formatCost, formatExactCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import type { TreemapModel, TreemapNode, TreemapStep } from '../../shared/viewmodel/treemap.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';

const MAX_LINES = 14;

export interface TreemapTooltipProps {
  readonly model: TreemapModel;
  readonly node: TreemapNode;
  readonly digits: number;
}

export function TreemapTooltip({ model, node, digits }: TreemapTooltipProps) {
  const { measure } = model;
  const chain = chainOf(model, node);
  const left = chain.length > MAX_LINES ? chain.length - MAX_LINES : 0;
  return (
    <div className="chain">
      {left > 0 && <span className="muted">… {formatCount(left)} more above</span>}
      {chain.slice(left).map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a function may stand on the way twice
        <span key={place} className={`chain-line${step === node ? ' here' : ''}`}>
          <Swatch hue={step.label.hue} />
          <NameText
            name={(step === node ? step.label.fullName : undefined) ?? step.label.name}
            className="chain-name"
          />
          <span className="chain-value">{formatShare(step.value, measure.base, digits)}</span>
        </span>
      ))}
      <dl className="facts">
        <Fact
          term={model.direction === 'callees' ? 'Inclusive' : 'Cost through here'}
          value={costs(node.value, model)}
        />
        {model.direction === 'callees' && <Fact term="Self" value={costs(node.self, model)} />}
        {node.rest !== undefined && (
          <Fact term="Rest" value={`${costs(node.rest, model)}: neither self cost nor in any call below`} />
        )}
        {node.calls !== null && <Fact term="Calls" value={formatCount(node.calls)} />}
        {node.label.location !== '' && <Fact term="Where" value={harmlessName(node.label.location, 120)} />}
        {node.estimated && <Fact term="Estimated" value="from the calls on the way, not recorded as such" />}
      </dl>
      {node.note !== undefined && <p className="chain-note">{node.note}</p>}
    </div>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function costs(value: number, { measure }: TreemapModel): string {
  const scaled = formatCost(value, measure.unit);
  const exact = formatExactCost(value, measure.unit);
  return scaled === exact ? exact : `${scaled} (${exact})`;
}

/** From the active item to the node, also through what the map is zoomed into. */
function chainOf(model: TreemapModel, node: TreemapNode): readonly TreemapStep[] {
  const chain: TreemapNode[] = [];
  for (let step: TreemapNode | undefined = node; step !== undefined; step = model.nodes[step.parent]) chain.push(step);
  return [...model.path, ...chain.reverse()];
}

/** The same in one sentence, for screen readers. */
export function describeNode(model: TreemapModel, node: TreemapNode, digits: number): string {
  const { measure } = model;
  const way = chainOf(model, node).map((step) => harmlessName(step.label.name, 80));
  const calls = node.calls === null ? '' : `, ${formatCount(node.calls)} ${node.calls === 1 ? 'call' : 'calls'}`;
  const cost = `${formatShare(node.value, measure.base, digits)} of ${measure.baseName}, ${formatCost(node.value, measure.unit)}`;
  return `${way.at(-1) ?? ''}: ${cost}${calls}. ${way.join(' › ')}${node.note === undefined ? '' : `. ${node.note}`}`;
}

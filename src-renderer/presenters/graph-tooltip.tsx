// Tooltips of the call graph: a node with its costs here and altogether, an edge with its calls and what flows along it.
import { formatCost, formatExactCost } from '../../shared/viewmodel/format-cost.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { formatShare } from '../../shared/viewmodel/format-share.ts';
import type { GraphEdge, GraphModel, GraphNode, GraphStub } from '../../shared/viewmodel/graph.ts';
import type { Measure } from '../../shared/viewmodel/measure.ts';
import { stubName } from '../../shared/viewmodel/pictures.ts';
import { harmlessName, NameText } from '../widgets/name-text.tsx';
import { Swatch } from '../widgets/swatch.tsx';

interface Fact {
  readonly term: string;
  readonly value: string;
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface NodeTooltipProps {
  readonly model: GraphModel;
  readonly node: GraphNode;
  readonly digits: number;
}

export function NodeTooltip({ model, node, digits }: NodeTooltipProps) {
  const { measure } = model;
  const { label } = node;
  const facts = [
    { term: `Share of ${harmlessName(measure.baseName, 60)}`, value: formatShare(node.value, measure.base, digits) },
    ...(model.values === 'global' ? [] : [{ term: 'Here', value: cost(node.value, measure) }]),
    { term: 'Inclusive', value: cost(node.inclusive, measure) },
    { term: 'Self', value: cost(node.self, measure) },
    ...(label.recordedName === undefined ? [] : [{ term: 'Mangled', value: harmlessName(label.recordedName, 200) }]),
    ...(label.location === '' ? [] : [{ term: 'Where', value: harmlessName(label.location, 120) }]),
    ...(label.cycle === null ? [] : [{ term: 'Cycle', value: String(label.cycle) }]),
    ...(node.skipped === 0 ? [] : [{ term: 'Call edges left out', value: formatCount(node.skipped) }]),
    ...(node.estimated ? [estimated] : []),
  ];
  return (
    <div className="chain">
      <span className="chain-line here">
        <Swatch hue={label.hue} />
        <NameText name={label.fullName ?? label.name} className="chain-name" />
      </span>
      <Facts facts={facts} />
      {node.note !== undefined && <p className="chain-note">{node.note}</p>}
    </div>
  );
}

export interface EdgeTooltipProps {
  readonly model: GraphModel;
  readonly edge: GraphEdge;
  readonly digits: number;
}

export function EdgeTooltip({ model, edge, digits }: EdgeTooltipProps) {
  const { measure } = model;
  const isPart = Math.abs(edge.cost - edge.value) > Math.abs(edge.cost) * 1e-9;
  const facts = [
    ...(edge.calls === null ? [] : [{ term: 'Calls', value: formatCount(edge.calls) }]),
    ...(edge.recursive
      ? [{ term: 'Recursive', value: 'listed, but part of no sum' }]
      : [
          {
            term: `Share of ${harmlessName(measure.baseName, 60)}`,
            value: formatShare(edge.value, measure.base, digits),
          },
        ]),
    ...(edge.from === edge.to ? [] : [{ term: 'Cost', value: cost(edge.value, measure) }]),
    ...(isPart ? [{ term: 'All of these calls', value: cost(edge.cost, measure) }] : []),
    ...(edge.calls === null || edge.calls === 0
      ? []
      : [{ term: 'Cost per call', value: formatCost(edge.cost / edge.calls, measure.unit) }]),
    ...(edge.estimated ? [estimated] : []),
  ];
  return (
    <div className="chain">
      {[edge.from, edge.to].map((id, end) => {
        const label = model.nodes.find((node) => node.id === id)?.label;
        return (
          label !== undefined && (
            <span key={end === 0 ? 'from' : 'to'} className="chain-line here">
              <Swatch hue={label.hue} />
              <NameText name={end === 0 ? label.name : `→ ${label.name}`} className="chain-name" />
            </span>
          )
        );
      })}
      <Facts facts={facts} />
    </div>
  );
}

export interface StubTooltipProps {
  readonly model: GraphModel;
  readonly stub: GraphStub;
  readonly digits: number;
}

export function StubTooltip({ model, stub, digits }: StubTooltipProps) {
  const { measure } = model;
  const facts = [
    ...(stub.calls === null ? [] : [{ term: 'Calls', value: formatCount(stub.calls) }]),
    { term: `Share of ${harmlessName(measure.baseName, 60)}`, value: formatShare(stub.value, measure.base, digits) },
    { term: 'Cost', value: cost(stub.value, measure) },
  ];
  return (
    <div className="chain">
      <span className="chain-line here">{harmlessName(stubName(stub, model), 120)}</span>
      <Facts facts={facts} />
    </div>
  );
}

const estimated: Fact = { term: 'Estimated', value: 'split by the calls on the way' };

function cost(value: number, { unit }: Measure): string {
  const scaled = formatCost(value, unit);
  const exact = formatExactCost(value, unit);
  return scaled === exact ? exact : `${scaled} (${exact})`;
}

/** A node in one sentence, for screen readers. */
export function describeGraphNode(model: GraphModel, node: GraphNode, digits: number): string {
  const { measure } = model;
  const callers = model.edges.filter((edge) => edge.to === node.id).length;
  const callees = model.edges.filter((edge) => edge.from === node.id).length;
  const share = `${formatShare(node.value, measure.base, digits)} of ${harmlessName(measure.baseName, 60)}`;
  const ways = `${callers} shown ${callers === 1 ? 'caller' : 'callers'}, ${callees} shown ${callees === 1 ? 'callee' : 'callees'}`;
  return `${harmlessName(node.label.name, 80)}: ${share}, ${formatCost(node.value, measure.unit)}. ${ways}.${node.note === undefined ? '' : ` ${node.note}`}`;
}

/** A call in one sentence. */
export function describeGraphEdge(model: GraphModel, edge: GraphEdge, digits: number): string {
  const { measure } = model;
  const name = (id: string) => harmlessName(model.nodes.find((node) => node.id === id)?.label.name ?? '', 80);
  const calls = edge.calls === null ? '' : `, ${formatCount(edge.calls)} ${edge.calls === 1 ? 'call' : 'calls'}`;
  const share = `${formatShare(edge.value, measure.base, digits)} of ${harmlessName(measure.baseName, 60)}`;
  const costs = edge.recursive ? 'recursive, part of no sum' : `${share}, ${formatCost(edge.value, measure.unit)}`;
  return `Call ${name(edge.from)} → ${name(edge.to)}: ${costs}${calls}.`;
}

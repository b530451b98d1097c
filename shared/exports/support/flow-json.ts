// The control flow of a function as JSON: blocks with exact costs, ways with counts; null is "not known".
import type { FlowModel } from '../../viewmodel/flow.ts';

export function flowToJson({ name, measure, nodes, edges, hidden, notes, focus }: FlowModel): object {
  return {
    function: name,
    eventType: { name: measure.eventType, unit: measure.unit },
    entry: `0x${focus}`,
    blocks: nodes.map((block) => ({
      id: `0x${block.id}`,
      addresses: block.title,
      self: block.value,
      share: block.share,
      executions: block.executions,
      instructions: block.instructions,
      loop: block.loop,
      calls: block.calls,
      lines: block.lines.map(({ cost, text }) => ({ self: cost, text })),
    })),
    flows: edges.map(({ from, to, kind, count, executed, back }) => {
      return { from: `0x${from}`, to: `0x${to}`, kind, count, executed, back };
    }),
    hidden: { blocks: hidden.nodes, share: hidden.share },
    notes: notes.map(({ text }) => text),
  };
}

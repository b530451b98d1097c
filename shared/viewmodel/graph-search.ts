// Which nodes of a shown graph a text finds: a part of the name or place whatever the case, or a pattern between slashes. The search of the
// function list knows more (`self>1%`); what it finds by name is found here too.
import { createPattern } from '../base/pattern.ts';
import type { GraphModel } from './graph.ts';

/** Ids of the nodes, in the order of the model: the heaviest first. None for an empty text or a pattern that is not one. */
export function nodesFound(model: GraphModel, text: string): readonly string[] {
  const matches = matcherOf(text.trim());
  if (matches === undefined) return [];
  return model.nodes.filter(({ label }) => matches(label.name) || matches(label.location)).map(({ id }) => id);
}

function matcherOf(text: string): ((name: string) => boolean) | undefined {
  if (text === '') return undefined;
  const pattern = /^\/(.+)\/i?$/.exec(text)?.[1];
  if (pattern === undefined) {
    const wanted = text.toLowerCase();
    return (name) => name.toLowerCase().includes(wanted);
  }
  const made = createPattern(pattern);
  // Half typed: it finds nothing yet.
  return made.ok ? (name) => made.value.test(name) : undefined;
}

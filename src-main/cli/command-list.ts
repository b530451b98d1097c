// The subcommands by name. Each is loaded when it is used, so that `top` on a small file does not wait for the browser host or Graphviz.
import type { Command } from './command.ts';

export interface CommandEntry {
  readonly name: string;
  /** For `callipers --help`. */
  readonly summary: string;
  load(): Promise<Command>;
}

export const commandList: readonly CommandEntry[] = [
  { name: 'open', summary: 'open the window', load: async () => (await import('./commands/open.ts')).openCommand },
  {
    name: 'info',
    summary: 'format, event types and totals, parts, counts, problems',
    load: async () => (await import('./commands/info.ts')).infoCommand,
  },
  {
    name: 'top',
    summary: 'functions, the most expensive first',
    load: async () => (await import('./commands/top.ts')).topCommand,
  },
  {
    name: 'callers',
    summary: 'direct callers of a function',
    load: async () => (await import('./commands/callers.ts')).callersCommand,
  },
  {
    name: 'callees',
    summary: 'functions that a function calls',
    load: async () => (await import('./commands/callers.ts')).calleesCommand,
  },
  {
    name: 'all-callers',
    summary: 'every function that leads to a function, with distances',
    load: async () => (await import('./commands/walks.ts')).allCallersCommand,
  },
  {
    name: 'all-callees',
    summary: 'every function that a function leads to, with distances',
    load: async () => (await import('./commands/walks.ts')).allCalleesCommand,
  },
  {
    name: 'stack',
    summary: 'the heaviest stack through a function',
    load: async () => (await import('./commands/walks.ts')).stackCommand,
  },
  {
    name: 'cycles',
    summary: 'functions that call each other in a circle',
    load: async () => (await import('./commands/cycles.ts')).cyclesCommand,
  },
  {
    name: 'graph',
    summary: 'the call graph as SVG, DOT or JSON',
    load: async () => (await import('./commands/graph.ts')).graphCommand,
  },
  {
    name: 'map',
    summary: 'the callee map or caller map as SVG or JSON',
    load: async () => (await import('./commands/map.ts')).mapCommand,
  },
  {
    name: 'source',
    summary: 'annotated source of a function',
    load: async () => (await import('./commands/source.ts')).sourceCommand,
  },
  {
    name: 'machine',
    summary: 'annotated machine code of a function',
    load: async () => (await import('./commands/machine.ts')).machineCommand,
  },
  {
    name: 'flow',
    summary: 'the control flow of a function as SVG, DOT or JSON',
    load: async () => (await import('./commands/flow.ts')).flowCommand,
  },
  {
    name: 'convert',
    summary: 'write a recording in another format',
    load: async () => (await import('./commands/convert.ts')).convertCommand,
  },
  {
    name: 'formats',
    summary: 'what can be opened and written',
    load: async () => (await import('./commands/formats.ts')).formatsCommand,
  },
];

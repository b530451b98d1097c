// Recordings drawn as text. One line a fact, blank lines and what follows `#` are ignored:
//   main > parse > read 3        a stack and its cost                 (stack recordings)
//   parse 10                     self cost of a function              (call graphs)
//   main -> parse 5x 40          5 calls with an inclusive cost of 40 (call graphs)
//   parse states 10 50 8/2       self, inclusive, calls/primitive calls as the file states them
//   events Ir Dr                 several costs are then written 10,25
//   event X = Ir - 2 Dr          a derived event type
//   part, idle NAME              a new part; a function that stands for idle time
// A function is `name`, `name@file.c`, `name@file.py:12`, each with `[module]` behind it or not.
import { NONE } from '../../shared/base/brands.ts';
import type { FormulaTerm } from '../../shared/model/event-type.ts';
import type { FunctionIndex, PartIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { functionName } from '../../shared/model/texts.ts';

export function profile(strings: TemplateStringsArray, ...values: readonly unknown[]): Recording {
  return profileOf(String.raw({ raw: strings }, ...values));
}

export function profileOf(text: string): Recording {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
  const isCallGraph = lines.some((line) => line.includes(' -> ') || line.includes(' states '));
  const builder = new RecordingBuilder();
  builder.format = 'test';
  builder.family = isCallGraph ? 'call-graph' : 'stacks';
  if (!lines.some((line) => line.startsWith('events '))) builder.eventType({ name: 'Ir' });
  const drawing: Drawing = { builder, part: builder.part({ file: 'test' }), isCallGraph };
  for (const line of lines) draw(drawing, line);
  return builder.finish();
}

/** Row of the only function with this name. */
export function functionNamed(recording: Recording, name: string): FunctionIndex {
  const rows: FunctionIndex[] = [];
  for (let row = 0; row < recording.functions.length; row++) {
    if (functionName(recording, row as FunctionIndex) === name) rows.push(row as FunctionIndex);
  }
  if (rows.length !== 1) throw new Error(`${rows.length} functions are called ${name}`);
  return rows[0];
}

interface Drawing {
  readonly builder: RecordingBuilder;
  part: PartIndex;
  readonly isCallGraph: boolean;
}

const nowhere = { file: NONE, line: NONE, addressHigh: 0, addressLow: 0 };

function draw(drawing: Drawing, line: string): void {
  const { builder } = drawing;
  const [word] = line.split(' ');
  if (word === 'events') for (const name of line.split(' ').slice(1)) builder.eventType({ name });
  else if (word === 'event') drawFormula(builder, line);
  else if (line === 'part') drawing.part = builder.part({ file: 'test' });
  else if (word === 'idle') builder.idleFunctions.add(toFunction(builder, line.slice(5)));
  else if (line.includes(' -> ')) drawCall(drawing, line);
  else if (line.includes(' states ')) drawStated(drawing, line);
  else if (drawing.isCallGraph) drawSelf(drawing, line);
  else drawStack(drawing, line);
}

function costsOf(text: string): number[] {
  return text.split(',').map(Number);
}

function match(pattern: RegExp, line: string): string[] {
  const found = pattern.exec(line);
  if (found === null) throw new Error(`not in the notation: ${line}`);
  return found.slice(1);
}

function drawFormula(builder: RecordingBuilder, line: string): void {
  const [name, formula] = match(/^event (\S+) = (.+)$/, line);
  const terms: FormulaTerm[] = [];
  for (const [, sign, factor, eventType] of formula.matchAll(/([+-]?)\s*([\d.]*)\s*([A-Za-z]\w*)/g)) {
    terms.push({ coefficient: (sign === '-' ? -1 : 1) * (factor === '' ? 1 : Number(factor)), eventType });
  }
  builder.derivedEventType(name, name, terms);
}

function drawSelf({ builder, part }: Drawing, line: string): void {
  const [name, cost] = match(/^(.+) (\S+)$/, line);
  const costs = costsOf(cost);
  builder.line(part, toFunction(builder, name), NONE, NONE, costs, costs.length);
}

function drawCall({ builder, part }: Drawing, line: string): void {
  const [from, to, count, cost] = match(/^(.+) -> (.+?) (\d+)x(?: (\S+))?$/, line);
  const costs = cost === undefined ? [] : costsOf(cost);
  const edge = { part, caller: toFunction(builder, from), callee: toFunction(builder, to) };
  builder.call(edge, nowhere, Number(count), costs, costs.length);
}

function drawStated({ builder, part }: Drawing, line: string): void {
  const [name, self, inclusive, all, primitive] = match(/^(.+) states (\S+) (\S+) (\d+)(?:\/(\d+))?$/, line);
  const calls = { all: Number(all), primitive: Number(primitive ?? all) };
  const costs = { self: costsOf(self), inclusive: costsOf(inclusive), count: costsOf(self).length };
  builder.functionCost(part, toFunction(builder, name), calls, costs);
}

function drawStack({ builder, part }: Drawing, line: string): void {
  const [names, cost] = match(/^(.+) (\S+)$/, line);
  let context: number = NONE;
  for (const name of names.split(' > ')) context = builder.context(part, context, toFunction(builder, name));
  costsOf(cost).forEach((value, eventType) => {
    builder.addContextSelf(context, eventType as never, value);
  });
}

function toFunction(builder: RecordingBuilder, text: string): FunctionIndex {
  const [name, file, line, module] = match(/^(.*?)(?:@([^@[]+?)(?::(\d+))?)?(?:\[([^\]]*)\])?$/, text);
  const { strings } = builder;
  return builder.function({
    name: strings.internText(name),
    ...(file === undefined ? {} : { file: builder.file(strings.internText(file)) }),
    ...(line === undefined ? {} : { startLine: Number(line) }),
    ...(module === undefined ? {} : { module: builder.module(strings.internText(module)) }),
  });
}

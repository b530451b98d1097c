// The fast lane for nodes as V8 writes them: the same bytes between the values of every node. Whatever differs is left to node-fields.ts,
// and what that leaves comes as events of the JSON stream: a lane that steps back has taken nothing.
import { NONE } from '../../base/brands.ts';
import type { StringInterner } from '../../base/string-interner.ts';
import { JsonSteps } from '../support/json-steps.ts';
import { NodeFields } from './node-fields.ts';
import { isInt32, NodeRecord, UNNAMED } from './node-record.ts';

const COMMA = 0x2c;
const CLOSE_LIST = 0x5d;
const CLOSE = 0x7d;
const LETTER_C = 0x63;
const LETTER_P = 0x70;
const ID = 0;
const NAME = 1;
const URL = 3;
const LINE = 4;
const COLUMN = 5;
const HITS = 6;
const CHILDREN = 7;
const TICKS = 8;
const TICK_LINE = 9;
const TICK_COUNT = 10;

/** A node, its lists and what stands in them, as V8 writes them. */
const STEPS = [
  ['{"id":', 'number'],
  [',"callFrame":{"functionName":"', 'text'],
  ['","scriptId":"', 'number'],
  ['","url":"', 'text of number'],
  ['","lineNumber":', 'number'],
  [',"columnNumber":', 'number'],
  ['},"hitCount":', 'number'],
  [',"children":[', 'other'],
  [',"positionTicks":[', 'other'],
  ['{"line":', 'number'],
  [',"ticks":', 'number'],
] as const;

export class NodeLane {
  readonly record = new NodeRecord();
  private readonly fields: NodeFields;
  private readonly steps: JsonSteps;
  /** Of the block that is being read. */
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(strings: StringInterner) {
    this.steps = new JsonSteps(strings, STEPS);
    this.fields = new NodeFields(this.record, strings);
  }

  /** To be called with each new block. */
  begin(bytes: Uint8Array): void {
    this.fields.begin(bytes);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Reads the node that begins at bytes[start] into the record; the index behind it, or −1. */
  read(bytes: Uint8Array, start: number): number {
    const { record } = this;
    record.clear();
    const end = this.usual(bytes, start);
    if (end >= 0) return end;
    record.clear();
    return this.fields.read(bytes, start);
  }

  private usual(bytes: Uint8Array, start: number): number {
    const { record, steps } = this;
    const { values } = steps;
    let i = steps.take(bytes, this.view, start, ID, CHILDREN);
    if (i < 0 || values[HITS] < 0 || !isInt32(values[LINE]) || !isInt32(values[COLUMN])) return NONE;
    record.id = values[ID];
    record.name = values[NAME] === NONE ? UNNAMED : values[NAME];
    record.url = values[URL];
    record.line = values[LINE];
    record.column = values[COLUMN];
    record.hits = values[HITS];
    record.hasHits = true;
    while (bytes[i] === COMMA) {
      const letter = bytes[i + 2];
      if (letter === LETTER_C) i = this.children(bytes, i);
      else if (letter === LETTER_P && bytes[i + 3] === 0x6f) i = this.ticks(bytes, i);
      else return this.fields.rest(bytes, i);
      if (i < 0) return NONE;
    }
    return bytes[i] === CLOSE ? i + 1 : this.fields.rest(bytes, i);
  }

  private children(bytes: Uint8Array, start: number): number {
    const i = this.steps.take(bytes, this.view, start, CHILDREN, TICKS);
    if (i < 0) return NONE;
    return bytes[i] === CLOSE_LIST ? i + 1 : this.fields.childIds(bytes, i);
  }

  private ticks(bytes: Uint8Array, start: number): number {
    const { steps, view, record } = this;
    const { values } = steps;
    let i = steps.take(bytes, view, start, TICKS, TICK_LINE);
    if (i < 0) return NONE;
    do {
      i = steps.take(bytes, view, i, TICK_LINE, TICK_COUNT + 1);
      if (i < 0 || bytes[i] !== CLOSE || values[TICK_COUNT] < 0 || !isInt32(values[TICK_LINE])) return NONE;
      record.tick(values[TICK_LINE], values[TICK_COUNT]);
      i += 2;
    } while (bytes[i - 1] === COMMA);
    return bytes[i - 1] === CLOSE_LIST ? i : NONE;
  }
}

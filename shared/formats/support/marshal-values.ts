// Decoded marshal values as flat columns: a value is a row number, containers list the rows of their items.
// No object per value, and nothing here recurses; a list may even contain itself, which costs a reader nothing.
import { GrowableFloat64, GrowableInt32 } from '../../base/growable.ts';

export type MarshalKind =
  | 'none'
  | 'boolean'
  | 'number'
  | 'text'
  | 'bytes'
  | 'tuple'
  | 'list'
  | 'dict'
  | 'set'
  | 'slice'
  | 'code'
  | 'other';

const KINDS: readonly MarshalKind[] = [
  'none',
  'boolean',
  'number',
  'text',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'slice',
  'code',
  'other',
];

export class MarshalValues {
  /** The file: texts are ranges of it. */
  readonly source: Uint8Array;
  private readonly kinds = new GrowableInt32();
  private readonly numbers = new GrowableFloat64();
  private readonly first = new GrowableInt32();
  private readonly counts = new GrowableInt32();
  private readonly offsets = new GrowableInt32();
  private readonly items = new GrowableInt32();

  constructor(source: Uint8Array) {
    this.source = source;
  }

  /** A new value that begins at byte `offset`; number for numbers and booleans. */
  add(kind: MarshalKind, offset: number, number = 0): number {
    this.kinds.push(KINDS.indexOf(kind));
    this.numbers.push(number);
    this.first.push(0);
    this.counts.push(0);
    return this.offsets.push(offset);
  }

  /** A text or bytes value: source[start … start + length). */
  addText(kind: 'text' | 'bytes', offset: number, start: number, length: number): number {
    const value = this.add(kind, offset);
    this.first.array[value] = start;
    this.counts.array[value] = length;
    return value;
  }

  /** Gives a container its items, taken from the end of `stack` from `from` on. */
  close(value: number, stack: GrowableInt32, from: number): void {
    this.first.array[value] = this.items.length;
    this.counts.array[value] = stack.length - from;
    for (let i = from; i < stack.length; i++) this.items.push(stack.array[i]);
    stack.length = from;
  }

  setNumber(value: number, number: number): void {
    this.numbers.array[value] = number;
  }

  kind(value: number): MarshalKind {
    return KINDS[this.kinds.array[value]];
  }

  /** Of numbers: the value. Infinite where an integer is beyond the range of a double. */
  number(value: number): number {
    return this.numbers.array[value];
  }

  /** Of containers: how many items (a dict has two for each entry). Of texts: bytes. */
  count(value: number): number {
    return this.counts.array[value];
  }

  item(value: number, index: number): number {
    return this.items.array[this.first.array[value] + index];
  }

  /** Of texts: where they begin in the source. */
  start(value: number): number {
    return this.first.array[value];
  }

  /** Byte offset of the value in the file, for messages. */
  offset(value: number): number {
    return this.offsets.array[value];
  }

  isText(value: number): boolean {
    const kind = this.kind(value);
    return kind === 'text' || kind === 'bytes';
  }
}

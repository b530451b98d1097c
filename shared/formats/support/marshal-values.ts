// Decoded marshal values as flat columns: a value is a row number, containers list the rows of their items.
// No object per value, and nothing here recurses; a list may even contain itself, which costs a reader nothing.
// A value takes 13 bytes: its kind, where it is in the file, and either its number or, in the same place, where its items or bytes are.
import { GrowableInt32 } from '../../base/growable.ts';

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
const NUMBER_OF_KIND = Object.fromEntries(KINDS.map((kind, number) => [kind, number])) as Record<MarshalKind, number>;
const TEXT = NUMBER_OF_KIND.text;
const BYTES = NUMBER_OF_KIND.bytes;

export class MarshalValues {
  /** The file: texts are ranges of it. */
  readonly source: Uint8Array;
  private length = 0;
  private kinds = new Uint8Array(1024);
  private numbers = new Float64Array(1024);
  /** The same memory: at 2 × value where items or bytes begin, behind it how many there are. Code objects have theirs in `ofCode`. */
  private ranges = new Int32Array(this.numbers.buffer);
  /** Byte offset in the file; of texts their number among all texts. */
  private offsets = new Int32Array(1024);
  private readonly items = new GrowableInt32();
  private readonly textOffsets = new GrowableInt32();
  /** Integers in front of code objects, which have items too. */
  private readonly ofCode = new Map<number, number>();

  constructor(source: Uint8Array) {
    this.source = source;
  }

  /** How many texts and bytes there are. */
  get textCount(): number {
    return this.textOffsets.length;
  }

  /** A new value that begins at byte `offset`; number for numbers and booleans. */
  add(kind: MarshalKind, offset: number, number = 0): number {
    const value = this.length++;
    if (value === this.kinds.length) this.grow();
    this.kinds[value] = NUMBER_OF_KIND[kind];
    this.offsets[value] = offset;
    this.numbers[value] = kind === 'code' ? 0 : number;
    if (kind === 'code') this.ofCode.set(value, number);
    return value;
  }

  /** A text or bytes value: source[start … start + length). */
  addText(kind: 'text' | 'bytes', offset: number, start: number, length: number): number {
    const value = this.add(kind, this.textOffsets.push(offset));
    this.ranges[value * 2] = start;
    this.ranges[value * 2 + 1] = length;
    return value;
  }

  /** Gives a container its items, taken from the end of `stack` from `from` on. */
  close(value: number, stack: GrowableInt32, from: number): void {
    this.ranges[value * 2] = this.items.length;
    this.ranges[value * 2 + 1] = stack.length - from;
    for (let i = from; i < stack.length; i++) this.items.push(stack.array[i]);
    stack.length = from;
  }

  kind(value: number): MarshalKind {
    return KINDS[this.kinds[value]];
  }

  /** Of numbers: the value, infinite where an integer is beyond the range of a double. Of code objects: the integers in front. */
  number(value: number): number {
    return this.ofCode.size > 0 ? (this.ofCode.get(value) ?? this.numbers[value]) : this.numbers[value];
  }

  /** Of containers: how many items (a dict has two for each entry). Of texts: bytes. */
  count(value: number): number {
    return this.ranges[value * 2 + 1];
  }

  item(value: number, index: number): number {
    return this.items.array[this.ranges[value * 2] + index];
  }

  /** Of texts: where they begin in the source. */
  start(value: number): number {
    return this.ranges[value * 2];
  }

  /** Of texts: the how manieth of all texts it is. */
  textNumber(value: number): number {
    return this.offsets[value];
  }

  /** Byte offset of the value in the file, for messages. */
  offset(value: number): number {
    return this.isText(value) ? this.textOffsets.array[this.offsets[value]] : this.offsets[value];
  }

  isText(value: number): boolean {
    return this.kinds[value] === TEXT || this.kinds[value] === BYTES;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const numbers = new Float64Array(capacity);
    numbers.set(this.numbers);
    this.numbers = numbers;
    this.ranges = new Int32Array(numbers.buffer);
    const offsets = new Int32Array(capacity);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }
}

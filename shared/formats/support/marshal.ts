// Decodes Python's marshal format: one value, as written by CPython 2.7 and 3.0–3.15 (versions 0–6).
// Source: CPython's Python/marshal.c. Nothing is executed: code objects are taken apart structurally in every layout.
// Iterative, and no length is believed before it is compared with the bytes that are left. References are the trap: a
// container takes its slot before its items are read, everything else when it is complete.
import { inFigures } from '../../base/figures.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { Sliced } from '../../base/slices.ts';
import { CODE_OBJECTS_BEFORE_LINE, codeLayoutAt } from './marshal-code.ts';
import { MarshalValues } from './marshal-values.ts';

/** Python itself gives up at this depth. */
const MAX_DEPTH = 2000;
const REFERENCE_FLAG = 0x80;
const UNTIL_NULL = -1;
const STEPS_PER_SLICE = 1 << 14;

export interface MarshalError {
  readonly message: string;
  readonly byte: number;
}

export interface DecodedMarshal {
  readonly values: MarshalValues;
  readonly root: number;
  /** First byte behind the value. */
  readonly end: number;
}

/** Type codes without the reference flag, as characters. */
const SCALARS = 'NTF.SiIlgfyxstuaAzZ';
/** By code: 1 for scalars. */
const IS_SCALAR = Uint8Array.from({ length: 128 }, (_, code) => (SCALARS.includes(String.fromCharCode(code)) ? 1 : 0));

class Decoder {
  readonly values: MarshalValues;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private position = 0;
  /** Values complete so far whose container is still open. */
  private readonly stack = new GrowableInt32();
  /** Open containers: value, items still to come (UNTIL_NULL for dicts), stack length at its start. */
  private readonly open = new GrowableInt32();
  private readonly remaining = new GrowableInt32();
  private readonly bases = new GrowableInt32();
  private readonly references = new GrowableInt32();
  private readonly interned = new GrowableInt32();
  private failed: MarshalError | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.values = new MarshalValues(bytes);
  }

  *decode(): Sliced<Result<DecodedMarshal, MarshalError>> {
    do {
      for (let i = 0; i < STEPS_PER_SLICE; i++) {
        this.step();
        if (this.failed !== undefined || this.open.length === 0) break;
      }
      yield;
    } while (this.failed === undefined && this.open.length > 0);
    if (this.failed !== undefined) return failure(this.failed);
    return success({ values: this.values, root: this.stack.array[0], end: this.position });
  }

  private fail(message: string, byte = this.position): number {
    this.failed ??= { message, byte };
    return 0;
  }

  /** Whether `count` more bytes are there. */
  private has(count: number): boolean {
    if (count >= 0 && count <= this.bytes.length - this.position) return true;
    this.fail('the file is cut off', this.bytes.length);
    return false;
  }

  private int32(): number {
    if (!this.has(4)) return 0;
    this.position += 4;
    return this.view.getInt32(this.position - 4, true);
  }

  /** A length of `width` bytes: how many bytes of a text follow, or how many values of a container, of at least a byte each. */
  private length(width: 1 | 4, of: 'text' | 'values'): number {
    const at = this.position;
    const length = width === 4 ? this.int32() : this.has(1) ? this.bytes[this.position++] : 0;
    if (this.failed !== undefined) return 0;
    if (length < 0) return this.fail('a length is negative', at);
    const left = this.bytes.length - this.position;
    if (length > left) {
      const announced = of === 'text' ? `a text of ${counted(length, 'byte')}` : counted(length, 'value');
      const found =
        left === 0 ? 'the file ends here' : `only ${counted(left, 'byte')} of it ${left === 1 ? 'is' : 'are'} left`;
      return this.fail(`the file is cut off or damaged: ${announced} should follow, but ${found}`, at);
    }
    return length;
  }

  /** Reads one value, or the head of a container. */
  private step(): void {
    if (!this.has(1)) return;
    const offset = this.position;
    const byte = this.bytes[this.position++];
    const type = String.fromCharCode(byte & 0x7f);
    const referenced = (byte & REFERENCE_FLAG) !== 0;
    if (type === '0' && this.remaining.array[this.remaining.length - 1] === UNTIL_NULL && this.open.length > 0) {
      this.closeDict(offset);
    } else if (type === 'r' || type === 'R') {
      this.reference(type === 'r' ? this.references : this.interned, offset);
    } else if (IS_SCALAR[byte & 0x7f] === 1) {
      const value = this.scalar(type, offset);
      if (this.failed !== undefined) return;
      if (referenced && !'NTF.S'.includes(type)) this.references.push(value);
      if (type === 't') this.interned.push(value);
      this.complete(value);
    } else {
      this.container(type, offset, referenced);
    }
  }

  private reference(slots: GrowableInt32, offset: number): void {
    const index = this.int32();
    if (this.failed !== undefined) return;
    if (index < 0 || index >= slots.length)
      this.fail(`the file is damaged: it refers to value ${index}, which is not in it`, offset);
    else this.complete(slots.array[index]);
  }

  private scalar(type: string, offset: number): number {
    const { values } = this;
    switch (type) {
      case 'N':
        return values.add('none', offset);
      case 'T':
        return values.add('boolean', offset, 1);
      case 'F':
        return values.add('boolean', offset, 0);
      case 'i':
        return values.add('number', offset, this.int32());
      case 'I':
        if (!this.has(8)) return 0;
        this.position += 8;
        return values.add('number', offset, Number(this.view.getBigInt64(this.position - 8, true)));
      case 'l':
        return values.add('number', offset, this.longInteger());
      case 'g':
        if (!this.has(8)) return 0;
        this.position += 8;
        return values.add('number', offset, this.view.getFloat64(this.position - 8, true));
      case 'f':
        return values.add('number', offset, this.decimal());
      case 'y':
        if (this.has(16)) this.position += 16;
        return values.add('other', offset);
      case 'x':
        this.decimal();
        this.decimal();
        return values.add('other', offset);
      case '.':
      case 'S':
        return values.add('other', offset);
      default:
        return this.text(type, offset);
    }
  }

  private text(type: string, offset: number): number {
    const length = this.length(type === 'z' || type === 'Z' ? 1 : 4, 'text');
    const start = this.position;
    this.position += length;
    return this.values.addText(type === 's' ? 'bytes' : 'text', offset, start, length);
  }

  /** An integer of any size: digits of 15 bits, lowest first; the sign is that of the count. */
  private longInteger(): number {
    const at = this.position;
    const count = this.int32();
    const digits = Math.abs(count);
    if (digits * 2 > this.bytes.length - this.position) return this.fail('a number is longer than the file', at);
    const start = this.position;
    this.position += digits * 2;
    let number = 0;
    for (let i = digits - 1; i >= 0; i--) number = number * 32768 + this.view.getUint16(start + i * 2, true);
    return count < 0 ? -number : number;
  }

  /** A float as text: what versions 0 and 1 wrote. */
  private decimal(): number {
    const length = this.length(1, 'text');
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.bytes[this.position + i]);
    this.position += length;
    return text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text);
  }

  private container(type: string, offset: number, referenced: boolean): void {
    const { values } = this;
    switch (type) {
      case '(':
        this.openContainer(values.add('tuple', offset), this.length(4, 'values'), referenced);
        return;
      case ')':
        this.openContainer(values.add('tuple', offset), this.length(1, 'values'), referenced);
        return;
      case '[':
        this.openContainer(values.add('list', offset), this.length(4, 'values'), referenced);
        return;
      case '<':
      case '>':
        this.openContainer(values.add('set', offset), this.length(4, 'values'), referenced);
        return;
      case ':':
        this.openContainer(values.add('slice', offset), 3, referenced);
        return;
      case '{':
        this.openContainer(values.add('dict', offset), UNTIL_NULL, referenced);
        return;
      case 'c': {
        const layout = codeLayoutAt(this.view, this.position, (reference) => this.isBytes(reference));
        if (layout === undefined) {
          this.fail('a code object has a layout that is not known', offset);
          return;
        }
        this.position += layout.integers * 4;
        this.openContainer(values.add('code', offset, layout.integers), CODE_OBJECTS_BEFORE_LINE, referenced);
        return;
      }
      default:
        this.fail(`there is no marshal type ${describeByte(type.charCodeAt(0))}`, offset);
    }
  }

  private isBytes(reference: number): boolean {
    if (reference < 0 || reference >= this.references.length) return false;
    return this.values.kind(this.references.array[reference]) === 'bytes';
  }

  private openContainer(value: number, count: number, referenced: boolean): void {
    if (this.failed !== undefined) return;
    if (referenced) this.references.push(value);
    if (this.open.length >= MAX_DEPTH) {
      this.fail(
        `values are nested more than ${inFigures(MAX_DEPTH)} deep, which Python refuses too`,
        this.values.offset(value),
      );
    } else if (count === 0) {
      this.complete(value);
    } else {
      this.open.push(value);
      this.remaining.push(count);
      this.bases.push(this.stack.length);
    }
  }

  /** A value is complete: hand it to the innermost open container, which may complete that one too. */
  private complete(value: number): void {
    this.stack.push(value);
    while (this.open.length > 0) {
      const top = this.open.length - 1;
      if (this.remaining.array[top] === UNTIL_NULL) return;
      if (--this.remaining.array[top] > 0) return;
      const container = this.open.array[top];
      if (this.values.kind(container) === 'code' && this.readLineOfCode(container, top)) return;
      this.pop();
      this.stack.push(container);
    }
  }

  /** Between the objects of a code object stands its line, raw. True: more objects follow. */
  private readLineOfCode(code: number, top: number): boolean {
    const first = this.bases.array[top];
    if (this.stack.length - first !== CODE_OBJECTS_BEFORE_LINE) return false;
    const line = this.int32();
    if (this.failed !== undefined) return true;
    const objectsLeft =
      this.values.number(code) === 5 && this.values.kind(this.stack.array[first + 4]) === 'bytes' ? 2 : 1;
    this.stack.push(this.values.add('number', this.position - 4, line));
    this.remaining.array[top] = objectsLeft;
    return true;
  }

  private closeDict(offset: number): void {
    const top = this.open.length - 1;
    const dict = this.open.array[top];
    if ((this.stack.length - this.bases.array[top]) % 2 !== 0) {
      this.fail('a dictionary ends behind a key', offset);
      return;
    }
    this.pop();
    this.complete(dict);
  }

  private pop(): void {
    const top = --this.open.length;
    this.remaining.length = top;
    this.bases.length = top;
    this.values.close(this.open.array[top], this.stack, this.bases.array[top]);
  }
}

function describeByte(code: number): string {
  return code > 32 && code < 127 ? `'${String.fromCharCode(code)}'` : `0x${code.toString(16).padStart(2, '0')}`;
}

/** Decodes the value at the start of `bytes`. Linear time; memory in proportion to the file. */
export function decodeMarshal(bytes: Uint8Array): Sliced<Result<DecodedMarshal, MarshalError>> {
  return new Decoder(bytes).decode();
}

/** `1 byte`, `2,147,483,647 bytes`. */
function counted(count: number, noun: string): string {
  return `${inFigures(count)} ${noun}${count === 1 ? '' : 's'}`;
}

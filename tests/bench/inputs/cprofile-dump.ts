// A cProfile dump: Python's marshal, version 4, of {(file, line, name): (primitive calls, calls, self, cumulative, callers)}.
// As Python does, each string is written once and referred to by number afterwards; source: CPython's Python/marshal.c.
import { closeSync, openSync, renameSync } from 'node:fs';
import { seededRandom } from '../synthetic-recording.ts';
import { word } from './program-names.ts';
import { writeAll } from './text-file.ts';

const BLOCK = 1 << 20;
/** More than one entry can take: 60 callers of some 100 bytes. */
const LARGEST_ENTRY = 1 << 14;
const FUNCTIONS_A_FILE = 25;
/** `Z` (short ASCII text) with the flag that gives it a number. */
const NUMBERED_TEXT = 0xda;

export function writeCprofileDump(path: string, functions: number): void {
  const descriptor = openSync(`${path}.part`, 'w');
  const random = seededRandom(31);
  const writer = new MarshalWriter(functions);
  try {
    writer.byte('{');
    for (let index = 0; index < functions; index++) {
      if (writer.length > BLOCK - LARGEST_ENTRY) writeAll(descriptor, writer.take());
      writer.key(index);
      const calls = 1 + Math.floor(random() ** 4 * 100000);
      writer.costs(calls, calls * 1e-6 * (1 + random()), 5);
      writer.byte('{');
      const callers = index === 0 ? 0 : 1 + Math.floor(random() ** 3 * 16);
      for (let i = 0; i < callers; i++) {
        // Different callers, so that no key appears twice.
        writer.key(Math.max(0, index - 1 - i * 7 - Math.floor(random() * 7)));
        writer.costs(1 + Math.floor(calls / callers), calls * 1e-6, 4);
      }
      writer.byte('0');
    }
    writer.byte('0');
    writeAll(descriptor, writer.take());
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.part`, path);
}

class MarshalWriter {
  length = 0;
  private readonly bytes = new Uint8Array(BLOCK);
  private readonly view = new DataView(this.bytes.buffer);
  /** Number of the text of each function and file; 0: not written yet. */
  private readonly functionTexts: Int32Array;
  private readonly fileTexts: Int32Array;
  private texts = 0;

  constructor(functions: number) {
    this.functionTexts = new Int32Array(functions);
    this.fileTexts = new Int32Array(functions);
  }

  /** What is written so far; valid until the next byte. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  byte(code: string): void {
    this.bytes[this.length++] = code.charCodeAt(0);
  }

  key(index: number): void {
    const file = Math.floor(index / FUNCTIONS_A_FILE);
    this.tuple(3);
    this.text(this.fileTexts, file, () => `/srv/app/site-packages/${word(file, 41)}/${word(file, 42)}_${file}.py`);
    this.whole(1 + (index % FUNCTIONS_A_FILE) * 17);
    this.text(this.functionTexts, index, () => `${word(index, 43)}_${word(index, 44)}_${index}`);
  }

  /** Five fields are those of a function, whose dict of callers is still to come; four those of a caller. */
  costs(calls: number, seconds: number, fields: 4 | 5): void {
    this.tuple(fields);
    this.whole(calls);
    this.whole(calls);
    this.float(seconds);
    this.float(seconds * 3);
  }

  private tuple(items: number): void {
    this.byte(')');
    this.bytes[this.length++] = items;
  }

  private whole(value: number): void {
    this.byte('i');
    this.int32(value);
  }

  private int32(value: number): void {
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  private float(value: number): void {
    this.byte('g');
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  private text(numbers: Int32Array, index: number, make: () => string): void {
    if (numbers[index] > 0) {
      this.byte('r');
      this.int32(numbers[index] - 1);
      return;
    }
    numbers[index] = ++this.texts;
    const text = make();
    this.bytes[this.length++] = NUMBERED_TEXT;
    this.bytes[this.length++] = text.length;
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }
}

// Function identities of a cProfile dump: (file, line, name) tuples to function rows.
// `~` and the empty file stand for built-ins: no file, and line 0 is no line. `python -m profile` puts a whole code object
// where the name belongs; it is named, never run. Python 2 and some writers have bytes for names: kept byte for byte.
import { NONE } from '../../base/brands.ts';
import type { FileIndex, FunctionIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { describeCode } from '../support/marshal-code.ts';
import type { MarshalValues } from '../support/marshal-values.ts';
import { isUtf8 } from '../support/utf8.ts';

const TILDE = 0x7e;

export class CprofileNames {
  private readonly values: MarshalValues;
  private readonly builder: RecordingBuilder;
  /** By number of the text: the builder's; NONE where it was not met yet. Every text is written once and referred to often. */
  private readonly texts: Int32Array;
  /** Likewise its file. */
  private readonly files: Int32Array;

  constructor(values: MarshalValues, builder: RecordingBuilder) {
    this.values = values;
    this.builder = builder;
    this.texts = new Int32Array(values.textCount).fill(NONE);
    this.files = new Int32Array(values.textCount).fill(NONE);
  }

  /** The function of a key; undefined if the key is no (file, line, name). */
  functionOf(key: number): FunctionIndex | undefined {
    const { values, builder } = this;
    if (values.kind(key) !== 'tuple' || values.count(key) !== 3) return undefined;
    const file = values.item(key, 0);
    const line = values.item(key, 1);
    const name = this.nameOf(values.item(key, 2));
    if (!values.isText(file) || values.kind(line) !== 'number' || name === undefined) return undefined;
    return builder.function({ name, file: this.fileOf(file), startLine: this.lineOf(line) });
  }

  private nameOf(value: number): number | undefined {
    const { values, builder } = this;
    if (values.isText(value)) return this.text(value);
    if (values.kind(value) !== 'code') return undefined;
    const { name, filename, line } = describeCode(values, value);
    if (!values.isText(name) || !values.isText(filename)) return undefined;
    return builder.strings.internText(
      `<code object ${this.decode(name)}, file "${this.decode(filename)}", line ${line}>`,
    );
  }

  private fileOf(value: number): FileIndex {
    const { values, builder } = this;
    const length = values.count(value);
    const noFile = length === 0 || (length === 1 && values.source[values.start(value)] === TILDE);
    if (noFile) return NONE as FileIndex;
    const { files } = this;
    const number = values.textNumber(value);
    if (files[number] === NONE) files[number] = builder.file(this.text(value));
    return files[number] as FileIndex;
  }

  private lineOf(value: number): number {
    const line = this.values.number(value);
    if (line === 0) return NONE;
    if (line > 0 && line <= 0x7fffffff && Number.isInteger(line)) return line;
    const message = 'A line number is negative or out of range; the line is not known.';
    this.builder.diagnose('odd-line', 'warning', message, { byte: this.values.offset(value) });
    return NONE;
  }

  private text(value: number): number {
    const { values, builder, texts } = this;
    const number = values.textNumber(value);
    if (texts[number] !== NONE) return texts[number];
    const start = values.start(value);
    const end = start + values.count(value);
    if (values.kind(value) === 'bytes' && !isUtf8(values.source, start, end)) {
      const message = 'A name is no valid UTF-8; it is read as Latin-1.';
      builder.diagnose('invalid-utf8', 'warning', message, { byte: values.offset(value) });
    }
    texts[number] = builder.strings.intern(values.source, start, end);
    return texts[number];
  }

  private decode(value: number): string {
    const start = this.values.start(value);
    return new TextDecoder().decode(this.values.source.subarray(start, start + this.values.count(value)));
  }
}

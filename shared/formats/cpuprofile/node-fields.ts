// The fields of a node in any order and with any white space between them, as other programs than V8 write them: an object that lies whole
// in one block of bytes, with the fields of today's form and nothing unusual in it. −1 for whatever differs (escapes, fractions, other
// fields, a node that goes on in the next block): the node then comes as events of the JSON stream, which also finds what is broken in it.
import { NONE } from '../../base/brands.ts';
import type { StringInterner } from '../../base/string-interner.ts';
import { blanks, JsonScan, keyBytes, startsWith } from '../support/json-scan.ts';
import { isInt32, type NodeRecord, UNNAMED } from './node-record.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const ID = keyBytes('id');
const CALL_FRAME = keyBytes('callFrame');
const HIT_COUNT = keyBytes('hitCount');
const CHILDREN = keyBytes('children');
const PARENT = keyBytes('parent');
const POSITION_TICKS = keyBytes('positionTicks');
const DEOPT_REASON = keyBytes('deoptReason');
const FUNCTION_NAME = keyBytes('functionName');
const SCRIPT_ID = keyBytes('scriptId');
const URL = keyBytes('url');
const LINE_NUMBER = keyBytes('lineNumber');
const COLUMN_NUMBER = keyBytes('columnNumber');
const LINE = keyBytes('line');
const TICKS = keyBytes('ticks');
const NO_REASON = keyBytes('no reason');

export class NodeFields {
  private readonly scan = new JsonScan();
  private readonly record: NodeRecord;
  private readonly strings: StringInterner;

  constructor(record: NodeRecord, strings: StringInterner) {
    this.record = record;
    this.strings = strings;
  }

  /** To be called with each new block. */
  begin(bytes: Uint8Array): void {
    this.scan.begin(bytes);
  }

  /** The node that begins at bytes[start]; the index behind it, or −1. */
  read(bytes: Uint8Array, start: number): number {
    if (start > this.scan.end) return NONE;
    const i = blanks(bytes, start + 1);
    if (bytes[i] === QUOTE) return this.rest(bytes, this.member(bytes, i + 1));
    return bytes[i] === CLOSE ? i + 1 : NONE;
  }

  /** What stands behind a member, up to the end of the node. */
  private rest(bytes: Uint8Array, start: number): number {
    let i = start;
    for (;;) {
      if (i < 0) return NONE;
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
      if (bytes[i] !== QUOTE) return NONE;
      i = this.member(bytes, i + 1);
    }
  }

  /** The numbers of a list, from the first one on; the index behind its bracket. */
  private childIds(bytes: Uint8Array, start: number): number {
    const { scan, record } = this;
    let i = start;
    for (;;) {
      i = scan.integer(bytes, i);
      if (i < 0) return NONE;
      record.children.push(scan.value);
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE_LIST) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
    }
  }

  /** A key and its value; bytes[start] is the key's first letter. */
  private member(bytes: Uint8Array, start: number): number {
    let i = 0;
    switch (bytes[start]) {
      case 0x69:
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, ID));
        this.record.id = this.scan.value;
        return i;
      case 0x68:
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, HIT_COUNT));
        if (this.scan.value < 0) return NONE;
        this.record.hits = this.scan.value;
        this.record.hasHits = true;
        return i;
      case 0x63:
        if (bytes[start + 1] === 0x61) return this.frame(bytes, this.scan.valueOfKey(bytes, start, CALL_FRAME));
        return this.children(bytes, this.scan.valueOfKey(bytes, start, CHILDREN));
      case 0x70:
        if (bytes[start + 1] === 0x6f) return this.ticks(bytes, this.scan.valueOfKey(bytes, start, POSITION_TICKS));
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, PARENT));
        this.record.parentId = this.scan.value;
        return i;
      case 0x64:
        i = this.scan.valueOfKey(bytes, start, DEOPT_REASON);
        if (i < 0 || bytes[i] !== QUOTE) return NONE;
        this.record.isDeoptimised = bytes[i + 1] !== QUOTE && !startsWith(bytes, i + 1, NO_REASON);
        return this.scan.text(bytes, i + 1);
      default:
        return NONE;
    }
  }

  private frame(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== OPEN) return NONE;
    this.record.name = UNNAMED;
    let i = blanks(bytes, start + 1);
    if (bytes[i] === CLOSE) return i + 1;
    for (;;) {
      if (bytes[i] !== QUOTE) return NONE;
      const at = i + 1;
      switch (bytes[at]) {
        case 0x66:
          i = this.functionName(bytes, this.scan.valueOfKey(bytes, at, FUNCTION_NAME));
          break;
        case 0x73:
          i = this.scriptId(bytes, this.scan.valueOfKey(bytes, at, SCRIPT_ID));
          break;
        case 0x75:
          i = this.urlOf(bytes, this.scan.valueOfKey(bytes, at, URL));
          break;
        case 0x6c:
          i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, at, LINE_NUMBER));
          this.record.line = this.scan.value;
          break;
        case 0x63:
          i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, at, COLUMN_NUMBER));
          this.record.column = this.scan.value;
          break;
        default:
          return NONE;
      }
      if (i < 0 || !isInt32(this.record.line) || !isInt32(this.record.column)) return NONE;
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
    }
  }

  private functionName(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== QUOTE) return NONE;
    const behind = this.scan.text(bytes, start + 1);
    if (behind < 0) return NONE;
    this.record.name = behind - 1 === start + 1 ? UNNAMED : this.strings.intern(bytes, start + 1, behind - 1);
    return behind;
  }

  private scriptId(bytes: Uint8Array, start: number): number {
    return start < 0 || bytes[start] !== QUOTE ? NONE : this.scan.text(bytes, start + 1);
  }

  private urlOf(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== QUOTE) return NONE;
    const behind = this.scan.text(bytes, start + 1);
    if (behind < 0) return NONE;
    this.record.url = behind - 1 === start + 1 ? NONE : this.strings.intern(bytes, start + 1, behind - 1);
    return behind;
  }

  private children(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== OPEN_LIST) return NONE;
    const i = blanks(bytes, start + 1);
    return bytes[i] === CLOSE_LIST ? i + 1 : this.childIds(bytes, i);
  }

  private ticks(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== OPEN_LIST) return NONE;
    let i = blanks(bytes, start + 1);
    if (bytes[i] === CLOSE_LIST) return i + 1;
    for (;;) {
      i = this.tick(bytes, i);
      if (i < 0) return NONE;
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE_LIST) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
    }
  }

  /** `{"line":12,"ticks":3}` and nothing else. */
  private tick(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== OPEN) return NONE;
    let i = blanks(bytes, start + 1);
    if (bytes[i] !== QUOTE) return NONE;
    i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, i + 1, LINE));
    if (i < 0) return NONE;
    const line = this.scan.value;
    i = blanks(bytes, i);
    if (bytes[i] !== COMMA) return NONE;
    i = blanks(bytes, i + 1);
    if (bytes[i] !== QUOTE) return NONE;
    i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, i + 1, TICKS));
    if (i < 0 || this.scan.value < 0 || !isInt32(line)) return NONE;
    this.record.tick(line, this.scan.value);
    i = blanks(bytes, i);
    return bytes[i] === CLOSE ? i + 1 : NONE;
  }
}

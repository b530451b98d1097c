// The fast lane for nodes as V8 writes them: an object that lies whole in one block of bytes, with the fields that it has today and nothing
// unusual in it. Whatever differs (escapes, fractions, other fields, a node that goes on in the next block) makes the lane step back before
// it has taken anything: the node then comes as events of the JSON stream, which also finds what is broken in it.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import type { StringInterner } from '../../base/string-interner.ts';
import { GrowableNumbers } from '../support/growable-numbers.ts';
import { blanks, JsonRun, JsonScan, keyBytes, startsWith } from '../support/json-scan.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** Scripts are numbered from 1; larger numbers are not remembered. */
const SCRIPTS = 1 << 16;

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

// A node from V8 itself, up to its number of hits, has nothing else between its values.
const BEFORE_ID = new JsonRun('{"id":');
const BEFORE_NAME = new JsonRun(',"callFrame":{"functionName":"');
const BEFORE_SCRIPT = new JsonRun('","scriptId":"');
const BEFORE_URL = new JsonRun('","url":"');
const BEFORE_LINE = new JsonRun('","lineNumber":');
const BEFORE_COLUMN = new JsonRun(',"columnNumber":');
const BEFORE_HITS = new JsonRun('},"hitCount":');

/** Name of a function that has an empty one. */
export const UNNAMED = -2;

/** What a node says. Texts are rows of the interner; NONE where missing, NaN for ids. */
export class NodeLane {
  id = Number.NaN;
  parentId = Number.NaN;
  hits = 0;
  hasHits = false;
  name = NONE;
  url = NONE;
  line = NONE;
  column = NONE;
  isDeoptimised = false;
  readonly children = new GrowableNumbers();
  readonly tickLines = new GrowableInt32();
  readonly tickCounts = new GrowableNumbers();
  private readonly strings: StringInterner;
  /** By number of the script: its URL as the last node of it had it; NONE. */
  private readonly urlOfScript = new Int32Array(SCRIPTS).fill(NONE);
  private readonly scan = new JsonScan();
  /** Of the block that is being read. */
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(strings: StringInterner) {
    this.strings = strings;
  }

  /** To be called with each new block. */
  begin(bytes: Uint8Array): void {
    this.scan.begin(bytes);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Reads the node that begins at bytes[start]; the index behind it, or −1. */
  read(bytes: Uint8Array, start: number): number {
    this.clear();
    if (start > this.scan.end) return NONE;
    let i = this.usual(bytes, start);
    if (i < 0) {
      this.clear();
      i = blanks(bytes, start + 1);
      if (bytes[i] === QUOTE) i = this.member(bytes, i + 1);
      else if (bytes[i] !== CLOSE) return NONE;
    }
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

  /** Up to the number of hits, where everything stands as in V8's own files; −1. */
  private usual(bytes: Uint8Array, start: number): number {
    const { scan, view } = this;
    let i = scan.integer(bytes, BEFORE_ID.behind(view, start));
    if (i < 0) return NONE;
    this.id = scan.value;
    const name = BEFORE_NAME.behind(view, i);
    i = this.nameAt(bytes, name);
    if (i < 0) return NONE;
    const script = BEFORE_SCRIPT.behind(view, i - 1);
    i = scan.integer(bytes, script);
    if (i < 0) return NONE;
    const scriptId = scan.value >= 0 && scan.value < SCRIPTS ? scan.value : NONE;
    i = this.urlAt(bytes, BEFORE_URL.behind(view, i), scriptId);
    if (i < 0) return NONE;
    i = scan.integer(bytes, BEFORE_LINE.behind(view, i - 1));
    if (i < 0) return NONE;
    this.line = scan.value;
    i = scan.integer(bytes, BEFORE_COLUMN.behind(view, i));
    if (i < 0) return NONE;
    this.column = scan.value;
    i = scan.integer(bytes, BEFORE_HITS.behind(view, i));
    if (i < 0 || scan.value < 0 || !isInt32(this.line) || !isInt32(this.column)) return NONE;
    this.hits = scan.value;
    this.hasHits = true;
    return i;
  }

  private clear(): void {
    this.id = Number.NaN;
    this.parentId = Number.NaN;
    this.hits = 0;
    this.hasHits = false;
    this.name = NONE;
    this.url = NONE;
    this.line = NONE;
    this.column = NONE;
    this.isDeoptimised = false;
    this.children.length = 0;
    this.tickLines.length = 0;
    this.tickCounts.length = 0;
  }

  /** A key and its value; bytes[start] is the key's first letter. */
  private member(bytes: Uint8Array, start: number): number {
    let i = 0;
    switch (bytes[start]) {
      case 0x69:
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, ID));
        this.id = this.scan.value;
        return i;
      case 0x68:
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, HIT_COUNT));
        if (this.scan.value < 0) return NONE;
        this.hits = this.scan.value;
        this.hasHits = true;
        return i;
      case 0x63:
        if (bytes[start + 1] === 0x61) return this.frame(bytes, this.scan.valueOfKey(bytes, start, CALL_FRAME));
        return this.childIds(bytes, this.scan.valueOfKey(bytes, start, CHILDREN));
      case 0x70:
        if (bytes[start + 1] === 0x6f) return this.ticks(bytes, this.scan.valueOfKey(bytes, start, POSITION_TICKS));
        i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, start, PARENT));
        this.parentId = this.scan.value;
        return i;
      case 0x64:
        i = this.scan.valueOfKey(bytes, start, DEOPT_REASON);
        if (i < 0 || bytes[i] !== QUOTE) return NONE;
        this.isDeoptimised = bytes[i + 1] !== QUOTE && !startsWith(bytes, i + 1, NO_REASON);
        return this.scan.text(bytes, i + 1);
      default:
        return NONE;
    }
  }

  private frame(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== OPEN) return NONE;
    this.name = UNNAMED;
    let script = NONE;
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
          script = this.scan.value;
          break;
        case 0x75:
          i = this.urlOf(bytes, this.scan.valueOfKey(bytes, at, URL), script);
          break;
        case 0x6c:
          i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, at, LINE_NUMBER));
          this.line = this.scan.value;
          break;
        case 0x63:
          i = this.scan.integer(bytes, this.scan.valueOfKey(bytes, at, COLUMN_NUMBER));
          this.column = this.scan.value;
          break;
        default:
          return NONE;
      }
      if (i < 0 || !isInt32(this.line) || !isInt32(this.column)) return NONE;
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
    }
  }

  private functionName(bytes: Uint8Array, start: number): number {
    return start < 0 || bytes[start] !== QUOTE ? NONE : this.nameAt(bytes, start + 1);
  }

  private nameAt(bytes: Uint8Array, start: number): number {
    const { scan } = this;
    const behind = scan.hashedText(bytes, start);
    if (behind < 0) return NONE;
    const end = behind - 1;
    this.name = end === start ? UNNAMED : this.strings.internHashed(bytes, start, end, scan.hash);
    return behind;
  }

  /** A text that is a number, as V8 writes it; `value` is NONE where it is another text. */
  private scriptId(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== QUOTE) return NONE;
    const behind = this.scan.text(bytes, start + 1);
    const digits = this.scan.integer(bytes, start + 1);
    if (digits !== behind - 1 || this.scan.value < 0 || this.scan.value >= SCRIPTS) this.scan.value = NONE;
    return behind;
  }

  private urlOf(bytes: Uint8Array, start: number, script: number): number {
    return start < 0 || bytes[start] !== QUOTE ? NONE : this.urlAt(bytes, start + 1, script);
  }

  /** The nodes of a script have the same URL: it is compared, not looked for. */
  private urlAt(bytes: Uint8Array, start: number, script: number): number {
    if (start < 0) return NONE;
    if (script !== NONE && this.urlOfScript[script] !== NONE) {
      const known = this.urlOfScript[script];
      const end = this.strings.endOfSame(known, this.view, start);
      if (end > 0 && bytes[end] === QUOTE) {
        this.url = known;
        return end + 1;
      }
    }
    const behind = this.scan.text(bytes, start);
    if (behind < 0) return NONE;
    this.url = behind - 1 === start ? NONE : this.strings.intern(bytes, start, behind - 1);
    if (script !== NONE) this.urlOfScript[script] = this.url;
    return behind;
  }

  private childIds(bytes: Uint8Array, start: number): number {
    if (start < 0 || bytes[start] !== OPEN_LIST) return NONE;
    let i = blanks(bytes, start + 1);
    if (bytes[i] === CLOSE_LIST) return i + 1;
    for (;;) {
      i = this.scan.integer(bytes, i);
      if (i < 0) return NONE;
      this.children.push(this.scan.value);
      i = blanks(bytes, i);
      if (bytes[i] === CLOSE_LIST) return i + 1;
      if (bytes[i] !== COMMA) return NONE;
      i = blanks(bytes, i + 1);
    }
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
    if (this.scan.value > 0 && line > 0) {
      this.tickLines.push(line);
      this.tickCounts.push(this.scan.value);
    }
    i = blanks(bytes, i);
    return bytes[i] === CLOSE ? i + 1 : NONE;
  }
}

function isInt32(value: number): boolean {
  return value === (value | 0);
}

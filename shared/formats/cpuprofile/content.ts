// What a .cpuprofile says, as columns, while its JSON streams by: a row for each node, lists of samples and time steps.
// Both forms: `nodes` with children or parent ids (Chrome DevTools Protocol), and the old tree under `head`, where the node's
// fields stand beside its children, lines and columns count from 1, and startTime/endTime are seconds.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { GrowableNumbers } from '../support/growable-numbers.ts';
import { blanks } from '../support/json-scan.ts';
import { type JsonHandler, OUTSIDE, SKIP } from '../support/json-stream.ts';
import type { TextBytes } from '../support/json-text.ts';
import { NumberPages } from '../support/number-pages.ts';
import { Frames } from './frames.ts';
import { KEY } from './keys.ts';
import { NodeFields } from './node-fields.ts';
import { NodeLane } from './node-lane.ts';
import { NodeRecord, UNNAMED } from './node-record.ts';
import { OpenNodes } from './open-nodes.ts';

const TOP = 1;
const NODES = 2;
const NODE = 3;
const FRAME = 4;
const CHILDREN = 5;
const TICKS = 6;
const TICK = 7;
const SAMPLES = 8;
const DELTAS = 9;
const STAMPS = 10;

const COMMA = 0x2c;
const OPEN = 0x7b;

export class CpuprofileContent implements JsonHandler {
  /** By node: id, NaN where missing; hits; the frame. */
  readonly id = new GrowableNumbers();
  readonly hits = new GrowableNumbers();
  readonly frame = new GrowableInt32();
  readonly frames: Frames;
  /** Row of the node that this one stands inside of, or NONE; empty but in the old form. */
  readonly outer = new GrowableInt32();
  /** Links row → child id, and row → parent id. */
  readonly linkRow = new GrowableInt32();
  readonly linkChild = new GrowableNumbers();
  readonly parentRow = new GrowableInt32();
  readonly parentId = new GrowableNumbers();
  readonly samples = new NumberPages();
  readonly deltas = new NumberPages();
  readonly stamps = new NumberPages();
  startTime: number | undefined;
  endTime: number | undefined;
  title: string | undefined;
  hasNodes = false;
  hasHead = false;
  hasSamples = false;
  hasDeltas = false;
  hasStamps = false;
  nodesAreNoList = false;
  /** What was read last stands in the list of nodes. */
  isAmongNodes = false;
  isAmongSamples = false;
  /** Of all samples the first ones: the end of the recording is not theirs. */
  samplesAreCut = false;
  /** Things in the list of nodes that are none. */
  oddNodes = 0;
  deoptimised = 0;
  hasHits = false;
  private readonly builder: RecordingBuilder;
  private readonly lane: NodeLane;
  private readonly fields: NodeFields;
  private readonly record = new NodeRecord();
  private readonly openNodes = new OpenNodes();
  private row = NONE;
  /** Depth of `row` among the open nodes. */
  private depth = NONE;
  private ticksLine = NONE;
  private ticks = 0;

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
    this.frames = new Frames(builder.strings);
    this.lane = new NodeLane(builder.strings, this.frames);
    this.fields = new NodeFields(this.record, builder.strings);
  }

  get nodeCount(): number {
    return this.id.length;
  }

  /** Nodes that were read to their end. */
  get wholeNodes(): number {
    return this.id.length - this.openNodes.row.length;
  }

  /** To be called when everything was read. */
  seal(): void {
    this.lane.fetchTicks(true);
    for (const list of [this.samples, this.deltas, this.stamps]) list.seal();
  }

  /** Lets go what is not needed once the contexts are made and samples are all that is left. */
  forgetNodes(): void {
    for (const list of [this.id, this.hits, this.frame, this.outer, this.frames]) list.clear();
    for (const list of [this.linkRow, this.linkChild, this.parentRow, this.parentId]) list.clear();
  }

  open(parent: number, key: number, isArray: boolean): number {
    switch (parent) {
      case OUTSIDE:
        return isArray ? SKIP : TOP;
      case TOP:
        return this.openInTop(key, isArray);
      case NODES:
        if (isArray) this.literal(NODES, key);
        return isArray ? SKIP : this.beginNode(NONE);
      case CHILDREN:
        return isArray ? SKIP : this.beginNode(this.row);
      case NODE:
        if (key === KEY['callFrame'] && !isArray) {
          this.openNodes.name.array[this.depth] = UNNAMED;
          return FRAME;
        }
        if (key === KEY['children'] && isArray) return CHILDREN;
        return key === KEY['positionTicks'] && isArray ? TICKS : SKIP;
      case TICKS:
        this.ticksLine = NONE;
        this.ticks = 0;
        return isArray ? SKIP : TICK;
      default:
        this.literal(parent, key);
        return SKIP;
    }
  }

  takeObjects(role: number, bytes: Uint8Array, start: number): number {
    if (role !== NODES) return NONE;
    let taken = NONE;
    this.fields.begin(bytes);
    for (let i = start; bytes[i] === OPEN; ) {
      const behind = this.nodesFrom(bytes, i);
      if (behind < 0) break;
      taken = behind;
      i = blanks(bytes, behind);
      if (bytes[i] !== COMMA) break;
      i = blanks(bytes, i + 1);
    }
    return taken;
  }

  takeNumbers(role: number, bytes: Uint8Array, start: number): number {
    const sink = this.sink(role);
    return sink === undefined ? start : this.lane.readNumbers(bytes, start, sink);
  }

  sink(role: number): NumberPages | undefined {
    if (role === SAMPLES) return this.samples;
    if (role === DELTAS) return this.deltas;
    return role === STAMPS ? this.stamps : undefined;
  }

  close(role: number): void {
    if (role === NODE) this.endNode();
    else if (role === NODES) this.isAmongNodes = false;
    else if (role === SAMPLES) this.isAmongSamples = false;
    else if (role === TICK && this.ticks > 0 && this.ticksLine > 0)
      this.openNodes.addTick(this.row, this.ticksLine, this.ticks);
  }

  number(role: number, key: number, value: number): void {
    switch (role) {
      case TOP:
        if (key === KEY['startTime']) this.startTime = value;
        else if (key === KEY['endTime']) this.endTime = value;
        return;
      case CHILDREN:
        this.linkRow.push(this.row);
        this.linkChild.push(value);
        return;
      case TICK:
        if (key === KEY['line']) this.ticksLine = asInt32(value);
        else if (key === KEY['ticks']) this.ticks = this.countOf(value);
        return;
      case NODE:
      case FRAME:
        this.nodeNumber(role, key, value);
        return;
      case NODES:
        this.literal(role, key);
        return;
      default:
        this.sink(role)?.push(value);
    }
  }

  text(role: number, key: number, text: TextBytes): void {
    const { bytes, start, end } = text;
    if (role === TOP && key === KEY['title']) {
      this.title = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 1000)));
    } else if (role === NODE && (key === KEY['deoptReason'] || key === KEY['bailoutReason'])) {
      // V8 writes "" or "no reason" for functions that were never thrown out of optimised code.
      const reason = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 20)));
      if (reason !== '' && reason !== 'no reason') this.deoptimised++;
    } else if ((role === FRAME || role === NODE) && (key === KEY['functionName'] || key === KEY['url'])) {
      this.nodeText(key, text);
    } else if (this.wantsNumber(role, key)) {
      this.numberAsText(role, key, text);
    }
  }

  literal(role: number, key: number): void {
    const sink = this.sink(role);
    if (sink !== undefined) {
      // Keeps the lists in step: something stands there, though no number.
      sink.push(Number.NaN);
      this.builder.diagnose(
        'odd-number',
        'warning',
        'Something that is no number stands among the samples or their times.',
      );
    } else if (role === NODES) {
      this.oddNodes++;
      this.builder.diagnose('odd-node', 'warning', 'Something in the list of nodes is no node; it was left out.');
    } else if (role === FRAME && (key === KEY['functionName'] || key === KEY['url'])) {
      this.builder.diagnose('odd-function', 'warning', 'A function has a name or URL that is no text.');
    }
  }

  private openInTop(key: number, isArray: boolean): number {
    if (key === KEY['nodes']) {
      if (this.hasNodes) this.warnOfSecond();
      this.hasNodes = isArray;
      this.nodesAreNoList = !isArray;
      this.isAmongNodes = isArray;
      return isArray ? NODES : SKIP;
    }
    if (key === KEY['head'] && !isArray) {
      this.hasHead = true;
      while (this.outer.length < this.nodeCount) this.outer.push(NONE);
      return this.beginNode(NONE);
    }
    if (!isArray) return SKIP;
    if (key === KEY['samples']) {
      if (this.hasSamples) this.warnOfSecond();
      this.hasSamples = true;
      this.isAmongSamples = true;
      return SAMPLES;
    }
    if (key === KEY['timeDeltas']) {
      if (this.hasDeltas) this.warnOfSecond();
      this.hasDeltas = true;
      return DELTAS;
    }
    if (key === KEY['timestamps']) {
      if (this.hasStamps) this.warnOfSecond();
      this.hasStamps = true;
      return STAMPS;
    }
    return SKIP;
  }

  private warnOfSecond(): void {
    this.builder.diagnose(
      'second-list',
      'warning',
      'A list stands in the file twice; what both hold counts as one list.',
    );
  }

  private beginNode(outer: number): number {
    this.row = this.appendNode(0, 0, NONE);
    this.depth = this.openNodes.begin(this.row);
    if (this.hasHead) this.outer.push(outer);
    else if (outer !== NONE) {
      const message = 'A node in the list of nodes holds another one; that counts as one that nobody calls.';
      this.builder.diagnose('nested-node', 'warning', message);
    }
    return NODE;
  }

  private endNode(): void {
    const { openNodes, frames, depth } = this;
    const { id, name, url, line, column } = openNodes;
    this.id.set(this.row, id.array[depth]);
    this.frame.array[this.row] = frames.frame(
      name.array[depth],
      url.array[depth],
      line.array[depth],
      column.array[depth],
    );
    this.depth = openNodes.end();
    this.row = this.depth === NONE ? NONE : openNodes.row.array[this.depth];
    if (this.depth !== NONE) return;
    // Only now all of their nodes have a frame.
    const { tickRow, tickLine, tickCount } = openNodes;
    if (tickRow.length > 0) this.lane.fetchTicks();
    for (let i = 0; i < tickRow.length; i++)
      frames.addTick(tickRow.array[i], this.frame.array[tickRow.array[i]], tickLine.array[i], tickCount.array[i]);
    openNodes.clearTicks();
  }

  private appendNode(id: number, hits: number, frame: number): number {
    this.id.push(id);
    this.hits.push(hits);
    return this.frame.push(frame);
  }

  /** Takes nodes as V8 writes them, or else one with other fields or blanks; the index behind, or −1. */
  private nodesFrom(bytes: Uint8Array, start: number): number {
    const { lane, record } = this;
    const behind = lane.readNodes(bytes, start, this);
    if (behind >= 0) {
      if (this.hasHead) while (this.outer.length < this.nodeCount) this.outer.push(NONE);
      return behind;
    }
    record.clear();
    const end = this.fields.read(bytes, start);
    if (end >= 0) this.addNode(record);
    return end;
  }

  private addNode(node: NodeRecord): void {
    const frame = this.frames.frame(node.name, node.url, node.line, node.column);
    const row = this.appendNode(node.id, node.hits, frame);
    this.hasHits ||= node.hasHits;
    if (this.hasHead) this.outer.push(NONE);
    if (node.isDeoptimised) this.deoptimised++;
    if (!Number.isNaN(node.parentId)) this.addParent(row, node.parentId);
    const { children, tickLines, tickCounts } = node;
    for (let i = 0; i < children.length; i++) {
      this.linkRow.push(row);
      this.linkChild.push(children.array[i]);
    }
    if (tickLines.length > 0) this.lane.fetchTicks();
    for (let i = 0; i < tickLines.length; i++) this.frames.addTick(row, frame, tickLines.array[i], tickCounts.array[i]);
  }

  private addParent(row: number, id: number): void {
    this.parentRow.push(row);
    this.parentId.push(id);
  }

  private nodeNumber(role: number, key: number, value: number): void {
    const { row, depth, openNodes } = this;
    if (key === KEY['lineNumber']) openNodes.line.array[depth] = asInt32(value);
    else if (key === KEY['columnNumber']) openNodes.column.array[depth] = asInt32(value);
    else if (role === FRAME) this.literal(role, key);
    else if (key === KEY['id']) openNodes.id.array[depth] = value;
    else if (key === KEY['parent']) this.addParent(row, value);
    else if (key === KEY['hitCount']) {
      this.hits.set(row, this.countOf(value));
      this.hasHits = true;
    }
  }

  private countOf(value: number): number {
    if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
    this.builder.diagnose('odd-count', 'warning', 'A number of hits is negative or out of range; it counts as 0.');
    return 0;
  }

  private nodeText(key: number, { bytes, start, end }: TextBytes): void {
    if (key === KEY['url']) {
      if (end > start) this.openNodes.url.array[this.depth] = this.builder.strings.intern(bytes, start, end);
    } else {
      this.openNodes.name.array[this.depth] = end > start ? this.builder.strings.intern(bytes, start, end) : UNNAMED;
    }
  }

  private wantsNumber(role: number, key: number): boolean {
    if (role === NODE) return key === KEY['id'] || key === KEY['parent'] || key === KEY['hitCount'];
    if (role === FRAME) return key === KEY['lineNumber'] || key === KEY['columnNumber'];
    if (role === TOP) return key === KEY['startTime'] || key === KEY['endTime'];
    return role === CHILDREN || role === TICK || this.sink(role) !== undefined;
  }

  private numberAsText(role: number, key: number, { bytes, start, end }: TextBytes): void {
    const text = end - start > 30 ? '' : new TextDecoder().decode(bytes.subarray(start, end));
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    this.builder.diagnose(
      'number-as-text',
      'warning',
      'A number is written as a text; it is read as the number that it shows.',
    );
    if (Number.isNaN(value)) this.literal(role, key);
    else this.number(role, key, value);
  }
}

function asInt32(value: number): number {
  return value === (value | 0) ? value : NONE;
}

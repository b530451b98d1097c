// Sealing rows in another thread than the one that reads: staged rows go there in shared memory, and columns come back when they are asked for.
// A thread that only tokenizes waits two thirds of its time; this one looks at its port between blocks. Arrays that it is done with go back, because memory
// that is touched for the first time costs more than what is written to it. While it waits, and when everything is read, it adds up the rows
// (thread-sums.ts), so that the one who reads can look for cycles at once.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { RowColumns, RowSums } from '../../shared/analysis/row-sums.ts';
import { BlockScratch } from '../../shared/base/column-blocks.ts';
import {
  type PackedColumns,
  packColumns,
  type RowSealer,
  type SealedColumns,
  type Stage,
  type StagedRows,
  sealRows,
  unpackColumns,
  widenNumbers,
} from '../../shared/model/sealed-rows.ts';
import { ThreadSums } from './thread-sums.ts';

/** To the one who seals: columns to be added up, in shared memory. */
interface SumsWork {
  readonly sum: RowColumns;
}

/** Or rows; without them, the columns are wanted. */
interface SealingWork {
  readonly table: number;
  readonly rows?: StagedRows;
  /** With the first rows. */
  readonly columns?: PackedColumns | undefined;
}

/** Or nothing: what was added up does not count. */
interface RenamingWork {
  readonly renameLater: true;
}

type Work = SumsWork | SealingWork | RenamingWork;

/** Back: sums; undefined where it is not to be done at once. */
interface SumsResult {
  readonly sums: RowSums | undefined;
}

/** Or arrays to be used again, or the columns. */
interface SealingResult {
  readonly table: number;
  readonly stage?: Stage;
  readonly columns?: PackedColumns;
}

/** The half of the thread that seals. */
export class RowSealing {
  private readonly port: MessagePort;
  private readonly scratch = new BlockScratch(true);
  private readonly tables = new Map<number, SealedColumns>();
  private readonly sums = new ThreadSums(this.tables);

  constructor(port: MessagePort) {
    this.port = port;
  }

  /** Does what there is to do now; true where something was sent back that is waited for. */
  work(): boolean {
    let isFetched = false;
    for (let next = this.receive(); next !== undefined; next = this.receive()) isFetched = this.do(next) || isFetched;
    return isFetched;
  }

  /** Goes on for as long as the thread lives. */
  workOn(onFetched: () => void): void {
    const spendTime = (): void => {
      if (this.addUpSome()) setImmediate(spendTime);
    };
    this.port.on('message', (work: Work) => {
      if (this.do(work)) onFetched();
      spendTime();
    });
    spendTime();
  }

  /** A millisecond of work that can wait; false where there is none. */
  addUpSome(): boolean {
    return this.sums.advance();
  }

  private receive(): Work | undefined {
    return receiveMessageOnPort(this.port)?.message;
  }

  private do(work: Work): boolean {
    if ('renameLater' in work) {
      this.sums.giveUp();
      return false;
    }
    if ('sum' in work) {
      const sums = this.sums.finish(work.sum);
      const result: SumsResult = { sums };
      // The only ones that this thread loses, and the last thing that it does.
      this.port.postMessage(result, sums === undefined ? [] : memoryOf(sums));
      return true;
    }
    return this.seal(work);
  }

  private seal({ table, rows, columns }: SealingWork): boolean {
    if (columns !== undefined) {
      this.tables.set(table, unpackColumns(columns, this.scratch));
      this.sums.begin(table);
    }
    const sealed = this.tables.get(table);
    if (sealed === undefined) throw new Error('assertion failed: rows came without the columns they belong to');
    if (rows === undefined) {
      this.sums.leave(table, sealed.keys[0].length);
      this.tables.delete(table);
      this.send({ table, columns: packColumns(sealed) });
      return true;
    }
    widenNumbers(sealed.numbers, rows.stride, sealed.keys[0].length, this.scratch);
    sealRows(sealed, rows);
    const { keys, numbers } = rows;
    this.send({ table, stage: { keys, numbers } });
    return false;
  }

  private send(result: SealingResult): void {
    this.port.postMessage(result);
  }
}

function memoryOf({ self, incoming, outgoing, flags, counts }: RowSums): ArrayBuffer[] {
  const arrays = [self, incoming, outgoing, flags, counts.calls, counts.callers, counts.callees];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

/** The half of the one who reads. */
export class ThreadSealer implements RowSealer {
  private readonly port: MessagePort;
  private readonly isHere: () => boolean;
  private readonly nextMessage: () => Promise<boolean>;
  private readonly stages = new Map<number, Stage[]>();
  private readonly fetched = new Map<number, PackedColumns>();
  private summed: SumsResult | undefined;

  /** nextMessage: waits for the thread to say something; false when reading was cancelled; throws when the thread died. */
  constructor(port: MessagePort, isHere: () => boolean, nextMessage: () => Promise<boolean>) {
    this.port = port;
    this.isHere = isHere;
    this.nextMessage = nextMessage;
  }

  get isReady(): boolean {
    return this.isHere();
  }

  take(table: number, rows: StagedRows, columns: PackedColumns | undefined): Stage | undefined {
    this.send({ table, rows, columns });
    this.receive();
    return this.spare(table);
  }

  spare(table: number): Stage | undefined {
    return this.stages.get(table)?.pop();
  }

  async fetch(table: number): Promise<PackedColumns | undefined> {
    this.send({ table });
    for (;;) {
      this.receive();
      const columns = this.fetched.get(table);
      if (columns !== undefined) {
        this.fetched.delete(table);
        return columns;
      }
      if (!(await this.nextMessage())) return undefined;
    }
  }

  renameLater(): void {
    this.send({ renameLater: true });
  }

  /** Adds up the columns; undefined where they have to be added up here: they are not in memory that threads share, or it was cancelled. */
  async sum(columns: RowColumns): Promise<RowSums | undefined> {
    if (!this.isReady || !isShared(columns)) return undefined;
    this.send({ sum: columns });
    for (;;) {
      this.receive();
      if (this.summed !== undefined) return this.summed.sums;
      if (!(await this.nextMessage())) return undefined;
    }
  }

  private send(work: Work): void {
    this.port.postMessage(work);
  }

  private receive(): void {
    for (let next = receiveMessageOnPort(this.port); next !== undefined; next = receiveMessageOnPort(this.port)) {
      const message: SealingResult | SumsResult = next.message;
      if ('sums' in message) {
        this.summed = message;
        continue;
      }
      const { table, stage, columns } = message;
      if (columns !== undefined) this.fetched.set(table, columns);
      if (stage === undefined) continue;
      const stages = this.stages.get(table);
      if (stages === undefined) this.stages.set(table, [stage]);
      else stages.push(stage);
    }
  }
}

/** Columns in which all rows hold the same are not shared, and small; a copy of larger ones would take the time that it saves. */
const MOST_COPIED = 8 << 20;

function isShared({ self, calls }: RowColumns): boolean {
  let copied = 0;
  for (const array of [calls.caller, calls.callee, calls.callCount, calls.costs, self.fn, self.costs])
    if (array !== undefined && !(array.buffer instanceof SharedArrayBuffer)) copied += array.byteLength;
  return copied <= MOST_COPIED;
}

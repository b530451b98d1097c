// Sealing rows in another thread than the one that reads: staged rows go there in shared memory, and columns come back when they are asked for.
// A thread that only tokenizes waits two thirds of its time; this one looks at its port between blocks. Arrays that it is done with go back, because memory
// that is touched for the first time costs more than what is written to it.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
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

/** To the one who seals: rows; without them, the columns are wanted. */
interface SealingWork {
  readonly table: number;
  readonly rows?: StagedRows;
  /** With the first rows. */
  readonly columns?: PackedColumns | undefined;
}

/** Back: arrays to be used again, or the columns. */
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

  constructor(port: MessagePort) {
    this.port = port;
  }

  /** Does what there is to do now; true where columns were sent back. */
  work(): boolean {
    let isFetched = false;
    for (let next = this.receive(); next !== undefined; next = this.receive()) isFetched = this.do(next) || isFetched;
    return isFetched;
  }

  /** Goes on for as long as the thread lives. */
  workOn(onFetched: () => void): void {
    this.port.on('message', (work: SealingWork) => {
      if (this.do(work)) onFetched();
    });
  }

  private receive(): SealingWork | undefined {
    return receiveMessageOnPort(this.port)?.message;
  }

  private do({ table, rows, columns }: SealingWork): boolean {
    if (columns !== undefined) this.tables.set(table, unpackColumns(columns, this.scratch));
    const sealed = this.tables.get(table);
    if (sealed === undefined) throw new Error('assertion failed: rows came without the columns they belong to');
    if (rows === undefined) {
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

/** The half of the one who reads. */
export class ThreadSealer implements RowSealer {
  private readonly port: MessagePort;
  private readonly isHere: () => boolean;
  private readonly nextMessage: () => Promise<boolean>;
  private readonly stages = new Map<number, Stage[]>();
  private readonly fetched = new Map<number, PackedColumns>();

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
    return this.stages.get(table)?.pop();
  }

  async fetch(table: number): Promise<PackedColumns | undefined> {
    this.send({ table });
    for (;;) {
      this.receive();
      const columns = this.fetched.get(table);
      if (columns !== undefined) {
        this.fetched.delete(table);
        this.stages.delete(table);
        return columns;
      }
      if (!(await this.nextMessage())) return undefined;
    }
  }

  private send(work: SealingWork): void {
    this.port.postMessage(work);
  }

  private receive(): void {
    for (let next = receiveMessageOnPort(this.port); next !== undefined; next = receiveMessageOnPort(this.port)) {
      const { table, stage, columns }: SealingResult = next.message;
      if (columns !== undefined) this.fetched.set(table, columns);
      if (stage === undefined) continue;
      const stages = this.stages.get(table);
      if (stages === undefined) this.stages.set(table, [stage]);
      else stages.push(stage);
    }
  }
}

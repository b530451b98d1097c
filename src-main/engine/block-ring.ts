// The memory that the threads which tokenize a large file share with the one that reads it: a ring of blocks, each with bytes of the file and
// their tokens, and a few numbers that say how far everybody is. Block n begins n × BLOCK_BYTES behind the first byte and stands in slot n mod SLOTS.
// A slot is its thread's until publish(), then the reader's until release(); only threads ever block, the reader waits for a message.
import type { PreparedBlock } from '../../shared/base/byte-source.ts';
import { createTokenMemory, type TokenMemory } from '../../shared/formats/support/callgrind-tokenizer.ts';

/** Large enough that messages are few, small enough that tokens are read while they are in some cache. */
export const BLOCK_BYTES = 1 << 19;
/** For tokens: where lines are so short that they need more, the reader makes the rest itself. */
const BLOCK_WORDS = BLOCK_BYTES / 2;
const SLOTS = 5;
const MILLISECONDS_BETWEEN_LOOKS = 3;

/** What a thread says first. To be raised with every change of what is shared: a thread of another build is then not used, instead of waited for. */
export const HERE = 'here 5';

/** Places in `numbers`. The first byte is in two halves. */
const STARTED = 0;
const SETTING = 1;
const FROM_HIGH = 2;
const FROM_LOW = 3;
const NEXT = 4;
const RELEASED = 5;
const WAITING = 6;
const FIRST_SLOT = 8;
const HALF = 2 ** 26;
/** Of a slot. */
const PUBLISHED = 0;
const FILLED = 1;
const START = 2;
const END = 3;
const LENGTH = 4;
const MADE_WITH = 5;
const SLOT_WIDTH = 8;

/** What is handed to the threads. */
export interface RingMemory {
  readonly numbers: SharedArrayBuffer;
  /** Bytes of all slots, then tokens of all. */
  readonly blocks: TokenMemory;
}

export function createRingMemory(): RingMemory {
  return {
    numbers: new SharedArrayBuffer((FIRST_SLOT + SLOTS * SLOT_WIDTH) * 4),
    blocks: createTokenMemory(SLOTS * (BLOCK_BYTES + BLOCK_WORDS * 4)),
  };
}

/** The ring as one thread sees it. */
export class BlockRing {
  private readonly memory: RingMemory;
  private readonly numbers: Int32Array;

  constructor(memory: RingMemory) {
    this.memory = memory;
    this.numbers = new Int32Array(memory.numbers);
  }

  /** Where the bytes of a block go. */
  bytesOf(block: number): Uint8Array {
    return new Uint8Array(this.memory.blocks.buffer, (block % SLOTS) * BLOCK_BYTES, BLOCK_BYTES);
  }

  wordsOf(block: number): Int32Array {
    return new Int32Array(
      this.memory.blocks.buffer,
      SLOTS * BLOCK_BYTES + (block % SLOTS) * BLOCK_WORDS * 4,
      BLOCK_WORDS,
    );
  }

  /** The reader's: lets the threads begin at byte `from`. */
  start(from: number): void {
    const { numbers } = this;
    numbers[FROM_HIGH] = Math.floor(from / HALF);
    numbers[FROM_LOW] = from % HALF;
    Atomics.store(numbers, STARTED, 1);
    Atomics.notify(numbers, STARTED);
  }

  /** The reader's: how tokens are to be made from now on. */
  set setting(setting: number) {
    Atomics.store(this.numbers, SETTING, setting);
  }

  /** A thread's. */
  get setting(): number {
    return Atomics.load(this.numbers, SETTING);
  }

  /** The reader's: the block, where it is there. */
  find(block: number): PreparedBlock | undefined {
    const { numbers } = this;
    const first = placeOf(block);
    if (Atomics.load(numbers, first + PUBLISHED) !== block + 1) return undefined;
    return {
      bytes: this.bytesOf(block).subarray(0, numbers[first + FILLED]),
      words: this.wordsOf(block),
      start: numbers[first + START],
      end: numbers[first + END],
      length: numbers[first + LENGTH],
      setting: numbers[first + MADE_WITH],
    };
  }

  /** The reader's: asks for a message when a block is published; to be followed by another find(), lest it was just now. */
  askForMessage(): void {
    Atomics.store(this.numbers, WAITING, 1);
  }

  /** The reader's: has done with the block and all before it. Wakes nobody: that would cost the reader a tenth of its time. */
  release(block: number): void {
    Atomics.store(this.numbers, RELEASED, block + 1);
  }

  /** A thread's: waits until it may begin; the first byte. */
  awaitStart(): number {
    const { numbers } = this;
    Atomics.wait(numbers, STARTED, 0);
    return numbers[FROM_HIGH] * HALF + numbers[FROM_LOW];
  }

  /** A thread's: the next block that nobody has begun. */
  begin(): number {
    return Atomics.add(this.numbers, NEXT, 1);
  }

  /**
   * A thread's: waits until the slot of its block is free. It looks now and then, `meanwhile` does what others wait for: the other slots last for longer
   * than that. `spare` does a millisecond of what can wait, and says whether there is more of it.
   */
  awaitSlot(block: number, meanwhile: () => void, spare: () => boolean): void {
    const { numbers } = this;
    for (;;) {
      meanwhile();
      const released = Atomics.load(numbers, RELEASED);
      if (block - released < SLOTS) return;
      if (!spare()) Atomics.wait(numbers, RELEASED, released, MILLISECONDS_BETWEEN_LOOKS);
    }
  }

  /** A thread's: hands the block over; true where the reader waits for a message. */
  publish(block: number, { bytes, start, end, length, setting }: PreparedBlock): boolean {
    const { numbers } = this;
    const first = placeOf(block);
    numbers[first + FILLED] = bytes.length;
    numbers[first + START] = start;
    numbers[first + END] = end;
    numbers[first + LENGTH] = length;
    numbers[first + MADE_WITH] = setting;
    Atomics.store(numbers, first + PUBLISHED, block + 1);
    return Atomics.exchange(numbers, WAITING, 0) === 1;
  }
}

function placeOf(block: number): number {
  return FIRST_SLOT + (block % SLOTS) * SLOT_WIDTH;
}

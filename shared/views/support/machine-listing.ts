// The rows of a function's machine code before anything is folded: what was disassembled and what has costs, put together by address.
// Far parts are stretches of their own, so that nothing between them is disassembled. Without code the addresses with costs are listed.
import type { InstructionPlaces } from '../../analysis/instruction-places.ts';
import { NONE } from '../../base/brands.ts';
import type { CodeStretch, GrantedCode, Instruction } from './wishes.ts';

/** A part of a function that lies farther from the one before is a stretch of its own. */
const FAR_BYTES = 10_000n;
/** How far behind the last address with costs the end of the function is looked for. */
const TAIL_BYTES = 400n;
/** Shown behind the last address with costs where no end was found. */
const TAIL_INSTRUCTIONS = 3;
/** Code without a name may lie all over a library. */
const MOST_STRETCHES = 60;

/** A row is an instruction, or an address with costs at which there is none. */
export interface MachineListing {
  readonly length: number;
  readonly address: BigUint64Array;
  /** Row of `instructions`; NONE where there is none. */
  readonly instruction: Int32Array;
  /** Place of the function (instruction-places.ts); NONE where it has neither cost nor call nor jump. */
  readonly place: Int32Array;
  /** Place in `stretches`. */
  readonly stretch: Int32Array;
  readonly instructions: readonly Instruction[];
  readonly stretches: readonly ListedStretch[];
  /** By place: its row. */
  readonly rowOfPlace: Int32Array;
  /** Addresses with costs at which the code has no instruction. */
  readonly orphans: number;
  /** Stretches that are left out. */
  readonly hidden: number;
}

interface ListedStretch {
  /** First and last address with costs. */
  readonly first: bigint;
  readonly last: bigint;
  /** Name of the symbol that the code is of, as the object file says it. */
  readonly symbol: string;
}

/** First and last place of each stretch of the function. */
function farParts({ address }: InstructionPlaces): { readonly first: number; readonly last: number }[] {
  const parts: { first: number; last: number }[] = [];
  for (let place = 0; place < address.length; place++) {
    const part = parts.at(-1);
    if (part === undefined || address[place] - address[part.last] >= FAR_BYTES) {
      parts.push({ first: place, last: place });
    } else part.last = place;
  }
  return parts;
}

/** What has to be disassembled: the parts with costs, each with what may be its end. */
export function wishedStretches(places: InstructionPlaces): readonly CodeStretch[] {
  const parts = farParts(places).slice(0, MOST_STRETCHES);
  return parts.map(({ first, last }) => ({
    from: places.address[first],
    to: places.address[last] + TAIL_BYTES,
  }));
}

export function listMachineCode(places: InstructionPlaces, code: GrantedCode | undefined): MachineListing {
  const parts = farParts(places);
  const shown = parts.slice(0, MOST_STRETCHES);
  const instructions = code?.state === 'found' ? code.instructions : [];
  const rows: { address: bigint; instruction: number; place: number; stretch: number }[] = [];
  const stretches: ListedStretch[] = [];
  let next = 0;
  let orphans = 0;
  for (const [stretch, { first, last }] of shown.entries()) {
    const [low, high] = [places.address[first], places.address[last]];
    while (next < instructions.length && instructions[next].address < low) next++;
    const end = endOf(instructions, next, high);
    stretches.push({ first: low, last: high, symbol: instructions[next]?.symbol ?? '' });
    let place = first;
    const addOrphans = (before: bigint | undefined) => {
      for (; place <= last && (before === undefined || places.address[place] < before); place++) {
        rows.push({ address: places.address[place], instruction: NONE, place, stretch });
        orphans++;
      }
    };
    for (; next < end; next++) {
      const { address } = instructions[next];
      addOrphans(address);
      const isPlace = place <= last && places.address[place] === address;
      rows.push({ address, instruction: next, place: isPlace ? place : NONE, stretch });
      if (isPlace) place++;
    }
    addOrphans(undefined);
  }
  const rowOfPlace = new Int32Array(places.length).fill(NONE);
  rows.forEach(({ place }, row) => {
    if (place !== NONE) rowOfPlace[place] = row;
  });
  return {
    length: rows.length,
    address: BigUint64Array.from(rows, (row) => row.address),
    instruction: Int32Array.from(rows, (row) => row.instruction),
    place: Int32Array.from(rows, (row) => row.place),
    stretch: Int32Array.from(rows, (row) => row.stretch),
    instructions,
    stretches,
    rowOfPlace,
    orphans: instructions.length === 0 ? 0 : orphans,
    hidden: parts.length - shown.length,
  };
}

/** The instruction behind the last one of a stretch: where the next symbol begins, else a few behind the last one with costs. */
function endOf(instructions: readonly Instruction[], from: number, last: bigint): number {
  let end = from;
  while (end < instructions.length && instructions[end].address <= last) end++;
  for (let i = end; i < instructions.length && instructions[i].address < last + TAIL_BYTES; i++) {
    if (instructions[i].symbol !== undefined) return i;
  }
  let tail = end;
  while (tail < instructions.length && tail - end < TAIL_INSTRUCTIONS && instructions[tail].address < last + TAIL_BYTES)
    tail++;
  return tail;
}

/** Python's code of one function: no costs, one stretch. */
export function listBytecode(code: GrantedCode | undefined): MachineListing {
  const instructions = code?.state === 'found' ? code.instructions : [];
  const length = instructions.length;
  return {
    length,
    address: BigUint64Array.from(instructions, ({ address }) => address),
    instruction: Int32Array.from(instructions, (_, row) => row),
    place: new Int32Array(length).fill(NONE),
    stretch: new Int32Array(length),
    instructions,
    stretches: length === 0 ? [] : [{ first: 0n, last: instructions[length - 1].address, symbol: '' }],
    rowOfPlace: new Int32Array(0),
    orphans: 0,
    hidden: 0,
  };
}

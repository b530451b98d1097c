// Writes Python's marshal format, the little of it that a cProfile dump needs: what tests make profiles from.
// Arrays are tuples, Maps are dictionaries, numbers with a fraction are floats.

export type Marshalled =
  | string
  | number
  | boolean
  | Float
  | readonly Marshalled[]
  | ReadonlyMap<Marshalled, Marshalled>;

/** A number written as a float whatever its value. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export function marshalBytes(value: Marshalled): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces(value)));
}

function pieces(value: Marshalled): Buffer[] {
  if (typeof value === 'string') return [Buffer.from('u'), int32(Buffer.byteLength(value)), Buffer.from(value)];
  if (typeof value === 'boolean') return [Buffer.from(value ? 'T' : 'F')];
  if (typeof value === 'number') return [Buffer.from('i'), int32(value)];
  if (value instanceof Float) {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value.value);
    return [Buffer.from('g'), bytes];
  }
  if (value instanceof Map) {
    const entries = Array.from(value as ReadonlyMap<Marshalled, Marshalled>);
    return [Buffer.from('{'), ...entries.flatMap(([key, item]) => [...pieces(key), ...pieces(item)]), Buffer.from('0')];
  }
  const items = value as readonly Marshalled[];
  return [Buffer.from(')'), Buffer.from([items.length]), ...items.flatMap(pieces)];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

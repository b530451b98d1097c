// What the machine throws when it gives no memory, in words: neither a bug nor anything wrong with the file.
// Trap: a RangeError is also what a bug throws, from a stack overflow to a number of digits that there is not.

export interface RefusedMemory {
  readonly message: string;
  readonly hint: string;
  /** There are no addresses left, whatever memory there is. */
  readonly isOfAddresses: boolean;
}

/** WebAssembly reserves ten gigabytes for a memory of one: addresses only, which nobody runs out of but where they are limited. */
const noAddressSpace: RefusedMemory = {
  message: 'the system gives this process too little address space',
  hint: 'lift its limit (ulimit -v), or set NODE_OPTIONS=--disable-wasm-trap-handler',
  isOfAddresses: true,
};

const noRoom: RefusedMemory = {
  message: 'there is not enough memory to answer this',
  hint: 'close other recordings and programs',
  isOfAddresses: false,
};

/** The words for an error that means that there is no memory; undefined for every other one. */
export function refusedMemory(error: unknown): RefusedMemory | undefined {
  // Emscripten passes a RangeError on inside of a RuntimeError of WebAssembly.
  if (!(error instanceof Error) || !/^(?:Range|Runtime)Error$/.test(error.name)) return undefined;
  const { message } = error;
  if (/WebAssembly.*(?:out of memory|could not allocate)/i.test(message)) return noAddressSpace;
  if (/no memory of so many calls/.test(message)) return noAddressSpace;
  return /allocation failed|^Invalid (?:typed )?array length|^Invalid string length/.test(message) ? noRoom : undefined;
}

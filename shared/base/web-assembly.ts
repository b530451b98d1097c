// Modules that work on a memory made for one task. Where the system gives no more addresses (a memory reserves ten gigabytes of them, of which it uses
// what it touches) there is none, and who asked does the task without.

export interface RunningModule<Exports> {
  readonly code: Exports;
  readonly buffer: ArrayBuffer;
}

/** Runs a module, given in base64, that imports a memory of so many pages; the caller vouches for what it exports. */
export function runModule<Exports>(base64: string, pages: number): RunningModule<Exports> | undefined {
  const memory = memoryOf(pages);
  if (memory === undefined) return undefined;
  const module = new WebAssembly.Module(moduleBytes(base64));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return { code: instance.exports as unknown as Exports, buffer: memory.buffer };
}

export function moduleBytes(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function memoryOf(pages: number): { readonly buffer: ArrayBuffer } | undefined {
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

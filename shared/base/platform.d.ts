/**
 * The only platform objects `shared/` may use: those that Node, the page and a worker all have, and that ECMAScript's
 * own library types lack. `shared/` is compiled with neither DOM nor Node types, so a global not declared here is an
 * error there, on purpose: adding a line here needs a reason that holds in all three places.
 * Other projects never see this file: they take these names from their own platform's types.
 */

/** Characters to UTF-8 bytes. */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, destination: Uint8Array): { read: number; written: number };
}

/** Bytes to characters. `fatal` throws a TypeError at the first malformed sequence; otherwise U+FFFD stands for it. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

/** Cancellation: whoever starts a long piece of work passes one in, the work looks at `aborted` between slices. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The other end of an AbortSignal. */
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

/** Base64 to characters below 256. */
declare function atob(text: string): string;

/** What little of WebAssembly is used: modules with a memory of their own or a shared one, compiled and run at once. */
declare const WebAssembly: {
  readonly Memory: {
    new (size: {
      initial: number;
      maximum: number;
      shared: true;
    }): {
      readonly buffer: SharedArrayBuffer;
      grow(pages: number): number;
    };
    new (size: { initial: number }): { readonly buffer: ArrayBuffer };
  };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, object>>,
  ) => { readonly exports: Record<string, object> };
};

// Messages as binary frames, for the WebSocket: MessagePack, which keeps every float bit for bit and carries bytes as bytes.
// Trap: a field whose value is `undefined` is left out, so that it reads as `undefined` on the other side.
import { decode, Encoder } from '@msgpack/msgpack';

const encoder = new Encoder({ ignoreUndefined: true });

/** One message as bytes that belong to the caller. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(message);
}

/** The message in a frame; throws for bytes that are no message. Byte arrays in it are views of the frame. */
export function decodeMessage(frame: Uint8Array): unknown {
  return decode(frame);
}

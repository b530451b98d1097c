// Messages as binary frames, for the WebSocket: MessagePack, which keeps every float bit for bit and carries bytes as bytes.
// Trap: a field whose value is `undefined` is left out, so that it reads as `undefined` on the other side.
import { Decoder, decode, Encoder } from '@msgpack/msgpack';

const encoder = new Encoder({ ignoreUndefined: true });

/** One message as bytes that belong to the caller. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(message);
}

/** The message in a frame; throws for bytes that are no message. Byte arrays in it are views of the frame. */
export function decodeMessage(frame: Uint8Array): unknown {
  return decode(frame);
}

/** A millisecond or two of decoding. */
const PIECE_BYTES = 1 << 17;
/** Of frames of many megabytes, which are byte arrays mostly: bytes that wait for more are copied with every piece. */
const MOST_PIECES = 32;

/** The same with a turn for others between pieces of a long frame. */
export async function decodeInTurns(frame: Uint8Array, turn: () => Promise<void>): Promise<unknown> {
  const size = Math.max(PIECE_BYTES, Math.ceil(frame.length / MOST_PIECES));
  async function* pieces() {
    for (let from = 0; from < frame.length; from += size) {
      if (from > 0) await turn();
      yield frame.subarray(from, from + size);
    }
  }
  return await new Decoder().decodeAsync(pieces());
}

/**
 * Decodes frames one after another, the long ones in turns, and hands on their messages in the order in which they came: a short one at
 * once where none is under way. Bytes that are no message go to `failed`.
 */
export function createFrameReader(reader: FrameReader): (frame: Uint8Array) => void {
  const { turn, received, failed } = reader;
  const waiting: Uint8Array[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    isWorking = true;
    for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
      try {
        received(await decodeInTurns(frame, turn));
      } catch (reason) {
        failed(reason);
      }
    }
    isWorking = false;
  }

  return (frame) => {
    if (!isWorking && frame.length <= PIECE_BYTES) {
      received(decodeMessage(frame));
      return;
    }
    waiting.push(frame);
    if (!isWorking) void work();
  };
}

export interface FrameReader {
  /** Lets other work of the page run. */
  readonly turn: () => Promise<void>;
  readonly received: (message: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

// Messages between the double's main process and the preload's world, as text: bytes are the only thing that JSON lacks here.
// The other half is in preload-world.js.

export function messageToText(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value,
  );
}

export function textToMessage(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
    return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
  });
}

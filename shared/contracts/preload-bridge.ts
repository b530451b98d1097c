// What Electron's preload puts into the page as `window.callipers`: the whole of what the page can reach outside its sandbox.
import type { PickedFile } from './host-contract.ts';

export interface PreloadBridge {
  /** A message of the host's contract. */
  post(message: unknown): void;
  /** Messages from the host; replaces the listener. */
  listen(listener: (message: unknown) => void): void;
  /** Asks for a port to the engine: it arrives as a message event of the window whose data is `enginePortMessage`. */
  connectEngine(): void;
  /** `file` is the File of a drop; undefined for one that was made by a page and has no path. */
  droppedFile(file: object): Promise<PickedFile | undefined>;
}

export const enginePortMessage = 'callipers-engine-port';

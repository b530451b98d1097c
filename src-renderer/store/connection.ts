// What the page holds of the program it runs in: the engine that answers, the host that has files and windows, and what the two
// say unasked. connect.ts makes one, whichever the host; the store is its only user.
import type { EngineContract, EngineEvents } from '../../shared/contracts/engine-contract.ts';
import type { HostContract, HostEvents, PickedFile } from '../../shared/contracts/host-contract.ts';

export interface Connection {
  readonly engine: EngineContract;
  readonly host: HostContract;
  /** Both return what ends the subscription. */
  onEngineEvent<Name extends keyof EngineEvents>(name: Name, listener: EngineEvents[Name]): () => void;
  onHostEvent<Name extends keyof HostEvents>(name: Name, listener: HostEvents[Name]): () => void;
  /** A dropped file that the host can read by itself; undefined where only its bytes can be had, to be uploaded. */
  droppedFile(file: File): Promise<PickedFile | undefined>;
}

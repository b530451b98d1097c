// One life of the connection to the program: a channel to its host and one to its engine. When either dies, another link is made.
import type { PickedFile } from '../../../shared/contracts/host-contract.ts';
import type { Channel } from '../../../shared/contracts/rpc.ts';

export interface Link {
  readonly host: Channel;
  readonly engine: Channel;
  /** Called at most once, when the link ends without close(). */
  onLost(listener: (reason: string) => void): void;
  close(): void;
}

/** One way to reach the program. */
export interface Transport {
  openLink(): Promise<Link>;
  /** A dropped file whose path the host may know; undefined where only its bytes can be had. */
  droppedFile(file: File): Promise<PickedFile | undefined>;
}

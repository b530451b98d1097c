// The uploads of one page: those that it has not finished when it goes away are given up, and their bytes removed.
import type { HostContract } from '../../shared/contracts/host-contract.ts';
import type { Uploads } from '../services/uploads.ts';

export interface PageUploads {
  readonly calls: Pick<HostContract, 'beginUpload' | 'endUpload' | 'cancelUpload'>;
  cancelAll(): void;
}

export function createPageUploads(uploads: Uploads): PageUploads {
  const unfinished = new Set<string>();
  return {
    calls: {
      async beginUpload(name, size) {
        const handle = await uploads.begin(name, size);
        unfinished.add(handle);
        return handle;
      },
      endUpload(handle) {
        unfinished.delete(handle);
        return uploads.end(handle);
      },
      cancelUpload(handle) {
        unfinished.delete(handle);
        return uploads.cancel(handle);
      },
    },
    cancelAll() {
      for (const handle of unfinished) uploads.cancel(handle).catch(() => undefined);
      unfinished.clear();
    },
  };
}

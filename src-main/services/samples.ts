// The recordings that ship with the program. Each is a folder of dist/samples (fixtures/samples in the source tree) with a sample.json
// that says which file to open and what it is; adding a folder adds a sample.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { number, object, optional, parse, string } from 'valibot';
import type { Sample } from '../../shared/contracts/host-contract.ts';
import type { FileHandles } from './file-handles.ts';

const description = object({ file: string(), title: string(), description: string(), order: optional(number(), 0) });

export interface NamedSample extends Sample {
  /** Name of its folder, as `--sample` takes it. */
  readonly id: string;
}

/** All samples, in their order; none where there is no such folder. */
export async function listSamples(folder: string, handles: FileHandles): Promise<readonly NamedSample[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const samples = await Promise.all(folders.map((id) => readSample(folder, id, handles)));
  return samples.sort((a, b) => a.order - b.order).map(({ order: _, ...sample }) => sample);
}

async function readSample(folder: string, id: string, handles: FileHandles) {
  const text = await readFile(join(folder, id, 'sample.json'), 'utf8');
  const { file, ...words } = parse(description, JSON.parse(text));
  return { id, ...handles.offer(join(folder, id, file)), ...words };
}

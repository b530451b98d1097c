// A small JSON file of ours (settings, recent files): validated when read, written whole and put in place by a rename, so that a crash
// leaves the old one. A file that cannot be understood is set aside as NAME.broken, reported, and the defaults take its place.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type GenericSchema, safeParse } from 'valibot';

export interface JsonFileOptions<Value> {
  readonly path: string;
  readonly schema: GenericSchema<unknown, Value>;
  readonly fallback: Value;
  /** Told in one sentence what went wrong; nothing here ever throws. */
  readonly report: (note: string) => void;
}

export class JsonFile<Value> {
  private readonly options: JsonFileOptions<Value>;
  private value: Promise<Value> | undefined;
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(options: JsonFileOptions<Value>) {
    this.options = options;
  }

  /** Read once; what change() made of it since. */
  read(): Promise<Value> {
    this.value ??= this.load();
    return this.value;
  }

  /** Resolves when the new value is on disk, or when writing failed and was reported: the value holds for this run anyway. */
  async change(next: (value: Value) => Value): Promise<Value> {
    const changed = this.read().then(next);
    this.value = changed;
    const value = await changed;
    this.lastWrite = this.lastWrite.then(() => this.write(value));
    await this.lastWrite;
    return value;
  }

  private async load(): Promise<Value> {
    const { path, schema, fallback, report } = this.options;
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') report(`${path} cannot be read: ${messageOf(error)}`);
      return fallback;
    }
    const parsed = safeParse(schema, parseJson(text));
    if (parsed.success) return parsed.output;
    const aside = `${path}.broken`;
    await rename(path, aside).then(
      () => report(`${path} could not be understood; it is now ${aside}, and the defaults are used`),
      (error: unknown) => report(`${path} could not be understood, nor set aside: ${messageOf(error)}`),
    );
    return fallback;
  }

  private async write(value: Value): Promise<void> {
    const { path, report } = this.options;
    const beside = `${path}.${process.pid}.new`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      report(`${path} cannot be written: ${messageOf(error)}`);
    }
  }
}

/** `undefined` for text that is no JSON: no schema of ours accepts it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

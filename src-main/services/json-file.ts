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
  /** What could not be written: it holds for this run. */
  private unwritten: { readonly value: Value } | undefined;
  private lastChange: Promise<unknown> = Promise.resolve();

  constructor(options: JsonFileOptions<Value>) {
    this.options = options;
  }

  /** Read anew each time: another window of the program may have changed it. */
  async read(): Promise<Value> {
    await this.lastChange;
    return this.current();
  }

  /** Resolves when the new value is on disk, or when writing failed and was reported. */
  change(next: (value: Value) => Value): Promise<Value> {
    const changed = this.lastChange.then(async () => {
      const value = next(await this.current());
      this.unwritten = (await this.write(value)) ? undefined : { value };
      return value;
    });
    this.lastChange = changed;
    return changed;
  }

  private current(): Promise<Value> {
    return this.unwritten === undefined ? this.load() : Promise.resolve(this.unwritten.value);
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

  private async write(value: Value): Promise<boolean> {
    const { path, report } = this.options;
    const beside = `${path}.${process.pid}.new`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
      await rename(beside, path);
      return true;
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      report(`${path} cannot be written: ${messageOf(error)}`);
      return false;
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

// The engine: opens recordings and answers questions about them, by the EngineContract and nothing else. It knows no transport:
// a page's port, a WebSocket or a direct call all end here. One engine serves one page; dispose() forgets everything.
import { setImmediate } from 'node:timers/promises';
import { keepRowSums } from '../../shared/analysis/function-totals.ts';
import { mergedRecording, mergedRecordingInSlices } from '../../shared/analysis/merged-recording.ts';
import { rowColumns } from '../../shared/analysis/row-sums.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { runInTurns, type Sliced } from '../../shared/base/slices.ts';
import type {
  EngineContract,
  EngineEvents,
  ExportParameters,
  OpenParameters,
  OpenResult,
  ViewParameters,
} from '../../shared/contracts/engine-contract.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { findItems } from '../../shared/views/find-items.ts';
import { identifyItems, recogniseItems } from '../../shared/views/item-identity.ts';
import { levelsOf, mapItems } from '../../shared/views/merged-levels.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { prepareBesideSums, prepareItems, prepareOpening } from '../../shared/views/support/preparation.ts';
import type { Granted } from '../../shared/views/support/wishes.ts';
import { tryFormula } from '../../shared/views/try-formula.ts';
import type { Input } from '../services/byte-sources.ts';
import type { FileDirectory } from '../services/file-directory.ts';
import { CodeLibrary } from '../services/machine-code/code-library.ts';
import { SourceLibrary, sourceContext } from '../services/source/source-library.ts';
import { convertRecording, exportView, type NamedRecording } from './exports.ts';
import { lookBeforeReading } from './file-watcher.ts';
import { openRecording } from './open-recording.ts';
import { type Preview, readPreview } from './preview.ts';
import { throttleProgress } from './progress-throttle.ts';
import { QuestionQueue } from './question-queue.ts';
import { prepareView, selectItem, selectView, viewAvailability, wishesOfView } from './recording-answers.ts';
import { RecordingFiles, type RecordingFilesOptions } from './recording-files.ts';

export interface EngineOptions {
  readonly files: FileDirectory;
  readonly emit: EngineEvents;
  /** For tests: see RecordingFiles. */
  readonly watching?: Pick<RecordingFilesOptions, 'dumpProgram' | 'lookEvery' | 'dumpWait'>;
}

export interface Engine {
  readonly contract: EngineContract;
  dispose(): void;
}

const NO_ROOM = 'it could be read, but its first tables need more memory than the system gives';

export function createEngine({ files, emit, watching = {} }: EngineOptions): Engine {
  const openRecordings = new Map<string, NamedRecording>();
  const openings = new Map<string, AbortController>();
  const queue = new QuestionQueue();
  const library = new SourceLibrary(files);
  const codeLibrary = new CodeLibrary(files, (folder) => library.indexOf(folder));
  const recordingFiles = new RecordingFiles({ files, emit, ...watching });

  function find(recordingId: string): NamedRecording {
    const found = openRecordings.get(recordingId);
    if (found === undefined) throw new Error('this recording is not open any more');
    return found;
  }

  async function open({ openId, files: asked }: OpenParameters): Promise<OpenResult> {
    if (openings.has(openId)) throw new Error(`something is being opened as ${openId} already`);
    const controller = new AbortController();
    openings.set(openId, controller);
    try {
      return await openWith(asked, controller.signal, openId);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      return { ok: false, error: { kind: 'too-big', message: NO_ROOM, hint: 'close other recordings and programs' } };
    } finally {
      openings.delete(openId);
    }
  }

  async function openWith(asked: readonly string[], signal: AbortSignal, openId: string): Promise<OpenResult> {
    const started = performance.now();
    const located = await Promise.all(asked.map((handle) => files.locate(handle)));
    const inputs = located.filter((file) => file !== null);
    if (inputs.length < located.length) {
      return {
        ok: false,
        error: { kind: 'not-found', message: 'the file is not known any more', hint: 'open it again' },
      };
    }
    const asRead = await lookBeforeReading(inputs.map(({ path }) => path));
    const progress = throttleProgress((event) => emit.progress(event));
    const done = new AbortController();
    const noMore = AbortSignal.any([signal, done.signal]);
    let preview: Promise<string | undefined> | undefined;
    const opened = await openRecording(inputs, {
      signal,
      beforeReading: async (reader) => {
        const beginning = inputs.length === 1 ? await readPreview(inputs[0], reader, signal) : undefined;
        // What is wrong with a beginning is for the reading of the whole to say: here it only means that there is no first look.
        preview = beginning && showPreview(inputs[0], beginning, openId, noMore).catch(() => undefined);
      },
      toSum: (recording) => rowColumns(recording, wholeScope(recording)),
      onProgress: (event) => {
        if (!signal.aborted) progress({ openId, ...event });
      },
    }).finally(() => done.abort());
    const shown = await preview;
    if (!opened.ok) {
      if (shown !== undefined) openRecordings.delete(shown);
      if (opened.error.kind !== 'empty') return opened;
      const siblings = await recordingFiles.offer(asRead.paths);
      return siblings.length === 0 ? opened : { ...opened, siblings };
    }
    const { recording, reader, sums } = opened.value;
    const file = inputs[0].name;
    const siblings = recording.format === 'callgrind' ? await recordingFiles.offer(asRead.paths) : [];
    const turns = { turn: () => setImmediate(), signal };
    // The file system answers while tables are made.
    const lookingAtSources = sourceContext(inputs[0], recording.command);
    if (sums !== undefined) {
      await runInTurns(prepareBesideSums(recording), turns);
      const found = await sums;
      if (found !== undefined) await runInTurns(keepRowSums(recording, wholeScope(recording), found), turns);
    }
    await runInTurns(prepareOpening(recording), turns);
    if (signal.aborted) {
      if (shown !== undefined) openRecordings.delete(shown);
      return { ok: false, error: { kind: 'cancelled', message: 'opening it was cancelled', file } };
    }
    const sources = await lookingAtSources;
    const milliseconds = performance.now() - started;
    const admitted = admit({ recording, file, sources }, reader.label);
    recordingFiles.add(admitted.recordingId, asRead, recording);
    return { ok: true, ...admitted, milliseconds, siblings };
  }

  function forget(recordingId: string): void {
    openRecordings.delete(recordingId);
    recordingFiles.remove(recordingId);
  }

  /** From now on the recording can be asked about. */
  function admit(named: NamedRecording, formatLabel: string) {
    const recordingId = crypto.randomUUID();
    openRecordings.set(recordingId, named);
    const summary = selectSummary(named.recording, named.file, formatLabel);
    return { recordingId, summary, views: viewAvailability(named.recording) };
  }

  /** Lets the page look at the beginning of a large file; the id of the recording that this is, undefined where it came too late. */
  async function showPreview(
    input: Input,
    { recording, reader, bytesRead, bytesTotal, milliseconds }: Preview,
    openId: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    await runInTurns(prepareOpening(recording), { turn: () => setImmediate(), signal });
    if (signal.aborted) return undefined;
    const sources = await sourceContext(input, recording.command);
    const admitted = admit({ recording, file: input.name, sources }, reader.label);
    emit.preview({ openId, recording: { ...admitted, milliseconds, siblings: [] }, bytesRead, bytesTotal });
    return admitted.recordingId;
  }

  /** The recording as this state looks at it: with functions merged or not. Prepared with pauses by `merging`. */
  function seen(recordingId: string, { merge }: Pick<ViewState, 'merge'>): Recording {
    return mergedRecording(find(recordingId).recording, merge);
  }

  async function merging(recordingId: string, { merge }: Pick<ViewState, 'merge'>): Promise<void> {
    if (!merge.recursion && !merge.contexts) return;
    await untilDone(mergedRecordingInSlices(find(recordingId).recording, merge));
  }

  /** Answered in turn, once the costs of all items are there. None of them makes another one pointless. */
  async function ask<Answer>(recordingId: string, state: ViewState, answer: () => Answer): Promise<Answer> {
    await merging(recordingId, state);
    const prepare = () => prepareItems(seen(recordingId, state), state);
    return queue.ask({ kind: recordingId, state: '', prepare, answer });
  }

  /** What a view needs besides the recording: the texts of its sources, machine code. `patient`: whole answers, however long they take. */
  async function grant(
    { recordingId, viewId, state }: Omit<ViewParameters, 'request'>,
    patient: boolean,
  ): Promise<Granted> {
    const { sources } = find(recordingId);
    const wishes = wishesOfView(seen(recordingId, state), viewId, state);
    const [texts, code] = await Promise.all([
      library.grant(wishes.sources, sources),
      wishes.code === undefined ? undefined : codeLibrary.grant(wishes.code, sources, patient),
    ]);
    return { sources: texts, ...(code === undefined ? {} : { code }) };
  }

  const contract: EngineContract = {
    open,
    cancel: async (openId) => openings.get(openId)?.abort(),
    close: async (recordingId) => forget(recordingId),
    view: async (parameters) => {
      const { recordingId, state } = parameters;
      await merging(recordingId, state);
      const granted = await grant(parameters, false);
      return queue.ask({
        kind: `${parameters.recordingId} ${parameters.viewId} ${parameters.asker ?? 'first'}`,
        state: JSON.stringify(parameters.state),
        prepare: () => prepareView(seen(recordingId, state), parameters),
        answer: () => selectView(seen(recordingId, state), parameters, granted),
      });
    },
    item: (recordingId, item, state) =>
      ask(recordingId, state, () => {
        const details = existing(selectItem(seen(recordingId, state), item, state));
        const levels = levelsOf(find(recordingId).recording, item, state);
        return levels === undefined ? details : { ...details, explanation: [...details.explanation, levels] };
      }),
    tryFormula: (recordingId, formula, state) =>
      ask(recordingId, state, () => tryFormula(seen(recordingId, state), formula, state)),
    identify: (recordingId, items, state) =>
      ask(recordingId, state, () => identifyItems(seen(recordingId, state), items, state)),
    recognise: (recordingId, identities, state) =>
      ask(recordingId, state, () => recogniseItems(seen(recordingId, state), identities, state)),
    watch: async (recordingId, on) => recordingFiles.watch(recordingId, on),
    forceDump: (recordingId) => recordingFiles.forceDump(recordingId),
    findItems: (recordingId, name) =>
      ask(recordingId, initialViewState, () => findItems(find(recordingId).recording, name)),
    mapItems: async (recordingId, items, { from, to }) => {
      for (const merge of [from, to]) await merging(recordingId, { merge });
      return mapItems(find(recordingId).recording, items, { from, to });
    },
    export: async (parameters: ExportParameters) => {
      const { recordingId, state } = parameters;
      await merging(recordingId, state);
      const named = { ...find(recordingId), recording: seen(recordingId, state) };
      const granted = await grant(parameters, true);
      return untilDone(exportView(named, parameters, granted));
    },
    convert: (recordingId, exporterId) => untilDone(convertRecording(find(recordingId), exporterId)),
  };
  return {
    contract,
    dispose() {
      for (const controller of openings.values()) controller.abort();
      openRecordings.clear();
      recordingFiles.dispose();
      library.dispose();
    },
  };
}

/** With turns for questions in between, which nothing here makes pointless. */
async function untilDone<Result>(work: Sliced<Result>): Promise<Result> {
  const { signal } = new AbortController();
  const done = await runInTurns(work, { turn: () => setImmediate(), signal });
  if (done === undefined) throw new Error('assertion failed: nobody could abort this');
  return done;
}

function existing<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there is no such item, or not with these settings');
  return value;
}

/** An array or a string could not be made that large. A stack overflow is a RangeError too, and a bug. */
function isOutOfMemory(error: unknown): error is RangeError {
  return error instanceof RangeError && !error.message.includes('call stack');
}

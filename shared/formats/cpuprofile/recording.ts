// From the columns of a .cpuprofile to the recording: contexts with time and samples, samples in order, lines. In slices.
import { failure, type Result, success } from '../../base/result.ts';
import type { Sliced } from '../../base/slices.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { PartIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import { Contexts } from './contexts.ts';
import { RECORD_AGAIN } from './hints.ts';
import { PlainContexts } from './plain-contexts.ts';
import { addAllPlain, addHits, addSamples, type Measured } from './samples.ts';
import { buildTree } from './tree.ts';

/** Adds everything as part `part`. Empties the lists of samples and time steps. */
export function* addContent(
  content: CpuprofileContent,
  builder: RecordingBuilder,
  part: PartIndex,
): Sliced<Result<void, ReadError>> {
  const events = {
    time: builder.eventType({ name: 'Time', unit: 'microseconds' }),
    samples: builder.eventType({ name: 'Samples' }),
  };
  const plain = part === 0 ? PlainContexts.of(content, builder.functions.length) : undefined;
  const made =
    plain === undefined ? yield* contextsOfTree(content, builder, part) : yield* plainContexts(content, builder, plain);
  if (!made.ok) return made;
  yield;
  const contexts = made.value;
  const hasLines = contexts.addLines(events.samples);
  let measured: Measured;
  if (plain !== undefined) {
    content.forgetNodes();
    measured = yield* addAllPlain({ content, contexts, builder, events }, plain);
  } else if (content.hasSamples && (content.samples.length > 0 || !content.hasHits)) {
    content.forgetNodes();
    measured = yield* addSamples(content, contexts, builder, events);
  } else if (content.hasHits) measured = yield* addHits(content, contexts, builder, events);
  else {
    const message = 'it has neither samples nor hit counts: nothing was measured';
    return failure({ kind: 'broken', message, hint: RECORD_AGAIN });
  }
  builder.preferredEventType ??= measured.hasTimes ? 'Time' : 'Samples';
  builder.format = 'cpuprofile';
  builder.family = 'stacks';
  builder.facts = {
    contexts: 'recorded',
    // V8 counts samples, not calls.
    calls: 'absent',
    lines: hasLines || builder.facts.lines === 'recorded' ? 'recorded' : 'absent',
    functionCosts: 'derived',
    samples: part === 0 || measured.samples !== 'recorded' ? measured.samples : builder.facts.samples,
  };
  return success(undefined);
}

function* plainContexts(
  content: CpuprofileContent,
  builder: RecordingBuilder,
  plain: PlainContexts,
): Sliced<Result<Contexts, ReadError>> {
  yield;
  const contexts = new Contexts(content, plain.ids, builder, 0 as PartIndex);
  yield* contexts.makePlain(plain);
  return success(contexts);
}

function* contextsOfTree(
  content: CpuprofileContent,
  builder: RecordingBuilder,
  part: PartIndex,
): Sliced<Result<Contexts, ReadError>> {
  const tree = yield* buildTree(content, builder);
  if (!tree.ok) return tree;
  const contexts = new Contexts(content, tree.value.ids, builder, part);
  yield* contexts.make(tree.value);
  return success(contexts);
}

// What a question is about: which event type, which parts, idle time in or out. Every analysis takes one.
// Its key is part of every memo key: two scopes with equal keys have equal answers.
import { memo } from '../base/memo.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';

export interface Scope {
  /** Recorded or derived. */
  readonly eventType: EventTypeIndex;
  /** Rows of recording.parts that are active; undefined: all. */
  readonly parts: readonly number[] | undefined;
  /** Count the time of recording.idleFunctions in. */
  readonly idle: boolean;
}

/** All parts, idle time left out, the preferred event type. */
export function wholeScope(recording: Recording): Scope {
  return { eventType: recording.preferredEventType, parts: undefined, idle: false };
}

/** `*` for all, else the parts as ranges: `0-59998,60000`. */
export function partsKey({ parts }: Scope): string {
  return parts === undefined ? '*' : memo(parts, 'key', () => rangesOf(parts));
}

function rangesOf(parts: readonly number[]): string {
  const sorted = Int32Array.from(parts).sort();
  let key = '';
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i];
    let last = first;
    for (i++; i < sorted.length && sorted[i] <= last + 1; i++) last = sorted[i];
    key += `${key === '' ? '' : ','}${first}${last === first ? '' : `-${last}`}`;
  }
  return key;
}

/** The parts as they are to stand in a scope: undefined where they are all there are, so that questions about all share their answers. */
export function activeParts(recording: Recording, parts: readonly number[] | undefined): readonly number[] | undefined {
  if (parts === undefined || parts.length < recording.parts.length) return parts;
  return memo(parts, 'distinct', () => new Set(parts).size) === recording.parts.length &&
    parts.every((part) => part >= 0 && part < recording.parts.length)
    ? undefined
    : parts;
}

export function scopeKey(scope: Scope): string {
  return `${scope.eventType}|${partsKey(scope)}|${scope.idle ? 'idle' : ''}`;
}

/** 1 for each active part; undefined where all are active. */
export function partMask(recording: Pick<Recording, 'parts'>, scope: Scope): Uint8Array | undefined {
  if (scope.parts === undefined) return undefined;
  const mask = new Uint8Array(Math.max(1, recording.parts.length));
  for (const part of scope.parts) if (part >= 0 && part < mask.length) mask[part] = 1;
  return mask;
}

/** 1 for each function whose own cost does not count; undefined where all count. */
export function idleMask(recording: Recording, scope: Scope): Uint8Array | undefined {
  if (scope.idle || recording.idleFunctions.length === 0) return undefined;
  const mask = new Uint8Array(recording.functions.length);
  for (const row of recording.idleFunctions) mask[row] = 1;
  return mask;
}

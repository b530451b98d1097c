/** Names in alphabetical order, against sorting the texts one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textRanks } from '../../shared/analysis/text-ranks.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

/** A recording in which every text is the name of a function. */
function recordingOf(texts: readonly string[]): Recording {
  const builder = new RecordingBuilder();
  for (const text of texts) builder.strings.internText(text);
  return builder.finish();
}

const folded = (text: string): Buffer => Buffer.from(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));

/** What the ranks say, against byte by byte comparison without capital letters. */
function expectInOrder({ strings }: Recording, ranks: Int32Array): void {
  const texts = Array.from({ length: strings.length }, (_, row) =>
    Buffer.from(strings.bytes.subarray(strings.offsets[row], strings.offsets[row + 1])).toString(),
  );
  const inOrder = [...texts].sort((a, b) => ranks[texts.indexOf(a)] - ranks[texts.indexOf(b)]);
  expect(inOrder.map(folded)).toEqual([...texts].map(folded).sort(Buffer.compare));
  expect([...ranks].sort((a, b) => a - b)).toEqual(texts.map((_, place) => place));
}

describe('ranks of texts', () => {
  const piece = fc.constantFrom('a', 'B', 'b', 'std::', 'namespace_of_many', '\0', 'é', '~', '[', '_', 'Z', '0');
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('are their alphabetical order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 60 }), (texts) => {
        const recording = recordingOf(texts);
        expectInOrder(recording, textRanks(recording));
      }),
    );
  });

  it('are their alphabetical order also where many begin alike', () => {
    const texts = Array.from(
      { length: 3000 },
      (_, i) => `/usr/lib/${'x'.repeat(i % 40)}/${i % 7 === 0 ? 'A' : 'a'}${i}`,
    );
    const recording = recordingOf(texts);
    expectInOrder(recording, textRanks(recording));
  });
});

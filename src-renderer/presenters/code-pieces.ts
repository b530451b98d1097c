// A line of code cut into pieces that are drawn alike: by the kind of word, and by what was searched for. Pure: no element is made here.
import { visibleText } from '../../shared/drawing/visible-text.ts';
import { type TokenKind, tokenKinds } from '../../shared/viewmodel/code.ts';

export interface CodePiece {
  /** Where it begins in the line. */
  readonly at: number;
  /** Harmless: what could reorder or hide text is shown as a sign. Tabs stay. */
  readonly text: string;
  readonly kind: TokenKind | undefined;
  readonly found: boolean;
}

/** `spans`: from, to, place in tokenKinds, …, in order. `find` is looked for without regard to case; '' finds nothing. */
export function codePieces(text: string, spans: readonly number[], find: string): readonly CodePiece[] {
  const hits = placesOf(text, find);
  const pieces: CodePiece[] = [];
  let at = 0;
  let span = 0;
  let hit = 0;
  while (at < text.length) {
    while (span < spans.length && spans[span + 1] <= at) span += 3;
    while (hit < hits.length && hits[hit] + find.length <= at) hit++;
    const inSpan = span < spans.length && spans[span] <= at;
    const inHit = hit < hits.length && hits[hit] <= at;
    const spanEdge = span < spans.length ? spans[inSpan ? span + 1 : span] : text.length;
    const hitEdge = hit < hits.length ? hits[hit] + (inHit ? find.length : 0) : text.length;
    const end = Math.min(text.length, spanEdge, hitEdge);
    pieces.push({
      at,
      text: harmless(text.slice(at, end)),
      kind: inSpan ? tokenKinds[spans[span + 2]] : undefined,
      found: inHit,
    });
    at = end;
  }
  return pieces;
}

function placesOf(text: string, find: string): readonly number[] {
  if (find === '') return [];
  const places: number[] = [];
  // Lower case may be of another length for a few letters; then the places are off by some, and nothing worse.
  const lower = text.toLowerCase();
  const wanted = find.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

function harmless(text: string): string {
  return text.includes('\t') ? text.split('\t').map(visibleText).join('\t') : visibleText(text);
}

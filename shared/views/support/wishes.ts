// What a view is made from besides the recording: texts that the engine fetches before it asks select(), which stays a pure function.
// A view wishes for what its item needs, by the names in the recording; what was granted says for each where it was found, or why not.

/** Of one answer of a view. */
export interface Wishes {
  /** Source files, named as the recording names them. */
  readonly sources: readonly string[];
}

export interface Granted {
  /** By recorded name. */
  readonly sources: ReadonlyMap<string, GrantedSource>;
}

export type GrantedSource =
  | {
      readonly state: 'found';
      readonly text: SourceText;
      /** Absolute. */
      readonly path: string;
      /** The host's name for it: opens it in an editor. */
      readonly handle: string;
      /** How it was found, for people: `as recorded`, `beside the recording`. */
      readonly how: string;
      /** It was written after the recording was. */
      readonly newer: boolean;
    }
  | {
      readonly state: 'missing';
      readonly reason: string;
      readonly tried: readonly string[];
      readonly candidates: readonly string[];
    };

export interface SourceText {
  readonly text: string;
  /** Line i (from 0) is text[lineStart[i] … lineStart[i + 1]), line end included; one entry more than lines. */
  readonly lineStart: Uint32Array;
  /** For people: `C++`; empty where it is not known. */
  readonly language: string;
  /** Coloured words of the text in order; undefined until they are worked out. */
  readonly words: SourceWords | undefined;
  /** Words are still being worked out. */
  readonly pending: boolean;
}

/** A row is a word: text[from … to) of one kind (place in tokenKinds). */
export interface SourceWords {
  readonly length: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
}

// What a view is made from besides the recording: texts that the engine fetches before it asks select(), which stays a pure function.
// A view wishes for what its item needs, by the names in the recording; what was granted says for each where it was found, or why not.

/** Of one answer of a view. */
export interface Wishes {
  /** Source files, named as the recording names them. */
  readonly sources: readonly string[];
  /** Code of a machine, where the view is about it. */
  readonly code?: CodeWish;
}

/** Which code is wished for: instructions of an object file, or those that Python makes of a function. */
export type CodeWish =
  | {
      readonly kind: 'machine';
      /** The object file as the recording names it. */
      readonly object: string;
      readonly stretches: readonly CodeStretch[];
      readonly syntax: 'att' | 'intel';
    }
  | {
      readonly kind: 'python';
      /** The source file as the recording names it. */
      readonly file: string;
      readonly name: string;
      /** Where the function begins, 1-based. */
      readonly line: number;
    };

export interface CodeStretch {
  /** First address, and the first behind it. */
  readonly from: bigint;
  readonly to: bigint;
}

export interface Granted {
  /** By recorded name. */
  readonly sources: ReadonlyMap<string, GrantedSource>;
  readonly code?: GrantedCode;
}

export type GrantedCode =
  /** The program that knows it is still running. */
  | { readonly state: 'pending'; readonly what: string }
  | {
      readonly state: 'found';
      /** Ascending by address. */
      readonly instructions: readonly Instruction[];
      /** Stretches of which nothing came, and why. */
      readonly gaps: readonly CodeGap[];
      readonly file: CodeFile;
      /** `objdump`, `Python 3.12.1`. */
      readonly by: string;
    }
  /** There is a file, but no code of it. */
  | { readonly state: 'failed'; readonly reason: string; readonly hint: string; readonly file: CodeFile | undefined }
  /** There is no file. */
  | {
      readonly state: 'missing';
      readonly reason: string;
      readonly tried: readonly string[];
      readonly candidates: readonly string[];
    };

interface CodeGap extends CodeStretch {
  readonly reason: string;
}

export interface CodeFile {
  /** Absolute. */
  readonly path: string;
  /** The host's name for it. */
  readonly handle: string;
  /** How it was found, for people. */
  readonly how: string;
  /** It was written after the recording was. */
  readonly newer: boolean;
}

export interface Instruction {
  readonly address: bigint;
  /** As printed: `48 83 ec 08`, or words of four bytes; empty where they were not printed. */
  readonly bytes: string;
  /** Mnemonic and operands, the comment of the disassembler behind them. */
  readonly text: string;
  /** 1-based source line, where the disassembler says it itself (Python). */
  readonly line?: number;
  /** Where a jump leads to, where the disassembler says it itself (Python). */
  readonly target?: bigint;
  /** The code is that of a symbol that begins here. */
  readonly symbol?: string;
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

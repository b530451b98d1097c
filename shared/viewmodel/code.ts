// Code with costs beside it: annotated source and machine code alike. A window of rows of any length; what stands in the gutters is
// columns, as in a table, and the text of a line comes with the places of its words, ready to be coloured.
// Trap: row numbers are positions in what is shown now (folded, sorted); a line keeps its `id` whatever is folded.
import type { ItemLabel } from './item.ts';
import type { Measure, ViewNote } from './measure.ts';
import type { Cell, ColumnSpec, SortKey } from './table.ts';

/** What a word of the code is, for its colour. A span names one by its place in this list: append, never reorder. */
export const tokenKinds = [
  'keyword',
  'string',
  'comment',
  'number',
  'type',
  'function',
  'property',
  'operator',
  'meta',
  'register',
  'address',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** `text` columns stand in the code font: line numbers, addresses, bytes. */
export interface CodeColumn extends ColumnSpec {
  /** Line numbers and addresses stand at the right of their column. */
  readonly alignRight?: boolean;
}

export interface LineRow {
  readonly type: 'line';
  /** Stable: section and line, or the address. */
  readonly id: string;
  /** Place in `sections`. */
  readonly section: number;
  /** 1-based line of the section's file; null where the row is of none (an instruction without a position). */
  readonly line: number | null;
  /** By column; null where there is none. */
  readonly cells: readonly Cell[];
  /** Without line end, tabs as recorded; null where the text is not known. */
  readonly text: string | null;
  /** True where `text` is only the beginning of a very long line. */
  readonly cut: boolean;
  /** Coloured words as from, to, place in tokenKinds; from, to …; in order, without overlap. */
  readonly spans: readonly number[];
  /** 0 … 1: its cost with what it calls ÷ that of the dearest line shown. */
  readonly heat: number;
  /** Its own cost is shared out, not recorded by line. */
  readonly estimated: boolean;
  /** Of an instruction: the line that it was made from, and the file as a place in `sections`. */
  readonly source?: { readonly section: number; readonly line: number };
}

/** A line of source over the instructions that were made from it. */
export interface QuoteRow {
  readonly type: 'quote';
  readonly id: string;
  /** Its file, as a place in `sections`. */
  readonly section: number;
  readonly line: number;
  /** `stock.cpp:42`. */
  readonly place: string;
  readonly text: string | null;
  readonly cut: boolean;
  readonly spans: readonly number[];
}

/** Calls made by the line or instruction above. */
export interface CallRow {
  readonly type: 'call';
  readonly id: string;
  /** Characters that the line above is indented by. */
  readonly indent: number;
  readonly label: ItemLabel;
  /** null where calls are not counted. */
  readonly calls: number | null;
  readonly cells: readonly Cell[];
  /** Stays inside a cycle or calls itself: listed, part of no sum (S7, S8). */
  readonly recursive: boolean;
  readonly estimated: boolean;
}

/** A jump from the line or instruction above to a place that no arrow can reach: another file, another function. */
export interface JumpRow extends JumpCounts {
  readonly type: 'jump';
  readonly id: string;
  readonly indent: number;
  /** `shop.c:120`, `0x401136 in parse`. */
  readonly target: string;
}

/** Lines without cost that are not shown; `id` in ViewRequest.open shows them. */
export interface FoldRow {
  readonly type: 'fold';
  readonly id: string;
  readonly section: number;
  readonly lines: number;
  /** They are instructions. */
  readonly instructions?: true;
  /** What stands at the end of the gap: `namespace shop {`; empty where nothing is known. */
  readonly hint: string;
}

/** Heads what comes from one file or one function; the words are in `sections`. */
export interface SectionRow {
  readonly type: 'section';
  readonly id: string;
  readonly section: number;
}

/** A remark in the place of code. */
export interface NoteRow {
  readonly type: 'note';
  readonly id: string;
  readonly text: string;
}

export type CodeRow = LineRow | QuoteRow | CallRow | JumpRow | FoldRow | SectionRow | NoteRow;

export interface JumpCounts {
  readonly conditional: boolean;
  /** Times the branch was reached. */
  readonly executed: number;
  /** Times it was taken; equals `executed` for an unconditional one. */
  readonly followed: number;
}

/** An arrow beside the lines. */
export interface CodeJump extends JumpCounts {
  /** Row numbers; to < from is a loop's way back. */
  readonly from: number;
  readonly to: number;
  /** 0 is next to the text; arrows that overlap have different lanes. */
  readonly lane: number;
}

export interface CodeSection {
  /** `own`: the function's own file; `inlined`: code that was compiled into it from elsewhere; `code`: a stretch of machine code. */
  readonly kind: 'own' | 'inlined' | 'code';
  /** `stock.cpp`, `Inlined from vector.h`. */
  readonly title: string;
  /** Where its text comes from, or why there is none. */
  readonly text: CodeText;
}

export type CodeText =
  /** Nothing was to be found: the recording names no file, or no text belongs to it. */
  | { readonly state: 'none'; readonly reason: string }
  | {
      readonly state: 'found';
      /** As the recording names it. */
      readonly recorded: string;
      /** Where it was read. */
      readonly path: string;
      /** The host's name for it, to open it in an editor. */
      readonly handle: string;
      /** `path mapping /build → ~/src`, `beside the recording`. */
      readonly how: string;
      /** What makes it doubtful that it is the text that was recorded: newer, too short. */
      readonly warnings: readonly string[];
      readonly language: string;
    }
  | {
      readonly state: 'missing';
      readonly recorded: string;
      readonly reason: string;
      /** Places that were looked at, in order. */
      readonly tried: readonly string[];
      /** Several files that could be it: the person says which. */
      readonly candidates: readonly string[];
    };

export interface CodeModel {
  readonly kind: 'code';
  /** Rows are instructions, and lines of source are quoted over them. */
  readonly instructions?: true;
  readonly columns: readonly CodeColumn[];
  readonly measure: Measure;
  /** The second event type, where one is set. */
  readonly second?: Measure;
  readonly sections: readonly CodeSection[];
  readonly rowCount: number;
  /** Row number of rows[0]. */
  readonly start: number;
  readonly rows: readonly CodeRow[];
  /** Empty where rows are sorted by cost: no order of places, no arrows. */
  readonly sort: readonly SortKey[];
  /** Arrows that touch the window, the shortest of them where there are very many. */
  readonly jumps: readonly CodeJump[];
  /** Lanes that the arrows of the whole view need. */
  readonly lanes: number;
  /** Characters of the widest line, tabs counted as `tabSize`; bounded. */
  readonly widest: number;
  readonly tabSize: number;
  /** Row numbers of the dearest lines, dearest first, at most 500. */
  readonly hot: readonly number[];
  /** Row to bring into sight when the view is about something new. */
  readonly reveal?: number;
  /** What was searched for: lines that hold it, and the row numbers of the first 5,000. */
  readonly find?: { readonly text: string; readonly count: number; readonly rows: readonly number[] };
  readonly folds: number;
  readonly notes: readonly ViewNote[];
  /** Something is still being worked on (`objdump is running`): ask again soon. */
  readonly pending?: string;
}

// What the engine says of a formula that somebody is writing.
import type { Measure } from './measure.ts';

export type TriedFormula =
  | {
      readonly ok: true;
      /** Its unit; its total as the base. */
      readonly measure: Measure;
      /** Of the active item; null where it has no value. */
      readonly inclusive: number | null;
      readonly self: number | null;
    }
  /** In a sentence; `at`: where in the text, in characters. */
  | { readonly ok: false; readonly message: string; readonly at: number };

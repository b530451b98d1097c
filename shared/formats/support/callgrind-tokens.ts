// What the tokenizer hands to whoever reads the lines (callgrind-token-reader.ts): one token a line, of one or more Int32 words. The first word
// says what the line is and how long it is, so that any line can be found again in the bytes and be read with care after all.
//
//   bits 0–3    kind
//   bits 4–15   length of the line in bytes, its line feed included; 0 where it is longer: then the next word has it (CAREFUL only)
//   bits 16–31  by kind:
//     COST      bits 16–17 how its address is given (layouts with an address), bit 18 its line number is absolute, bits 19–23 how many costs,
//               bits 25–31 how many words follow
//     names     the word of the line: FN, CFI, … (callgrind-keywords.ts)
//
// Words behind the first:
//   COST      address (wide ones: high half, low half), line number, costs: 0 … 2^31 − 1, or two words where the first is negative: high half with the
//             sign bit set, low half. Relative positions have their sign; `*` and missing ones are relative by 0
//   NUMBERED  the number
//   DEFINED   the number, beginning and end of the name in the bytes, its hash sum
//   NAMED     beginning and end of the name in the bytes, its hash sum
//   CALLS     the count
//   JUMP      how often it was executed and followed, then its target like the position of COST

export const SKIP = 0;
export const COST = 1;
export const NUMBERED = 2;
export const DEFINED = 3;
export const NAMED = 4;
export const CALL_COUNT = 5;
/** A line that has to be read from its bytes. */
export const CAREFUL = 6;
export const JUMP = 7;

export const KIND_MASK = 15;
export const LENGTH_SHIFT = 4;
export const LONGEST_LENGTH = 0xfff;
export const FLAGS_SHIFT = 16;

export const ADDRESS_ABSOLUTE = 1 << 16;
/** Two words. */
export const ADDRESS_WIDE = 1 << 17;
export const LINE_ABSOLUTE = 1 << 18;
export const COUNT_SHIFT = 19;
export const MOST_COSTS = 31;
export const WORDS_SHIFT = 25;
/** Of JUMP, where COST has its number of costs. */
export const CONDITIONAL = 1 << 19;

/** Which positions cost lines begin with (callgrind-layouts.ts): others than those below are read with care. */
export const OTHER_LAYOUT = 0;
export const LINE_LAYOUT = 1;
export const ADDRESS_LAYOUT = 2;
export const ADDRESS_AND_LINE_LAYOUT = 3;

// The first half of reading callgrind lines: bytes become tokens (callgrind-tokens.ts), numbers and hash sums in place of digits and names. It knows nothing
// of the lines before, so that any stretch of whole lines can be tokenized by any thread. Whatever is unusual becomes a CAREFUL token.
// One function without calls, because this is the loop that sees every byte: it is as fast as a loop over bytes gets here.
// Trap: what it lets through has to mean exactly what callgrind-lines.ts makes of the same line.
import { HASH_STEP } from '../../base/string-interner.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from './callgrind-keywords.ts';
import { hexDigits } from './callgrind-numbers.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CALL_COUNT,
  CAREFUL,
  CONDITIONAL,
  COST,
  COUNT_SHIFT,
  DEFINED,
  FLAGS_SHIFT,
  JUMP,
  KIND_MASK,
  LENGTH_SHIFT,
  LINE_ABSOLUTE,
  LONGEST_LENGTH,
  MOST_COSTS,
  NAMED,
  NUMBERED,
  OTHER_LAYOUT,
  type PositionLayout,
  SKIP,
  WORDS_SHIFT,
} from './callgrind-tokens.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const OPEN = 40;
const CLOSE = 41;
const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const EQUALS = 61;
const LETTER_A = 97;
const LETTER_B = 98;
const LETTER_C = 99;
const LETTER_D = 100;
const LETTER_E = 101;
const LETTER_F = 102;
const LETTER_I = 105;
const LETTER_J = 106;
const LETTER_L = 108;
const LETTER_M = 109;
const LETTER_N = 110;
const LETTER_O = 111;
const LETTER_P = 112;
const LETTER_S = 115;
const LETTER_U = 117;
const LETTER_X = 120;

/** No line has more words. */
const LONGEST_TOKEN = 8 + 2 * MOST_COSTS;
const HALF = 2 ** 32;

export class CallgrindTokenizer {
  /** The tokens of the last stretch; the first `length` words are valid. */
  readonly tokens: Int32Array;
  length = 0;

  constructor(tokens: Int32Array) {
    this.tokens = tokens;
  }

  /**
   * Tokenizes the lines that begin in bytes[start … stop), the last one to its end, wherever that is: some line feed has to follow.
   * Returns where it ended: before `stop` where there is no more room for tokens.
   */
  tokenize(bytes: Uint8Array, start: number, stop: number, layout: PositionLayout): number {
    const { tokens } = this;
    const full = tokens.length - LONGEST_TOKEN;
    let o = 0;
    let p = start;
    while (p < stop && o <= full) {
      const from = p;
      const head = o++;
      let c = bytes[p];
      // biome-ignore lint/suspicious/noConfusingLabels: one way out of a loop that calls nothing
      careful: {
        let kind = 0;
        if (c === LETTER_J) {
          // jump=executed, jcnd=followed/executed, before the target
          const isConditional = bytes[p + 1] === LETTER_C;
          if (isConditional) {
            if (bytes[p + 2] !== LETTER_N || bytes[p + 3] !== LETTER_D) break careful;
          } else if (bytes[p + 1] !== LETTER_U || bytes[p + 2] !== LETTER_M || bytes[p + 3] !== LETTER_P) break careful;
          if (bytes[p + 4] !== EQUALS) break careful;
          kind = JUMP;
          p += 5;
          let executed = 0;
          let first = p;
          c = bytes[p];
          while (c <= NINE && c >= ZERO) {
            executed = (Math.imul(executed, 10) + c - ZERO) | 0;
            c = bytes[++p];
          }
          if (p === first || p - first > 9) break careful;
          const followed = executed;
          if (isConditional) {
            kind |= CONDITIONAL;
            if (c !== SLASH) break careful;
            c = bytes[++p];
            first = p;
            executed = 0;
            while (c <= NINE && c >= ZERO) {
              executed = (Math.imul(executed, 10) + c - ZERO) | 0;
              c = bytes[++p];
            }
            if (p === first || p - first > 9) break careful;
          }
          if (c !== SPACE) break careful;
          while (c === SPACE) c = bytes[++p];
          if (c === LF) break careful;
          tokens[o++] = executed;
          tokens[o++] = followed;
        } else if (c <= NINE && (c >= ZERO || c === PLUS || c === STAR || c === MINUS)) kind = COST;
        if (kind !== 0) {
          if (layout === OTHER_LAYOUT) break careful;
          if (layout >= ADDRESS_LAYOUT) {
            let value = 0;
            if (c === STAR) c = bytes[++p];
            else {
              let sign = 0;
              if (c === PLUS || c === MINUS) {
                sign = c;
                c = bytes[++p];
              } else kind |= ADDRESS_ABSOLUTE;
              const first = p;
              if (c === ZERO && bytes[p + 1] === LETTER_X) {
                p += 2;
                let digit = hexDigits[bytes[p]];
                let high = 0;
                while (digit < 16) {
                  high = (high << 4) | (value >>> 28);
                  value = (value << 4) | digit;
                  digit = hexDigits[bytes[++p]];
                }
                c = bytes[p];
                const digits = p - first - 2;
                if (digits === 0 || digits > 16) break careful;
                if (high !== 0) {
                  if (sign !== 0) break careful;
                  kind |= ADDRESS_WIDE;
                  tokens[o++] = high;
                } else if (sign !== 0 && value < 0) break careful;
              } else {
                while (c <= NINE && c >= ZERO) {
                  value = (Math.imul(value, 10) + c - ZERO) | 0;
                  c = bytes[++p];
                }
                if (p === first || p - first > 9) break careful;
              }
              if (sign === MINUS) value = -value;
            }
            tokens[o++] = value;
            if (c !== SPACE && c !== LF && c !== TAB && c !== CR) break careful;
          }
          if (layout !== ADDRESS_LAYOUT) {
            while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
            let value = 0;
            if (c === STAR) c = bytes[++p];
            else if (c !== LF) {
              let sign = 0;
              if (c === PLUS || c === MINUS) {
                sign = c;
                c = bytes[++p];
              } else kind |= LINE_ABSOLUTE;
              const first = p;
              while (c <= NINE && c >= ZERO) {
                value = (Math.imul(value, 10) + c - ZERO) | 0;
                c = bytes[++p];
              }
              if (p === first || p - first > 9) break careful;
              if (sign === MINUS) value = -value;
            }
            tokens[o++] = value;
            if (c !== SPACE && c !== LF && c !== TAB && c !== CR) break careful;
          }
          let count = 0;
          for (;;) {
            while (c === SPACE) c = bytes[++p];
            if (c === LF) break;
            if ((kind & KIND_MASK) === JUMP) break careful;
            if (c === TAB || c === CR) {
              c = bytes[++p];
              continue;
            }
            const first = p;
            let value = 0;
            while (c <= NINE && c >= ZERO) {
              value = (Math.imul(value, 10) + c - ZERO) | 0;
              c = bytes[++p];
            }
            if (p === first || count === MOST_COSTS || (c !== SPACE && c !== LF && c !== TAB && c !== CR))
              break careful;
            if (p - first > 9) {
              if (p - first > 15) break careful;
              let wide = 0;
              for (let q = first; q < p; q++) wide = wide * 10 + (bytes[q] - ZERO);
              const high = Math.floor(wide / HALF);
              tokens[o++] = high | 0x80000000;
              value = (wide - high * HALF) | 0;
            }
            tokens[o++] = value;
            count++;
          }
          kind |= ((o - head - 1) << WORDS_SHIFT) | (count << COUNT_SHIFT);
        } else if (c === LF) kind = SKIP;
        else if (c === HASH) {
          while (c !== LF) c = bytes[++p];
          kind = SKIP;
        } else {
          let word = 0;
          const second = bytes[p + 1];
          if (c === LETTER_C) {
            const third = bytes[p + 2];
            if (bytes[p + 3] === EQUALS) {
              if (second === LETTER_F) {
                if (third === LETTER_N) word = CFN;
                else if (third === LETTER_I || third === LETTER_L) word = CFI;
              } else if (second === LETTER_O && third === LETTER_B) word = COB;
              p += 4;
            } else if (
              second === LETTER_A &&
              third === LETTER_L &&
              bytes[p + 3] === LETTER_L &&
              bytes[p + 4] === LETTER_S &&
              bytes[p + 5] === EQUALS
            ) {
              p += 6;
              c = bytes[p];
              let count = 0;
              while (c <= NINE && c >= ZERO) {
                count = (Math.imul(count, 10) + c - ZERO) | 0;
                c = bytes[++p];
              }
              const digits = p - from - 6;
              if (digits === 0 || digits > 9 || (c !== SPACE && c !== LF && c !== TAB && c !== CR)) break careful;
              tokens[o++] = count;
              while (c !== LF) c = bytes[++p];
              kind = CALL_COUNT;
            }
          } else if (bytes[p + 2] === EQUALS) {
            if (c === LETTER_F) {
              if (second === LETTER_N) word = FN;
              else if (second === LETTER_L) word = FL;
              else if (second === LETTER_I || second === LETTER_E) word = FI;
            } else if (c === LETTER_O && second === LETTER_B) word = OB;
            p += 3;
          }
          if (word !== 0) {
            c = bytes[p];
            while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
            kind = NAMED;
            if (c === OPEN) {
              c = bytes[++p];
              const first = p;
              let id = 0;
              while (c <= NINE && c >= ZERO) {
                id = (Math.imul(id, 10) + c - ZERO) | 0;
                c = bytes[++p];
              }
              if (p === first || p - first > 9 || c !== CLOSE) break careful;
              tokens[o++] = id;
              c = bytes[++p];
              while (c === SPACE || c === TAB || c === CR) c = bytes[++p];
              kind = c === LF ? NUMBERED : DEFINED;
            }
            if (kind !== NUMBERED) {
              const first = p;
              let sum = 0;
              while (c !== LF) {
                sum = (Math.imul(sum, HASH_STEP) + c) | 0;
                c = bytes[++p];
              }
              let last = p;
              c = bytes[p - 1];
              if ((c === SPACE || c === CR || c === TAB) && last > first) {
                while (last > first && (c === SPACE || c === CR || c === TAB)) c = bytes[--last - 1];
                sum = 0;
                for (let q = first; q < last; q++) sum = (Math.imul(sum, HASH_STEP) + bytes[q]) | 0;
              }
              tokens[o++] = first;
              tokens[o++] = last;
              tokens[o++] = sum;
            }
            kind |= word << FLAGS_SHIFT;
          } else if (kind !== CALL_COUNT) break careful;
        }
        p++;
        if (p - from > LONGEST_LENGTH) break careful;
        tokens[head] = kind | ((p - from) << LENGTH_SHIFT);
        continue;
      }
      p = from;
      while (bytes[p] !== LF) p++;
      p++;
      o = head + 1;
      if (p - from <= LONGEST_LENGTH) tokens[head] = CAREFUL | ((p - from) << LENGTH_SHIFT);
      else {
        tokens[head] = CAREFUL;
        tokens[o++] = p - from;
      }
    }
    this.length = o;
    return p;
  }
}

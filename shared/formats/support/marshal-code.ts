// Code objects inside marshal data. Their layout changed with Python 3.0, 3.8 and 3.11 and is not announced anywhere:
//   2.7        4 integers, 8 objects (… filename, name), line, 1 object
//   3.0–3.7    5 integers, 8 objects (… filename, name), line, 1 object
//   3.8–3.10   6 integers, 8 objects (… filename, name), line, 1 object
//   3.11+      5 integers, 8 objects (… filename, name, qualname), line, 2 objects; the fifth object is bytes, before a tuple
// The first object is always the byte code, which tells how many integers stand before it. It may be a reference: since 3.10 two
// functions with the same byte code share it.
import type { MarshalValues } from './marshal-values.ts';

export const CODE_OBJECTS_BEFORE_LINE = 8;

const BYTES = 0x73;
const REFERENCE = 0x72;

/** How many raw integers begin the code object at `position`; undefined where no layout fits. */
export function codeLayoutAt(
  view: DataView,
  position: number,
  isReferenceToBytes: (reference: number) => boolean,
): { readonly integers: number } | undefined {
  for (const integers of [4, 5, 6]) {
    const at = position + integers * 4;
    if (at + 5 > view.byteLength) return undefined;
    const type = view.getUint8(at);
    // Its length or its reference must fit, which those of a flag word that looks like the type do not.
    const number = view.getInt32(at + 1, true);
    const isBytes = (type & 0x7f) === BYTES && number >= 0 && number < view.byteLength - at - 5;
    if (isBytes || (type === REFERENCE && isReferenceToBytes(number))) return { integers };
  }
  return undefined;
}

export interface CodeDescription {
  readonly name: number;
  readonly filename: number;
  readonly line: number;
}

/** The values that say which code it is. */
export function describeCode(values: MarshalValues, code: number): CodeDescription {
  const isNew = values.count(code) === CODE_OBJECTS_BEFORE_LINE + 3;
  return {
    filename: values.item(code, isNew ? 5 : 6),
    name: values.item(code, isNew ? 6 : 7),
    line: values.number(values.item(code, CODE_OBJECTS_BEFORE_LINE)),
  };
}

// Whether bytes look like a pprof profile.proto: a run of well-formed protobuf fields with the numbers and wire types of
// message Profile, up to the end or to where the first bytes are cut. There is no magic number to look for.

const MAX_FIELD = 15;
const LENGTH_DELIMITED = 2;
/** sample_type, sample, mapping, location, function, string_table, period_type are messages or texts. */
const DELIMITED_FIELDS = new Set([1, 2, 3, 4, 5, 6, 11, 13]);

/** At least one sample type or sample first, and only known fields. */
export function beginsAsPprof(head: Uint8Array): boolean {
  let position = 0;
  let fields = 0;
  while (position < head.length && fields < 200) {
    const tag = head[position++];
    const field = tag >> 3;
    const wire = tag & 7;
    if (field < 1 || field > MAX_FIELD || tag > 0x7f) return false;
    if (DELIMITED_FIELDS.has(field) !== (wire === LENGTH_DELIMITED) && wire !== 0 && wire !== LENGTH_DELIMITED)
      return false;
    if (wire !== 0 && wire !== LENGTH_DELIMITED) return false;
    if (fields === 0 && field > 2) return false;
    const varint = readVarint(head, position);
    if (varint === undefined) return fields > 0 && head.length - position < 10;
    position = varint.next;
    if (wire === LENGTH_DELIMITED) {
      if (!DELIMITED_FIELDS.has(field) && field !== 13) return false;
      position += varint.value;
    }
    fields++;
  }
  return fields >= 2 || (fields === 1 && position === head.length && head.length > 4);
}

function readVarint(head: Uint8Array, start: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = head[start + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: start + i + 1 };
  }
  return undefined;
}

// Whether bytes look like a pprof profile.proto: a run of well-formed protobuf fields with the numbers and wire types of
// message Profile, up to the end or to where the first bytes are cut. There is no magic number to look for.

const SAMPLE_TYPE = 1;
const SAMPLE = 2;
const COMMENT = 13;
const LAST_FIELD = 15;
const MOST_FIELDS = 2000;
const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** sample_type, sample, mapping, location, function, string_table, period_type are messages or texts. */
const DELIMITED_FIELDS = new Set([1, 2, 3, 4, 5, 6, 11, 13]);

/** Only known fields, with a sample type or a sample among them. Fields may stand in any order. */
export function beginsAsPprof(head: Uint8Array): boolean {
  let position = 0;
  let hasSamples = false;
  for (let fields = 0; position < head.length && fields < MOST_FIELDS; fields++) {
    const tag = head[position++];
    const field = tag >> 3;
    const wire = tag & 7;
    if (field < 1 || field > LAST_FIELD) return false;
    const isPackedComment = field === COMMENT && wire === VARINT;
    if (wire !== (DELIMITED_FIELDS.has(field) ? LENGTH_DELIMITED : VARINT) && !isPackedComment) return false;
    const varint = readVarint(head, position);
    if (varint === undefined) return hasSamples && head.length - position < 10;
    hasSamples ||= field === SAMPLE_TYPE || field === SAMPLE;
    position = varint.next + (wire === LENGTH_DELIMITED ? varint.value : 0);
  }
  return hasSamples;
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

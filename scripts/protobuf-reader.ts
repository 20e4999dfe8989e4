/** One field of a protobuf message: a number, or bytes that may be a text or a message of its own. */
export type ProtobufField = { field: number; value: bigint | Uint8Array };

const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/** Splits a message into its fields, in their order. Nothing is copied. @throws Error when it is cut off */
export function readFields(message: Uint8Array): ProtobufField[] {
  const fields: ProtobufField[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new Error("The message is cut off.");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const bytes = (length: number): Uint8Array => {
    if (at + length > message.length) throw new Error("The message is cut off.");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = Number(varint());
    const [field, wire] = [tag >> 3, tag & 7];
    if (wire === VARINT) fields.push({ field, value: varint() });
    else if (wire === LENGTH_DELIMITED) fields.push({ field, value: bytes(Number(varint())) });
    else if (wire === FOUR_BYTES) fields.push({ field, value: bytes(4) });
    else if (wire === EIGHT_BYTES) fields.push({ field, value: bytes(8) });
    else throw new Error(`Wire type ${wire} is not known.`);
  }
  return fields;
}

/** The bytes of a field that is there. */
export function bytesOf(fields: readonly ProtobufField[], field: number): Uint8Array {
  const found = fields.find((f) => f.field === field)?.value;
  if (!(found instanceof Uint8Array)) throw new Error(`Field ${field} is not there.`);
  return found;
}

export function textsOf(fields: readonly ProtobufField[], field: number): string[] {
  const decoder = new TextDecoder();
  return fields.flatMap((f) =>
    f.field === field && f.value instanceof Uint8Array ? [decoder.decode(f.value)] : [],
  );
}

export function numbersOf(fields: readonly ProtobufField[], field: number): number[] {
  return fields.flatMap((f) => (f.field === field && typeof f.value === "bigint" ? [Number(f.value)] : []));
}

interface Codec<Value> {
  oid: number;
  size(value: Value): number;
  write(out: Buffer, value: Value, at: number): void;
}

interface Values {
  bytea: Uint8Array;
  text: string;
  uuid: string;
  boolean: boolean;
}

const CODECS: { [Type in keyof Values]: Codec<Values[Type]> } = {
  bytea: { oid: 17, size: (value) => value.length, write: (out, value, at) => out.set(value, at) },
  text: { oid: 25, size: (value) => Buffer.byteLength(value), write: (out, value, at) => void out.write(value, at) },
  uuid: { oid: 2950, size: () => 16, write: (out, value, at) => void out.write(value.replaceAll("-", ""), at, "hex") },
  boolean: { oid: 16, size: () => 1, write: (out, value, at) => void out.writeUInt8(value ? 1 : 0, at) },
};
const HEADER_BYTES = 20;
const NULL_SIZE = -1;

/**
 * One array parameter in PostgreSQL's array_send format. node-postgres would write text, with every quote of a JSON
 * text escaped and bytes as hex: up to twice the bytes, several microseconds a row here and as many in the server.
 */
export function binaryArray<Type extends keyof Values>(type: Type, values: readonly (Values[Type] | null)[]): Buffer {
  const codec: Codec<Values[Type]> = CODECS[type];
  const sizes = values.map((value) => (value === null ? NULL_SIZE : codec.size(value)));
  const out = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), HEADER_BYTES));
  writeHeader(out, codec.oid, values.length, values.includes(null));
  let at = HEADER_BYTES;
  for (const [index, value] of values.entries()) {
    const size = sizes[index] ?? NULL_SIZE;
    out.writeInt32BE(size, at);
    at += 4;
    if (value === null) continue;
    codec.write(out, value, at);
    at += size;
  }
  return out;
}

function writeHeader(out: Buffer, oid: number, length: number, hasNulls: boolean): void {
  const dimensions = 1;
  const lowerBound = 1;
  for (const [index, field] of [dimensions, hasNulls ? 1 : 0, oid, length, lowerBound].entries()) {
    out.writeInt32BE(field, index * 4);
  }
}

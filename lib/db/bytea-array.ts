const BYTEA_OID = 17;
const HEADER_BYTES = 20;

/**
 * One binary `bytea[]` parameter (PostgreSQL's array_send format). node-postgres would send hex text instead:
 * twice the bytes, and three times the server's time at 1 KB a body.
 */
export function byteaArray(values: readonly (Uint8Array | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), HEADER_BYTES);
  const out = Buffer.allocUnsafe(size);
  const dimensions = 1;
  out.writeInt32BE(dimensions, 0);
  out.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  out.writeInt32BE(BYTEA_OID, 8);
  out.writeInt32BE(values.length, 12);
  const lowerBound = 1;
  out.writeInt32BE(lowerBound, 16);
  let at = HEADER_BYTES;
  for (const value of values) {
    out.writeInt32BE(value === null ? -1 : value.length, at);
    at += 4;
    if (value === null) continue;
    out.set(value, at);
    at += value.length;
  }
  return out;
}

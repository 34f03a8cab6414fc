import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { spoolRows } from "#lib/testing/spool-test.ts";
import { encodeRecord, readRecord } from "./record.ts";

const text = fc.string({ unit: "binary", maxLength: 60 });
const maybe = fc.option(text, { nil: null });
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const changes = fc.record({
  requestId: fc.option(fc.uuid(), { nil: null }),
  providerKey: text,
  bodyHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array)),
  type: text,
  businessId: maybe,
  externalId: maybe,
  subject: maybe,
  occurredAtText: maybe,
  flags: fc.array(text, { maxLength: 4 }),
  headersJson: fc.json(),
  payloadJson: fc.option(fc.json(), { nil: null }),
  raw: bytes,
  canonical: fc.option(bytes, { nil: null }),
  remoteAddress: maybe,
  fansOut: fc.boolean(),
});

function rowWith(given: Partial<StoreRow>): StoreRow {
  const [row] = spoolRows(1, given);
  if (row === undefined) throw new Error("no row");
  return row;
}

test("any row comes back as it was, wherever its record lies", () => {
  fc.assert(
    fc.property(changes, bytes, bytes, (given, before, after) => {
      const row = rowWith(given);
      const record = encodeRecord(row);
      const reading = readRecord(Buffer.concat([before, record, after]), before.length);
      expect(reading).toEqual({ kind: "whole", row, end: before.length + record.length });
    }),
  );
});

test("a lone surrogate in a header or a body's text comes back as it was", () => {
  const row = rowWith({ type: "\ud800", headersJson: '[["x","\udc00"]]' });
  expect(readRecord(encodeRecord(row), 0)).toMatchObject({ kind: "whole", row });
});

const sample = encodeRecord(rowWith({ raw: Buffer.from('{"a":"é"}'), canonical: Buffer.from('{"a": "\\u00e9"}') }));

test("a record that is cut off at any byte is no record", () => {
  for (let length = 0; length < sample.length; length += 1) {
    const reading = readRecord(sample.subarray(0, length), 0);
    expect(reading.kind, `cut to ${length} bytes`).toBe("cut");
    // Whoever asked for what is needed gets on.
    if (reading.kind === "cut") expect(reading.needed).toBeGreaterThan(length);
  }
});

test("a flipped bit at any position makes it no record", () => {
  for (let bit = 0; bit < sample.length * 8; bit += 1) {
    const damaged = Buffer.from(sample);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readRecord(damaged, 0).kind, `bit ${bit}`).not.toBe("whole");
  }
});

test("a run of zeros, as a loss of power leaves it, is no record", () => {
  for (const length of [12, 100, 4096]) expect(readRecord(Buffer.alloc(length), 0).kind).toBe("bad");
});

test("bytes of anything are no record", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (array) => readRecord(Buffer.from(array), 0).kind !== "whole"),
  );
});

test("a length beyond any webhook is not waited for", () => {
  const huge = Buffer.alloc(12);
  huge.writeUInt32BE(0xffff_fff0, 0);
  expect(readRecord(huge, 0).kind).toBe("bad");
});

test("a record of a later version is not taken for one of this", () => {
  const json = sample.toString("latin1").replace('"v":1', '"v":2');
  const later = Buffer.from(json, "latin1");
  later.writeUInt32BE(crc32(later.subarray(8), crc32(later.subarray(0, 4))), 4);
  expect(readRecord(later, 0)).toEqual({ kind: "bad", why: "another version wrote it" });
});

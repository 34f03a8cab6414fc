import fc from "fast-check";
import { expect, test } from "vitest";
import type { HeaderPairs } from "./request-headers.ts";
import { checkSharedHeaders } from "./shared-header.ts";
import { readSignatureHeaders } from "./signature-headers.ts";

const NAMES = { id: "asset-id", signature: "asset-signature" };

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const id = fc.stringMatching(/^[\x21-\x2b\x2d-\x7e]{1,200}$/);
const signature = fc.uint8Array({ minLength: 257, maxLength: 1024 }).map((bytes) => Buffer.from(bytes));
const written = fc
  .constantFrom("base64", "base64url")
  .chain((encoding) => signature.map((bytes) => bytes.toString(encoding)));
const caseOf = (name: string) => fc.mixedCase(fc.constant(name));
const other = fc.tuple(fc.constantFrom("asset-idd", "x-asset-id", "asset_id", "host", "asset-signature2"), latin1);
const pair = fc.oneof(
  other,
  fc.tuple(caseOf("asset-id"), fc.oneof(id, latin1)),
  fc.tuple(caseOf("asset-signature"), fc.oneof(written, latin1)),
);

function valuesOf(headers: HeaderPairs, name: string): string[] {
  return headers.filter(([sent]) => sent.toLowerCase() === name).map(([, value]) => value);
}

test("one id and one signature among any other headers are read, in any case, order and alphabet", () => {
  fc.assert(
    fc.property(
      caseOf("asset-id"),
      caseOf("asset-signature"),
      id,
      signature,
      fc.constantFrom("base64", "base64url"),
      fc.array(other, { maxLength: 3 }),
      fc.boolean(),
      (idName, signatureName, sentId, bytes, encoding, others, isTurned) => {
        const headers = [...others, [idName, sentId], [signatureName, bytes.toString(encoding)]] as [string, string][];
        const reading = readSignatureHeaders(isTurned ? headers.reverse() : headers, NAMES);
        expect(reading).toEqual({ kind: "headers", id: sentId, signature: bytes });
      },
    ),
  );
});

test("what is read was there exactly once and in the strict form", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 4 }), (headers) => {
      const reading = readSignatureHeaders(headers, NAMES);
      if (reading.kind === "rejected") return;
      const [ids, signatures] = [valuesOf(headers, "asset-id"), valuesOf(headers, "asset-signature")];
      expect([ids.length, signatures.length]).toEqual([1, 1]);
      expect(reading.id).toBe(ids[0]);
      expect(ids[0]).toMatch(/^[!-+\--~]{1,200}$/);
      const bare = signatures[0]?.replace(/={0,2}$/, "") ?? "";
      expect(bare).toMatch(/^([\w-]+|[A-Za-z0-9+/]+)$/);
    }),
    { numRuns: 500 },
  );
});

test("a shared header passes with one of its values sent once, and with nothing else", () => {
  const value = fc.stringMatching(/^[!-~]{1,12}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
      fc.array(fc.oneof(value, latin1)),
      (values, sent) => {
        const required = values.map((each) => ({ name: "X-Shared", value: each }));
        const headersOf = (all: readonly string[]) => all.map((each) => ["x-SHARED", each] as const);
        for (const right of values) expect(checkSharedHeaders(headersOf([right]), required).kind).toBe("accepted");
        const passes = sent.length > 0 && values.includes(sent.join(", "));
        expect(checkSharedHeaders(headersOf(sent), required).kind).toBe(passes ? "accepted" : "rejected");
      },
    ),
  );
});

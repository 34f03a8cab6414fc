import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "#lib/testing/json-arbitraries.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { readKeySet } from "./jwks.ts";

const { jwk, privateKey } = createRsaSigner();
const MAX_ENTRIES = 16;

/** Numbers of every length at the borders of the policy, in both alphabets, padded or not, zeros in front or not. */
const modulus = fc
  .record({
    length: fc.oneof(fc.constantFrom(255, 256, 256, 256, 257, 512, 1024, 1025), fc.nat(1100)),
    first: fc.nat(255),
    last: fc.oneof(fc.constantFrom(1, 255), fc.nat(255)),
    zeros: fc.nat(2),
    encoding: fc.constantFrom("base64", "base64url"),
  })
  .map(({ length, first, last, zeros, encoding }) => {
    const bytes = Buffer.alloc(length, 0xc3);
    bytes[0] = first;
    bytes[Math.max(0, length - 1)] = last;
    return Buffer.concat([Buffer.alloc(zeros), bytes]).toString(encoding);
  });
const exponent = fc.oneof(
  fc.constantFrom("AQAB", "AQAB", "Aw", "AQ", "Ag", "AA", "", "AAEAAQ==", "_____w", "AQAAAAE"),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
);
const junk = fc.anything({ maxDepth: 2 });

function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown> = junk): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const key = fc.record(
  {
    kty: mostly(fc.constant("RSA"), fc.constantFrom("EC", "oct", "OKP", "rsa")),
    n: mostly(modulus),
    e: mostly(exponent),
    use: mostly(fc.constant("sig")),
    alg: mostly(fc.constant("RS256"), fc.constantFrom("PS256", "none")),
    key_ops: mostly(fc.constant(["verify"]), fc.constantFrom(["encrypt"], "verify")),
    kid: junk,
    d: fc.constant("AQ"),
  },
  { requiredKeys: ["kty", "n", "e"] },
);
const entry = mostly(key);

test("any text gives keys that satisfy the policy, or none, and never an exception", async () => {
  const document = fc.oneof(jsonText, fc.string(), {
    weight: 6,
    arbitrary: fc.array(entry, { maxLength: 20 }).map((keys) => JSON.stringify({ keys })),
  });
  let usable = 0;
  await fc.assert(
    fc.asyncProperty(document, async (text) => {
      const reading = await readKeySet(text);
      if (reading.kind === "invalid") return;
      for (const { keyObject, bits, jwk: kept } of reading.keys) {
        usable += 1;
        const { modulusLength = 0, publicExponent = 0n } = keyObject.asymmetricKeyDetails ?? {};
        expect([keyObject.type, keyObject.asymmetricKeyType, bits]).toEqual(["public", "rsa", modulusLength]);
        expect(modulusLength).toBeGreaterThanOrEqual(2048);
        expect(modulusLength).toBeLessThanOrEqual(8192);
        expect(publicExponent >= 3n && publicExponent < 2n ** 32n && publicExponent % 2n === 1n).toBe(true);
        expect((Buffer.from(kept.n, "base64url").at(-1) ?? 0) % 2).toBe(1);
      }
      const thumbprints = reading.keys.map((key) => key.thumbprint);
      expect(new Set(thumbprints).size).toBe(thumbprints.length);
    }),
    { numRuns: 600 },
  );
  expect(usable).toBeGreaterThan(50);
});

test("the right key is found among any others, wherever it stands in the first sixteen", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: MAX_ENTRIES - 1 }), fc.nat(), async (others, place) => {
      const keys = others.toSpliced(place % (others.length + 1), 0, jwk);
      const reading = await readKeySet(JSON.stringify({ keys }));
      const found = reading.kind === "key_set" ? reading.keys.map((key) => key.jwk.n) : [];
      expect(found).toContain(jwk.n);
    }),
    { numRuns: 200 },
  );
});

test("what was read of a key set reads again as the same keys", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 4 }), async (others) => {
      const first = await readKeySet(JSON.stringify({ keys: [...others, privateKey.export({ format: "jwk" })] }));
      const keys = first.kind === "key_set" ? first.keys : [];
      const second = await readKeySet(JSON.stringify({ keys: keys.map((key) => key.jwk) }));
      expect(second).toMatchObject({ kind: "key_set", skipped: [], alarms: [] });
      expect(second.kind === "key_set" && second.keys.map((key) => key.thumbprint)).toEqual(
        keys.map((key) => key.thumbprint),
      );
    }),
    { numRuns: 200 },
  );
});

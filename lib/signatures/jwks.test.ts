import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { type KeySetReading, readKeySet } from "./jwks.ts";
import vector from "./vectors/asset-signature-vector.json" with { type: "json" };

const { jwk } = createRsaSigner();
const modulus = Buffer.from(jwk.n, "base64url");

async function read(...keys: readonly unknown[]) {
  return expectKeySet(await readKeySet(JSON.stringify({ keys })));
}

function expectKeySet(reading: KeySetReading) {
  if (reading.kind === "invalid") throw new Error(reading.problem);
  return reading;
}

function numberOfBits(bits: number, lastByte = 0x01): string {
  const bytes = Buffer.alloc(bits / 8, 0xc3);
  bytes[bytes.length - 1] = lastByte;
  return bytes.toString("base64url");
}

test("the documented key is read, with its RFC 7638 thumbprint", async () => {
  const { keys, skipped, alarms } = await read(...vector.jwks.keys);
  const [documented] = vector.jwks.keys;
  expect(keys.map((key) => key.thumbprint)).toEqual([await calculateJwkThumbprint(documented ?? {})]);
  expect(keys[0]).toMatchObject({ bits: 2048, jwk: { kty: "RSA", n: documented?.n, e: "AQAB" } });
  expect([skipped, alarms]).toEqual([[], []]);
});

describe("R17: an unusable key is skipped and the others are used", () => {
  test("keys of other kinds before the right one", async () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
    const older = createRsaSigner().jwk;
    const { keys, skipped } = await read(ec, { kty: "oct", k: "c2VjcmV0" }, older, jwk);
    expect(keys.map((key) => key.jwk.n)).toEqual([older.n, jwk.n]);
    expect(skipped).toEqual([
      { index: 0, reason: "not_rsa" },
      { index: 1, reason: "not_rsa" },
    ]);
  });

  test.each([
    ["not_an_object", "a key"],
    ["not_an_object", null],
    ["not_for_signatures", { ...jwk, use: "enc" }],
    ["not_for_signatures", { ...jwk, key_ops: ["encrypt"] }],
    ["not_for_signatures", { ...jwk, key_ops: "verify" }],
    ["other_algorithm", { ...jwk, alg: "PS256" }],
    ["other_algorithm", { ...jwk, alg: "RS512" }],
    ["bad_encoding", { ...jwk, n: `${jwk.n.slice(0, -1)}!` }],
    ["bad_encoding", { ...jwk, n: undefined }],
    ["bad_encoding", { ...jwk, n: 65537 }],
    ["bad_encoding", { ...jwk, e: "" }],
    ["too_small", { ...jwk, n: numberOfBits(512) }],
    ["too_small", { ...jwk, n: numberOfBits(1024) }],
    ["too_small", { ...jwk, n: "AQ" }],
    ["too_large", { ...jwk, n: numberOfBits(8200) }],
    ["too_large", { ...jwk, n: numberOfBits(65_536) }],
    ["even_modulus", { ...jwk, n: numberOfBits(2048, 0x02) }],
    ["weak_exponent", { ...jwk, e: "AA" }],
    ["weak_exponent", { ...jwk, e: "AQ" }],
    ["weak_exponent", { ...jwk, e: "Ag" }],
    ["weak_exponent", { ...jwk, e: "AQAA" }],
    ["weak_exponent", { ...jwk, e: Buffer.from([1, 0, 0, 0, 1]).toString("base64url") }],
  ])("%s", async (reason, key) => {
    const { keys, skipped } = await read(key, jwk);
    expect(skipped).toEqual([{ index: 0, reason }]);
    expect(keys).toHaveLength(1);
  });

  test("key_ops with verify, no use and no alg are fine", async () => {
    const { keys } = await read({ kty: "RSA", n: jwk.n, e: jwk.e, key_ops: ["sign", "verify"] });
    expect(keys).toHaveLength(1);
  });
});

test("another spelling of the same key is the same key", async () => {
  const padded = `${modulus.toString("base64")}`;
  const withZeros = Buffer.concat([Buffer.alloc(2), modulus]).toString("base64url");
  const { keys, skipped } = await read(jwk, { ...jwk, n: padded }, { ...jwk, n: withZeros, e: "AAEAAQ==" });
  expect(keys).toHaveLength(1);
  expect(skipped).toEqual([
    { index: 1, reason: "duplicate" },
    { index: 2, reason: "duplicate" },
  ]);
});

test("a published private key raises an alarm and its private part is dropped", async () => {
  const { privateKey } = createRsaSigner();
  const { keys, alarms } = await read(privateKey.export({ format: "jwk" }));
  expect(alarms).toEqual([{ kind: "private_key_published", index: 0 }]);
  expect(Object.keys(keys[0]?.jwk ?? {}).sort()).toEqual(["e", "kty", "n"]);
  expect(keys[0]?.keyObject.type).toBe("public");
});

test("only the first 16 entries are looked at", async () => {
  const { keys, skipped } = await read(...Array.from({ length: 16 }, () => ({ kty: "EC" })), jwk);
  expect(keys).toEqual([]);
  expect(skipped.at(-1)).toEqual({ index: 16, reason: "beyond_limit" });
});

describe("what is no key set", () => {
  test.each([
    ["not_json", "<html>"],
    ["not_json", ""],
    ["not_a_key_set", "null"],
    ["not_a_key_set", "[]"],
    ["not_a_key_set", '{"keys":{}}'],
    ["too_large", " ".repeat(65_537)],
  ])("%s", async (problem, text) => {
    expect(await readKeySet(text)).toEqual({ kind: "invalid", problem });
  });
});

describe("R19: absurd keys cost no time", () => {
  const absurd = [512, 1024, 65_536].map((bits) => ({ ...jwk, n: numberOfBits(bits) }));
  const text = JSON.stringify({ keys: [...absurd, { ...jwk, n: "AQ" }, { ...jwk, n: numberOfBits(2048, 0x02) }] });
  beforeAll(() => readKeySet(text));

  test("a set of them is read within 10 ms", async () => {
    const start = performance.now();
    const { skipped } = expectKeySet(await readKeySet(text));
    expect(performance.now() - start).toBeLessThan(10);
    expect(skipped).toHaveLength(5);
  });
});

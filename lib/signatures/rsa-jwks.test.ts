import { constants, sign } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { type RsaVerificationKey, readKeySet } from "./jwks.ts";
import { verifyRsaSha256 } from "./rsa-jwks.ts";
import vector from "./vectors/asset-signature-vector.json" with { type: "json" };
import pythonVectors from "./vectors/python-json-vectors.json" with { type: "json" };

const ID = "0f6f6c1e-6f0b-4a53-9a3b-2f9f4c4d1a77";
const signer = createRsaSigner();
const otherSigner = createRsaSigner();
let documentedKeys: readonly RsaVerificationKey[];
let keys: readonly RsaVerificationKey[];

async function keysOf(...jwks: readonly unknown[]) {
  const reading = await readKeySet(JSON.stringify({ keys: jwks }));
  return reading.kind === "key_set" ? reading.keys : [];
}

beforeAll(async () => {
  documentedKeys = await keysOf(...vector.jwks.keys);
  keys = await keysOf(otherSigner.jwk, signer.jwk);
});

function check(body: string | Buffer, signature: string, { id = ID, by = keys } = {}) {
  return verifyRsaSha256({ id, signature: Buffer.from(signature, "base64url") }, Buffer.from(body), by);
}

describe("the published vector", () => {
  test("R01: the spaced wire form verifies as sent", () => {
    const result = check(vector.raw_spaced, vector.sig, { id: vector.asset_id, by: documentedKeys });
    expect(result).toMatchObject({ kind: "verified", via: "raw", thumbprint: documentedKeys[0]?.thumbprint });
    expect(result.kind === "verified" && result.text.toString()).toBe(vector.raw_spaced);
  });

  test("the compact wire form verifies as Python's text, which is what counts from then on", () => {
    const result = check(vector.raw_compact, vector.sig, { id: vector.asset_id, by: documentedKeys });
    expect(result).toMatchObject({ kind: "verified", via: "python" });
    expect(result.kind === "verified" && result.text.toString()).toBe(vector.raw_spaced);
  });

  test("R07: a flipped byte or swapped keys do not verify", () => {
    const flipped = vector.raw_spaced.replace("EXPIRED", "EXPIREE");
    const swapped = vector.raw_spaced.replace(
      /"business_id": ("[^"]+"), "timestamp": ("[^"]+")/,
      '"timestamp": $2, "business_id": $1',
    );
    expect(swapped).not.toBe(vector.raw_spaced);
    for (const body of [flipped, swapped]) {
      expect(check(body, vector.sig, { id: vector.asset_id, by: documentedKeys })).toEqual({ kind: "no_match" });
    }
  });

  test("R08: the signature belongs to its id", () => {
    expect(check(vector.raw_spaced, vector.sig, { id: `${vector.asset_id}x`, by: documentedKeys })).toEqual({
      kind: "no_match",
    });
  });
});

describe("both signed forms", () => {
  test("R02: compact UTF-8 on the wire, signed as json.dumps writes it", () => {
    const signature = signer.sign(ID, '{"name": "Zo\\u00eb \\ud83d\\ude00"}');
    expect(check('{"name":"Zoë 😀"}', signature)).toMatchObject({ kind: "verified", via: "python" });
  });

  test("R04: compact on the wire and in the signature", () => {
    expect(check('{"a":1.10}', signer.sign(ID, '{"a":1.10}'))).toMatchObject({ kind: "verified", via: "raw" });
  });

  test("a number Python cannot write leaves only the raw form", () => {
    expect(check('{"a":1e400}', signer.sign(ID, '{"a":1e400}'))).toMatchObject({ kind: "verified", via: "raw" });
    expect(check('{"a":1e400}', signer.sign(ID, '{"a": Infinity}'))).toEqual({ kind: "no_match" });
  });

  test.each(
    pythonVectors
      .filter((row) => row.policy === "canonicalise" && row.name !== "depth-64")
      .map((row) => [row.name, row] as const),
  )("R05: %s verifies", (_, { body, dumps }) => {
    const isObject = dumps?.startsWith("{") === true;
    const raw = Buffer.from(body, "base64");
    const sent = isObject ? raw : Buffer.concat([Buffer.from('{"v":'), raw, Buffer.from("}")]);
    expect(check(sent, signer.sign(ID, isObject ? dumps : `{"v": ${dumps}}`)).kind).toBe("verified");
  });
});

describe("R34: what the signature does not show cannot be smuggled in", () => {
  const signature = signer.sign(ID, '{"type": "BUSINESS_CREATED", "content": {}}');

  test("new keys change the text, integer-like ones and __proto__ as well", () => {
    for (const graft of ['"1":2,', '"__proto__":{"type":"EVIL"},', '"x":null,']) {
      expect(check(`{${graft}"type":"BUSINESS_CREATED","content":{}}`, signature)).toEqual({ kind: "no_match" });
    }
  });

  test("an overridden duplicate verifies, but the text that counts does not hold it and the event is flagged", () => {
    const result = check('{"type":"EVIL","content":{},"type":"BUSINESS_CREATED"}', signature);
    expect(result).toMatchObject({ kind: "verified", via: "python", flags: ["duplicate_keys"] });
    expect(result.kind === "verified" && result.text.toString()).toBe('{"type": "BUSINESS_CREATED", "content": {}}');
  });
});

describe("shape before signature", () => {
  test.each([
    ["not_an_object", "[]"],
    ["not_an_object", "7"],
    ["not_an_object", "null"],
    ["not_json", ""],
    ["not_json", "a=1&b=2"],
    ["bom", "\ufeff{}"],
    ["too_deep", '{"a":'.repeat(65)],
  ])("%s is refused, and noted as authentic when the signature is right", (cause, body) => {
    expect(check(body, signer.sign("other-id", body))).toEqual({ kind: "rejected", cause });
    expect(check(body, signer.sign(ID, body))).toEqual({ kind: "rejected", cause: "authentic_not_an_object" });
  });

  test("a body that is not UTF-8", () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    expect(check(bytes, signer.sign("other-id", bytes))).toEqual({ kind: "rejected", cause: "not_utf8" });
  });

  test("without keys a good shape is undecided and a bad one still refused", () => {
    expect(check("{}", signer.sign(ID, "{}"), { by: [] })).toEqual({ kind: "no_keys" });
    expect(check("[]", signer.sign(ID, "[]"), { by: [] })).toEqual({ kind: "rejected", cause: "not_an_object" });
  });
});

describe("signatures by other schemes", () => {
  const text = Buffer.from(`${ID}.{}`);

  test("R16: SHA-1 and SHA-512 do not verify", () => {
    expect(check("{}", signer.sign(ID, "{}", "sha1"))).toEqual({ kind: "no_match" });
    expect(check("{}", signer.sign(ID, "{}", "sha512"))).toEqual({ kind: "no_match" });
  });

  test("PSS padding does not verify", () => {
    const key = { key: signer.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    expect(check("{}", sign("sha256", text, key).toString("base64url"))).toEqual({ kind: "no_match" });
  });

  test("a signature of another length does not verify and does not throw", () => {
    const signature = signer.sign(ID, "{}");
    expect(check("{}", signature.slice(4))).toEqual({ kind: "no_match" });
    expect(check("{}", `${signature}AAAA`)).toEqual({ kind: "no_match" });
    expect(check("{}", "A".repeat(684))).toEqual({ kind: "no_match" });
  });
});

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { anyBody, jsonObjectText } from "#lib/testing/json-arbitraries.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { type RsaVerificationKey, readKeySet } from "./jwks.ts";
import { canonicalisePythonJson } from "./python-json.ts";
import { verifyRsaSha256 } from "./rsa-jwks.ts";

const ID = "msg_1";
const signer = createRsaSigner();
let keys: readonly RsaVerificationKey[];

beforeAll(async () => {
  const reading = await readKeySet(JSON.stringify({ keys: [createRsaSigner().jwk, signer.jwk] }));
  keys = reading.kind === "key_set" ? reading.keys : [];
});

function check(body: Buffer, signature: Buffer, id = ID) {
  return verifyRsaSha256({ id, signature }, body, keys);
}

function signatureOf(text: string | Buffer, id = ID): Buffer {
  return Buffer.from(signer.sign(id, text), "base64url");
}

function canonicalOf(body: Buffer): string | null {
  const result = canonicalisePythonJson(body);
  return result.kind === "canonical" ? result.text : null;
}

test("an object verifies under a signature over its bytes or over Python's text, and means exactly the signed text", () => {
  fc.assert(
    fc.property(jsonObjectText, (text) => {
      const body = Buffer.from(text);
      const canonical = canonicalOf(body);
      fc.pre(canonical !== null);
      const asSent = check(body, signatureOf(body));
      expect(asSent).toMatchObject({ kind: "verified", via: "raw", text: body });
      const asPython = check(body, signatureOf(canonical));
      expect(asPython).toMatchObject({ kind: "verified", via: canonical === text ? "raw" : "python" });
      expect(asPython.kind === "verified" && asPython.text.toString()).toBe(canonical);
    }),
    { numRuns: 250 },
  );
});

test("a body that is no object is refused with every signature, without an exception", () => {
  fc.assert(
    fc.property(anyBody, fc.boolean(), (body, isSigned) => {
      const isObject = canonicalOf(body)?.startsWith("{") ?? /^\s*\{/.test(body.toString("latin1"));
      fc.pre(!isObject);
      const result = check(body, isSigned ? signatureOf(body) : Buffer.alloc(256, 1));
      expect(result.kind).toBe("rejected");
      expect(result.kind === "rejected" && result.cause === "authentic_not_an_object").toBe(isSigned);
    }),
    { numRuns: 250 },
  );
});

test("a signature serves its own text and id alone: whatever else verifies with it has the same canonical text", () => {
  fc.assert(
    fc.property(jsonObjectText, anyBody, fc.nat(), fc.nat(7), (text, other, place, bit) => {
      const signed = Buffer.from(text);
      const signature = signatureOf(signed);
      fc.pre(canonicalOf(signed) !== null);
      const flipped = Buffer.from(signature);
      flipped[place % flipped.length] = (flipped[place % flipped.length] ?? 0) ^ (1 << bit);
      expect(check(signed, flipped)).toEqual({ kind: "no_match" });
      expect(check(signed, signature, `${ID}.`)).toEqual({ kind: "no_match" });
      const result = check(other, signature);
      if (result.kind === "verified") expect(result.text.toString()).toBe(text);
    }),
    { numRuns: 250 },
  );
});

test("the dot between id and body cannot be moved", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z.{}":]{1,6}$/), jsonObjectText, fc.nat(), (id, text, place) => {
      const whole = `${id}.${text}`;
      const dots = [...whole.matchAll(/\./g)].map(({ index }) => index);
      const dot = dots[place % dots.length] ?? id.length;
      fc.pre(dot !== id.length && dot > 0 && canonicalOf(Buffer.from(text)) !== null);
      const cut = check(Buffer.from(whole.slice(dot + 1)), signatureOf(text, id), whole.slice(0, dot));
      expect(cut.kind).not.toBe("verified");
    }),
    { numRuns: 250 },
  );
});

test("a body that only differs from the signed text in one byte verifies exactly when it says the same", () => {
  fc.assert(
    fc.property(jsonObjectText, fc.nat(), fc.nat(255), (text, place, byte) => {
      const canonical = canonicalOf(Buffer.from(text));
      fc.pre(canonical !== null);
      const body = Buffer.from(canonical);
      body[place % body.length] = byte;
      const result = check(body, signatureOf(canonical));
      expect(result.kind === "verified").toBe(canonicalOf(body) === canonical);
    }),
    { numRuns: 250 },
  );
});

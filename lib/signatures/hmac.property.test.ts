import { createHmac, createSecretKey } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyBody } from "#lib/testing/json-arbitraries.ts";
import { type LabelledSecret, verifyHmacSha256 } from "./hmac.ts";

const secretText = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
const secretTexts = fc.uniqueArray(secretText, { minLength: 1, maxLength: 5 });
/** A signature as Abound writes it, and as it may come as well. */
const spelling = fc.constantFrom(
  (hex: string) => hex,
  (hex: string) => hex.toUpperCase(),
  (hex: string) => `sha256=${hex}`,
);

function labelled(texts: readonly string[]): LabelledSecret[] {
  return texts.map((text, index) => ({ label: `secret ${index}`, key: createSecretKey(Buffer.from(text)) }));
}

function hmac(text: string, body: Buffer): string {
  return createHmac("sha256", Buffer.from(text)).update(body).digest("hex");
}

function check(body: Buffer, secrets: readonly LabelledSecret[], ...signatures: readonly string[]) {
  const headers = signatures.map((signature) => ["Abound-Signature", signature] as const);
  return verifyHmacSha256({ headers, headerName: "abound-signature", body, secrets });
}

test("any body signed with any of the secrets verifies, and the secret is told", () => {
  fc.assert(
    fc.property(anyBody, secretTexts, fc.nat(), spelling, (body, texts, pick, spell) => {
      const index = pick % texts.length;
      const signature = spell(hmac(texts[index] ?? "", body));
      expect(check(body, labelled(texts), signature)).toMatchObject({ kind: "verified", label: `secret ${index}` });
    }),
  );
});

test("one bit changed in the body, the signature or the secret does not verify", () => {
  fc.assert(
    fc.property(anyBody, secretText, fc.nat(), fc.nat(7), (body, text, place, bit) => {
      const signature = Buffer.from(hmac(text, body), "hex");
      const flipped = (bytes: Buffer) => {
        const copy = Buffer.from(bytes);
        const at = place % Math.max(1, copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << bit);
        return copy;
      };
      const secrets = labelled([text]);
      expect(check(body, secrets, flipped(signature).toString("hex"))).toEqual({ kind: "no_match" });
      if (body.length > 0)
        expect(check(flipped(body), secrets, signature.toString("hex"))).toEqual({ kind: "no_match" });
      const otherSecret = { label: "other", key: createSecretKey(flipped(Buffer.from(text))) };
      expect(check(body, [otherSecret], signature.toString("hex"))).toEqual({ kind: "no_match" });
    }),
  );
});

test("whatever is in the header, only the three spellings of the right digest verify", () => {
  const almost = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.stringMatching(/^(sha256=|SHA256=|0x| )?[0-9a-fA-F]{62,66}(==|,|\n)?$/),
  );
  const text = "a signing secret";
  fc.assert(
    fc.property(anyBody, fc.array(almost, { maxLength: 2 }), (body, signatures) => {
      expect(check(body, labelled([text]), ...signatures).kind).not.toBe("verified");
      const right = hmac(text, body);
      for (const wrong of [`SHA256=${right}`, `sha256=sha256=${right}`, `${right} `, right.slice(1), `${right}0`]) {
        expect(check(body, labelled([text]), wrong)).toEqual({ kind: "rejected", cause: "malformed_signature" });
      }
      expect(check(body, labelled([text]), right, ...signatures).kind).toBe(
        signatures.length === 0 ? "verified" : "rejected",
      );
    }),
  );
});

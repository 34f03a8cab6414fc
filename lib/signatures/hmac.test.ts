import { createHmac, createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type LabelledSecret, verifyHmacSha256 } from "./hmac.ts";
import type { HeaderPairs } from "./request-headers.ts";
import vectors from "./vectors/abound-signature-vectors.json" with { type: "json" };

function secret(label: string, text: string): LabelledSecret {
  return { label, key: createSecretKey(Buffer.from(text)) };
}

const current = secret("current", vectors.secret);
const previous = secret("previous", "appSecret_the_one_before_it");

function check(body: string | Buffer, headers: HeaderPairs | string, secrets: readonly LabelledSecret[] = [current]) {
  const pairs: HeaderPairs = typeof headers === "string" ? [["Abound-Signature", headers]] : headers;
  return verifyHmacSha256({ headers: pairs, headerName: "abound-signature", body: Buffer.from(body), secrets });
}

function signed(body: string, text: string): string {
  return createHmac("sha256", text).update(body).digest("hex");
}

test.each(vectors.vectors.map(({ raw, abound_signature }) => [raw, abound_signature] as const))(
  "R35: the published vector verifies: %s",
  (raw, signature) => {
    expect(check(raw, signature)).toEqual({ kind: "verified", label: "current", isDocumentedForm: true });
  },
);

describe("other spellings of the signature", () => {
  const hex = signed("{}", vectors.secret);

  test.each([hex.toUpperCase(), `sha256=${hex}`])("%s verifies and is marked", (signature) => {
    expect(check("{}", signature)).toEqual({ kind: "verified", label: "current", isDocumentedForm: false });
  });

  test.each(["", "zz", hex.slice(1), `${hex}0`, `0x${hex}`, `SHA256=${hex}`, ` ${hex}`, `${hex}\n`, "g".repeat(64)])(
    "%j is malformed",
    (signature) => {
      expect(check("{}", signature)).toEqual({ kind: "rejected", cause: "malformed_signature" });
    },
  );

  test("a missing and a repeated header", () => {
    expect(check("{}", [])).toEqual({ kind: "rejected", cause: "missing_signature" });
    expect(
      check("{}", [
        ["abound-signature", hex],
        ["Abound-Signature", hex],
      ]),
    ).toEqual({
      kind: "rejected",
      cause: "duplicate_header",
    });
    expect(check("{}", `${hex}, ${hex}`)).toEqual({ kind: "rejected", cause: "duplicate_header" });
  });
});

test("R37: any of several secrets verifies, and its label is told", () => {
  const signature = signed("{}", "appSecret_the_one_before_it");
  expect(check("{}", signature, [current, previous])).toMatchObject({ kind: "verified", label: "previous" });
  expect(check("{}", signature, [current])).toEqual({ kind: "no_match" });
});

test("R38: an empty secret never verifies anything", () => {
  const signature = signed("{}", "");
  expect(check("{}", signature, [secret("empty", "")])).toEqual({ kind: "no_secret" });
  expect(check("{}", signature, [])).toEqual({ kind: "no_secret" });
  expect(check("{}", signature, [secret("empty", ""), current])).toEqual({ kind: "no_match" });
});

test("R41: a body spaced differently after signing does not verify", () => {
  expect(check('{ "a":1 }', signed('{"a":1}', vectors.secret))).toEqual({ kind: "no_match" });
});

test("bytes are signed as received, whatever they are", () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00]);
  const signature = createHmac("sha256", vectors.secret).update(bytes).digest("hex");
  expect(check(bytes, signature).kind).toBe("verified");
});

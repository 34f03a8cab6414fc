import { createHmac, createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { explainSignature } from "./explain-signature.ts";

const SECRET = "appSecret_testvector_do_not_use";
const BODY = '{"resource":"users","event":"users.updated","userId":"userId_1","webhookRequestId":"r1"}';
const signature = createHmac("sha256", SECRET).update(BODY).digest("hex");
const credentials = {
  rsaKeys: [],
  secrets: [{ label: "app secret", key: createSecretKey(Buffer.from(SECRET)) }],
  sharedHeaders: [],
};

function explain(body: string, headers: [string, string][] = [["Abound-Signature", signature]]) {
  return explainSignature("abound", { headers, body: Buffer.from(body) }, credentials);
}

test("an authentic webhook is explained by scheme, text and key", () => {
  const { isAuthentic, sentences } = explain(BODY);
  expect(isAuthentic).toBe(true);
  expect(sentences[0]).toBe("Authentic: hmac-sha256 over the body exactly as given, by app secret.");
});

test.each([
  ["a line end after it", `${BODY}\n`, "without the blanks and line ends around it"],
  ["a byte order mark before it", `\u{feff}${BODY}`, "without"],
])("a body that got %s in a file is recognised", (_, body, words) => {
  const { isAuthentic, sentences } = explain(body);
  expect(isAuthentic).toBe(false);
  expect(sentences[1]).toContain(`It would be authentic ${words}`);
});

test("another body is not authentic, and no slip is claimed", () => {
  const { isAuthentic, sentences } = explain(BODY.replace("users.updated", "users.deleted"));
  expect(isAuthentic).toBe(false);
  expect(sentences.join(" ")).not.toContain("It would be authentic");
});

test("a missing header and missing keys are named as such", () => {
  expect(explain(BODY, []).sentences[0]).toContain("missing_signature");
  const asset = explainSignature(
    "asset",
    {
      headers: [
        ["asset-id", "1"],
        ["asset-signature", "A".repeat(342)],
      ],
      body: Buffer.from("{}"),
    },
    credentials,
  );
  expect(asset.sentences[0]).toContain("no usable RSA key");
});

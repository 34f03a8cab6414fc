import type { KeyObject } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { newSigningSecret, signingKey, signStandardWebhook } from "./standard-webhooks.ts";

const id = "0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b";
const body = Buffer.from('{"name": "Zo\\u00eb", "raw": "é😀"}');

function keyOf(secret: string): KeyObject {
  const key = signingKey(secret);
  if (key === null) throw new Error("not a signing secret");
  return key;
}

test("a receiver using the standardwebhooks package verifies the signature", () => {
  const secret = newSigningSecret();
  const headers = signStandardWebhook({ id, sentAt: new Date(), body, keys: [keyOf(secret)] });
  expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body.toString()));
  expect(() => new Webhook(newSigningSecret()).verify(body, { ...headers })).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "other" })).toThrow();
});

test("during a rotation receivers with either secret verify", () => {
  const [oldSecret, newSecret] = [newSigningSecret(), newSigningSecret()];
  const headers = signStandardWebhook({ id, sentAt: new Date(), body, keys: [keyOf(newSecret), keyOf(oldSecret)] });
  expect(headers["webhook-signature"]).toMatch(/^v1,\S{44} v1,\S{44}$/);
  for (const secret of [oldSecret, newSecret]) {
    expect(() => new Webhook(secret).verify(body, { ...headers })).not.toThrow();
  }
});

test("the signature equals the package's own", () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const sentAt = new Date("2026-01-15T10:30:00.999Z");
  const headers = signStandardWebhook({ id, sentAt, body, keys: [keyOf(secret)] });
  expect(headers).toEqual({
    "webhook-id": id,
    "webhook-timestamp": "1768473000",
    "webhook-signature": new Webhook(secret).sign(id, sentAt, body),
  });
});

test("bodies are signed as bytes, whatever they are", () => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  const key = keyOf(newSigningSecret());
  const sign = (content: Buffer) => signStandardWebhook({ id, sentAt: new Date(0), body: content, keys: [key] });
  expect(sign(bytes)).not.toEqual(sign(Buffer.from(bytes.toString("utf8"))));
});

describe("secrets", () => {
  test("new ones are random and long enough", () => {
    expect(newSigningSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSigningSecret()).not.toBe(newSigningSecret());
    expect(keyOf(newSigningSecret()).symmetricKeySize).toBe(32);
  });

  test.each([
    "",
    "whsec_",
    "whsec_!!!!",
    newSigningSecret().slice("whsec_".length),
    `whsec_${Buffer.alloc(23).toString("base64")}`,
    `whsec_${Buffer.alloc(65).toString("base64")}`,
  ])("%j is none", (secret) => {
    expect(signingKey(secret)).toBeNull();
  });
});

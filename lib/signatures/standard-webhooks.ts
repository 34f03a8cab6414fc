import { createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MIN_SECRET_BYTES = 24;
const NEW_SECRET_BYTES = 32;
const MAX_SECRET_BYTES = 64;

export interface StandardWebhookHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/** Signs an outgoing webhook (Standard Webhooks, symmetric `v1`); several keys give several signatures for rotation. */
export function signStandardWebhook(message: {
  readonly id: string;
  readonly sentAt: Date;
  readonly body: Buffer;
  readonly keys: readonly KeyObject[];
}): StandardWebhookHeaders {
  const timestamp = String(Math.floor(message.sentAt.getTime() / 1000));
  const signatures = message.keys.map((key) => {
    const hmac = createHmac("sha256", key).update(`${message.id}.${timestamp}.`, "utf8").update(message.body);
    return `v1,${hmac.digest("base64")}`;
  });
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

/** A new random secret in the form that receivers paste: `whsec_` and base64. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(NEW_SECRET_BYTES).toString("base64");
}

/** The key inside a `whsec_…` secret, or null when it is none of 24 to 64 bytes. Keep the key: making it costs time. */
export function signingKey(secret: string): KeyObject | null {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : "";
  if (!BASE64.test(encoded)) return null;
  const bytes = Buffer.from(encoded, "base64");
  const isSized = bytes.length >= MIN_SECRET_BYTES && bytes.length <= MAX_SECRET_BYTES;
  return isSized ? createSecretKey(bytes) : null;
}

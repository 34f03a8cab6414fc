import { createHmac, type KeyObject, sign } from "node:crypto";

export interface SignedWebhook {
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Asset: RSA with SHA-256 over `<asset-id>.<signed text>`, base64url without padding. */
export function signAssetWebhook(
  privateKey: KeyObject,
  assetId: string,
  wire: string,
  signedText: string,
): SignedWebhook {
  const signature = sign("sha256", Buffer.from(`${assetId}.${signedText}`, "utf8"), privateKey).toString("base64url");
  return {
    headers: { "content-type": "application/json", "asset-id": assetId, "asset-signature": signature },
    body: Buffer.from(wire, "utf8"),
  };
}

/** Abound: HMAC with SHA-256 over the body, in hex. */
export function signAboundWebhook(secret: string, wire: string): SignedWebhook {
  const signature = createHmac("sha256", secret).update(wire, "utf8").digest("hex");
  return {
    headers: { "content-type": "application/json", "abound-signature": signature },
    body: Buffer.from(wire, "utf8"),
  };
}

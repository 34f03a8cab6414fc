import { verify } from "node:crypto";
import type { JsonDocument } from "#lib/domain/json-document.ts";
import type { JsonFlag } from "#lib/domain/json-node.ts";
import type { RsaVerificationKey } from "./jwks.ts";
import { type JsonRejection, pythonJsonText, readStrictJson } from "./python-json.ts";
import type { SignatureHeaders } from "./signature-headers.ts";

export type RsaCheck =
  | {
      readonly kind: "verified";
      readonly via: "raw" | "python";
      readonly thumbprint: string;
      /** The bytes the provider signed, without the id: what the event means. */
      readonly text: Buffer;
      /** The text as JSON; null for the canonical text, which was written and never read. */
      readonly document: JsonDocument | null;
      /** What the raw body held and its canonical text may no longer show. */
      readonly flags: readonly JsonFlag[];
    }
  | { readonly kind: "no_match" }
  | { readonly kind: "no_keys" }
  | { readonly kind: "rejected"; readonly cause: JsonRejection | "not_an_object" | "authentic_not_an_object" };

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over `id.body`, where the body is what was sent or what Python's json.dumps makes of it.
 * Both are texts the provider must have signed and both denote the same value, so either is enough.
 */
export function verifyRsaSha256(
  { id, signature }: SignatureHeaders,
  body: Buffer,
  keys: readonly RsaVerificationKey[],
): RsaCheck {
  const fitting = keys.filter((key) => Math.ceil(key.bits / 8) === signature.length);
  const reading = readJsonObject(body);
  if (reading.kind === "rejected") {
    // Only an object's text cannot be cut out of another signed text, so even a right signature does not help.
    const isAuthentic = signer(id, body, signature, fitting) !== null;
    return { kind: "rejected", cause: isAuthentic ? "authentic_not_an_object" : reading.cause };
  }
  if (keys.length === 0) return { kind: "no_keys" };
  const rawSigner = signer(id, body, signature, fitting);
  if (rawSigner !== null) return verified("raw", rawSigner, body, reading);
  const pythonText = pythonJsonText(reading.root);
  if (pythonText === null) return { kind: "no_match" };
  const canonical = Buffer.from(pythonText, "latin1");
  const pythonSigner = canonical.equals(body) ? null : signer(id, canonical, signature, fitting);
  return pythonSigner === null ? { kind: "no_match" } : verified("python", pythonSigner, canonical, reading);
}

function readJsonObject(body: Buffer) {
  const reading = readStrictJson(body);
  if (reading.kind === "rejected" || reading.root.kind === "object") return reading;
  return { kind: "rejected", cause: "not_an_object" } as const;
}

function signer(
  id: string,
  text: Buffer,
  signature: Buffer,
  keys: readonly RsaVerificationKey[],
): RsaVerificationKey | null {
  const signed = Buffer.concat([Buffer.from(`${id}.`, "latin1"), text]);
  // A bare KeyObject of an RSA key means PKCS1 v1.5 padding; naming the padding doubles the time.
  return keys.find(({ keyObject }) => verify("sha256", signed, keyObject, signature)) ?? null;
}

function verified(
  via: "raw" | "python",
  { thumbprint }: RsaVerificationKey,
  text: Buffer,
  document: JsonDocument,
): RsaCheck {
  return { kind: "verified", via, thumbprint, text, flags: document.flags, document: via === "raw" ? document : null };
}

import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { type HeaderPairs, singleHeader } from "./request-headers.ts";

export interface LabelledSecret {
  readonly label: string;
  /** From createSecretKey, made once: hashing with a KeyObject is several times faster than with bytes. */
  readonly key: KeyObject;
}

export type HmacCheck =
  | { readonly kind: "verified"; readonly label: string; readonly isDocumentedForm: boolean }
  | { readonly kind: "no_match" }
  | { readonly kind: "no_secret" }
  | { readonly kind: "rejected"; readonly cause: "missing_signature" | "duplicate_header" | "malformed_signature" };

const SIGNATURE = /^(sha256=)?([0-9a-fA-F]{64})$/;
const DOCUMENTED_FORM = /^[0-9a-f]{64}$/;
const LONGEST_SIGNATURE = "sha256=".length + 64;

/** HMAC-SHA256 in hexadecimal over the exact body, by any of several secrets. */
export function verifyHmacSha256(input: {
  readonly headers: HeaderPairs;
  readonly headerName: string;
  readonly body: Buffer;
  readonly secrets: readonly LabelledSecret[];
}): HmacCheck {
  const header = singleHeader(input.headers, input.headerName);
  if (header.kind === "missing") return { kind: "rejected", cause: "missing_signature" };
  if (header.kind === "several") return { kind: "rejected", cause: "duplicate_header" };
  // Shape first: Buffer.from drops what is not hexadecimal without a word.
  const hex = header.value.length > LONGEST_SIGNATURE ? undefined : SIGNATURE.exec(header.value)?.[2];
  if (hex === undefined) return { kind: "rejected", cause: "malformed_signature" };
  // With an empty key everybody could sign.
  const usable = input.secrets.filter((secret) => (secret.key.symmetricKeySize ?? 0) > 0);
  if (usable.length === 0) return { kind: "no_secret" };
  const label = matchingLabel(Buffer.from(hex, "hex"), input.body, usable);
  if (label === null) return { kind: "no_match" };
  return { kind: "verified", label, isDocumentedForm: DOCUMENTED_FORM.test(header.value) };
}

/** Tries every secret, so that time does not tell which one matched. */
function matchingLabel(signature: Buffer, body: Buffer, secrets: readonly LabelledSecret[]): string | null {
  let matched: string | null = null;
  for (const { label, key } of secrets) {
    const expected = createHmac("sha256", key).update(body).digest();
    if (timingSafeEqual(expected, signature)) matched ??= label;
  }
  return matched;
}

import { type HeaderPairs, singleHeader } from "./request-headers.ts";

export interface SignatureHeaders {
  readonly id: string;
  readonly signature: Buffer;
}

export type SignatureHeadersReading =
  | ({ readonly kind: "headers" } & SignatureHeaders)
  | {
      readonly kind: "rejected";
      readonly cause: "missing_id" | "malformed_id" | "missing_signature" | "malformed_signature" | "duplicate_header";
    };

const ID = /^[\x21-\x2b\x2d-\x7e]{1,200}$/;
const SIGNATURE = /^(?:[A-Za-z0-9_-]{342,1366}|[A-Za-z0-9+/]{342,1366})={0,2}$/;
const LONGEST_SIGNATURE = 1368;

/** Both headers exactly once and well formed; base64 in either alphabet, with or without padding. */
export function readSignatureHeaders(
  headers: HeaderPairs,
  names: { readonly id: string; readonly signature: string },
): SignatureHeadersReading {
  const id = singleHeader(headers, names.id);
  const signature = singleHeader(headers, names.signature);
  if (id.kind === "several" || signature.kind === "several") return { kind: "rejected", cause: "duplicate_header" };
  if (id.kind === "missing") return { kind: "rejected", cause: "missing_id" };
  if (signature.kind === "missing") return { kind: "rejected", cause: "missing_signature" };
  if (!ID.test(id.value)) return { kind: "rejected", cause: "malformed_id" };
  // Shape first: Buffer.from skips what is not base64 without a word.
  if (signature.value.length > LONGEST_SIGNATURE || !SIGNATURE.test(signature.value)) {
    return { kind: "rejected", cause: "malformed_signature" };
  }
  return { kind: "headers", id: id.value, signature: Buffer.from(signature.value, "base64url") };
}

import { createHash, timingSafeEqual } from "node:crypto";
import { type HeaderPairs, headerValues } from "./request-headers.ts";

/** A header the provider was told to send with each request. Two values of one name may overlap during rotation. */
export interface SharedHeader {
  readonly name: string;
  readonly value: string;
}

export type SharedHeaderCheck =
  | { readonly kind: "accepted" }
  | { readonly kind: "rejected"; readonly cause: "missing_shared_header" | "wrong_shared_header" };

/** Requires every configured name with one of its values; nothing configured accepts everything. */
export function checkSharedHeaders(headers: HeaderPairs, required: readonly SharedHeader[]): SharedHeaderCheck {
  for (const [name, accepted] of Map.groupBy(required, (header) => header.name.toLowerCase())) {
    // Joined as servers join them, so that a repeated header is judged alike wherever it is received.
    const sent = headerValues(headers, name);
    if (sent.length === 0) return { kind: "rejected", cause: "missing_shared_header" };
    if (!matchesOne(sent.join(", "), accepted)) return { kind: "rejected", cause: "wrong_shared_header" };
  }
  return { kind: "accepted" };
}

/** Compares digests, which have one length, with every value, so that time tells neither length nor which one matched. */
function matchesOne(sent: string, accepted: readonly SharedHeader[]): boolean {
  // HTTP parsers give bytes as Latin-1 characters; the configured value is UTF-8.
  const digest = createHash("sha256").update(sent, "latin1").digest();
  let isMatch = false;
  for (const { value } of accepted) {
    const expected = createHash("sha256").update(value, "utf8").digest();
    if (timingSafeEqual(digest, expected) && value !== "") isMatch = true;
  }
  return isMatch;
}

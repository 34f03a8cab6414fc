import { isUtf8 } from "node:buffer";

export type Utf8Reading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "rejected"; readonly cause: "not_utf8" | "bom" };

/** Decodes bytes that are exactly UTF-8: no replacement characters, no byte order mark, no encoded surrogates. */
export function decodeUtf8(bytes: Buffer): Utf8Reading {
  if (!isUtf8(bytes)) return { kind: "rejected", cause: "not_utf8" };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { kind: "rejected", cause: "bom" };
  return { kind: "text", text: bytes.toString("utf8") };
}

import { createHash } from "node:crypto";

const SHORTEST_WITH_TAIL = 16;

/** All that is ever shown of a secret: its last four characters, unless it is short, and its SHA-256. */
export function describeSecret(value: string): { last4: string; fingerprint: string } {
  return {
    last4: value.length >= SHORTEST_WITH_TAIL ? value.slice(-4) : "",
    fingerprint: createHash("sha256").update(value, "utf8").digest("hex"),
  };
}

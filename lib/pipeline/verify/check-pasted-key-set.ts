import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { type KeySetReading, readKeySet, type SkipReason } from "#lib/signatures/jwks.ts";

export type PastedKeySet = { kind: "ok"; document: { keys: Record<string, string>[] }; warnings: string[] } | Refusal;

/** Keeps only the public parts of the usable keys: whatever else was pasted is never stored. */
export async function checkPastedKeySet(given: unknown): Promise<PastedKeySet> {
  const reading = await readKeySet(typeof given === "string" ? given : JSON.stringify(given));
  if (reading.kind === "invalid") return refused(PROBLEM[reading.problem], "jwks");
  const warnings = reading.skipped.map(({ index, reason }) => `Key ${index + 1} is left out: ${SKIPPED[reason]}.`);
  if (reading.keys.length === 0) {
    return refused(["The key set has no key that can be used.", ...warnings].join(" "), "jwks");
  }
  if (reading.alarms.length > 0) warnings.unshift(PRIVATE_KEY);
  return { kind: "ok", document: { keys: reading.keys.map(({ jwk }) => ({ ...jwk })) }, warnings };
}

const PRIVATE_KEY =
  "The key set contains a private key, which was not kept. Whoever has seen it can sign events: have it replaced.";

const PROBLEM = {
  too_large: "The key set is larger than 64 KiB.",
  not_json: "The key set is not JSON.",
  not_a_key_set: 'The key set must be an object such as { "keys": [ … ] }.',
} satisfies Record<Extract<KeySetReading, { kind: "invalid" }>["problem"], string>;

const SKIPPED = {
  bad_encoding: "its numbers are not base64url",
  too_small: "it has fewer than 2,048 bits",
  too_large: "it has more than 8,192 bits",
  even_modulus: "its modulus is even",
  weak_exponent: "with its exponent anybody could sign",
  not_importable: "it is not a valid RSA key",
  not_an_object: "it is not an object",
  not_rsa: "it is not an RSA key",
  not_for_signatures: "it is not meant for signatures",
  other_algorithm: "it is meant for another algorithm than RS256",
  duplicate: "it is in the set twice",
  beyond_limit: "only the first 16 keys of a set are read",
} satisfies Record<SkipReason, string>;

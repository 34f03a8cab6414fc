import type { NameValue } from "#lib/domain/api/name-values-input.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,1022}[\x21-\x7e])?$/;
/** Set by the connection or by the provider itself, so that they prove nothing. */
const TAKEN: ReadonlySet<string> = new Set([
  "host",
  "content-type",
  "content-length",
  "transfer-encoding",
  "connection",
  "user-agent",
  "accept",
  "accept-encoding",
  "asset-id",
  "asset-signature",
]);
const ADVISED_LENGTH = 16;

/** A header that the provider was told to send; its value is the proof that an event is meant for us. */
export function judgeSharedHeader({ name, value }: NameValue): { kind: "ok"; warnings: string[] } | Refusal {
  const shown = JSON.stringify(name);
  if (!TOKEN.test(name)) return refused(`${shown} is not a header name.`, "sharedHeaders");
  if (TAKEN.has(name.toLowerCase())) {
    return refused(`The header ${shown} is always sent, so it cannot show that an event is yours.`, "sharedHeaders");
  }
  if (!VALUE.test(value)) {
    return refused(
      `The header ${shown} needs a value of printable ASCII characters without blanks at its ends.`,
      "sharedHeaders",
    );
  }
  if (value.length >= ADVISED_LENGTH) return { kind: "ok", warnings: [] };
  return {
    kind: "ok",
    warnings: [`The value of the header ${shown} has fewer than ${ADVISED_LENGTH} characters and may be guessed.`],
  };
}

import * as z from "zod";
import type { SealedHeaders } from "#lib/db/destinations/destination-settings.ts";
import type { NameValue } from "#lib/domain/api/name-values-input.ts";
import { parseCustomHeaders } from "#lib/domain/custom-headers.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import type { SealContext, SecretBox } from "#lib/platform/secret-box.ts";

export type HeadersCheck = { kind: "ok"; headers: SealedHeaders } | Refusal;

const OPENED = z.record(z.string(), z.string());

/**
 * All custom headers of a destination as one sealed value. A header without a value keeps the value it has in
 * `current`, as values are never shown to be sent back.
 */
export function sealCustomHeaders(
  box: SecretBox,
  destinationId: string,
  given: readonly NameValue[],
  current: string | null = null,
): HeadersCheck {
  const context = { table: "destinations", column: "headers_ciphertext", rowId: destinationId };
  const names = given.map(({ name }) => name.toLowerCase());
  const twice = given.find(({ name }, index) => names.indexOf(name.toLowerCase()) !== index);
  if (twice) return refused(`Header "${twice.name}" is given twice.`, "headers");
  const kept = given.some(({ value }) => value === "") ? openHeaders(box, context, current) : {};
  const filled = given.map(({ name, value }) => ({
    name,
    value: value === "" ? (kept[name.toLowerCase()] ?? "") : value,
  }));
  const outcome = parseCustomHeaders(filled);
  if (outcome.kind === "invalid") return refused(outcome.problems.map(({ message }) => message).join(" "), "headers");
  const isEmpty = names.length === 0;
  const ciphertext = isEmpty ? null : box.seal(JSON.stringify(outcome.headers), context);
  return { kind: "ok", headers: { ciphertext, names: Object.keys(outcome.headers), basedOn: current } };
}

function openHeaders(box: SecretBox, context: SealContext, current: string | null): Record<string, string> {
  return current === null ? {} : OPENED.parse(JSON.parse(box.open(current, context)));
}

import type { KeySetOrigin } from "#lib/db/sources/source-settings.ts";
import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { checkPastedKeySet } from "#lib/pipeline/verify/check-pasted-key-set.ts";
import { checkAddress } from "#lib/platform/outbound/check-address.ts";
import { installation } from "./installation.ts";

type KeySetCheck = { kind: "ok"; keySet: KeySetOrigin | null; warnings: string[] } | Refusal;

/** Where the keys come from, by a URL that may be called or by a pasted set that can be used; null when not given. */
export async function resolveKeySet(given: { jwksUrl?: string | undefined; jwks?: unknown }): Promise<KeySetCheck> {
  if (given.jwksUrl !== undefined) return checkUrl(given.jwksUrl);
  if (given.jwks === undefined) return { kind: "ok", keySet: null, warnings: [] };
  const pasted = await checkPastedKeySet(given.jwks);
  if (pasted.kind !== "ok") return pasted;
  return { kind: "ok", keySet: { kind: "pasted", document: pasted.document }, warnings: pasted.warnings };
}

async function checkUrl(text: string): Promise<KeySetCheck> {
  const parsed = parseDestinationUrl(text);
  if (parsed.kind === "invalid") return refused(parsed.message, "jwksUrl");
  const keySet: KeySetOrigin = { kind: "url", url: parsed.url.href };
  const verdict = await checkAddress(installation().addressPolicy, parsed.url);
  if (verdict.kind === "blocked") return refused(verdict.sentence, "jwksUrl");
  if (verdict.kind === "allowed") return { kind: "ok", keySet, warnings: [] };
  return { kind: "ok", keySet, warnings: [`The name ${parsed.url.host} does not resolve at the moment.`] };
}

import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { checkAddress } from "#lib/platform/outbound/check-address.ts";
import { installation } from "./installation.ts";

export type CheckedUrl = { kind: "ok"; href: string; warnings: string[] } | Refusal;

/** Where messages go is bound by the same address policy as destinations. */
export async function checkNotificationUrl(text: string): Promise<CheckedUrl> {
  const parsed = parseDestinationUrl(text);
  if (parsed.kind === "invalid") return refused(parsed.message, "url");
  const { url } = parsed;
  const verdict = await checkAddress(installation().addressPolicy, url);
  if (verdict.kind === "blocked") return refused(verdict.sentence, "url");
  const warnings = verdict.kind === "unresolved" ? [`The name ${url.host} does not resolve at the moment.`] : [];
  return { kind: "ok", href: url.href, warnings };
}

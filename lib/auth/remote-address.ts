import { forwardedAddress } from "#lib/platform/forwarded-address.ts";
import type { AllowEntry } from "#lib/platform/outbound/allow-list.ts";

export function remoteAddress(headers: Headers, trustedProxies: readonly AllowEntry[]): string | null {
  return forwardedAddress(headers.get("x-forwarded-for"), trustedProxies);
}

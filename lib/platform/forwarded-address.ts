import type { AllowEntry } from "./outbound/allow-list.ts";
import { formatIpAddress, type IpAddress, isInRange, parseIpAddress } from "./outbound/ip-address.ts";

/**
 * The last hop of an X-Forwarded-For before the trusted proxies. Null without a trusted proxy: the header is then the
 * sender's own claim.
 */
export function forwardedAddress(forwarded: string | null, trustedProxies: readonly AllowEntry[]): string | null {
  if (trustedProxies.length === 0 || forwarded === null) return null;
  const hops = forwarded.split(",").map((hop) => parseIpAddress(hop.trim()));
  const hop = hops.findLast((address) => address === null || !isTrusted(address, trustedProxies));
  return hop ? formatIpAddress(hop) : null;
}

/** The sender of a request that reached us from `peer`. */
export function senderAddress(
  peer: string | null,
  forwarded: string | null,
  trustedProxies: readonly AllowEntry[],
): string | null {
  if (peer === null || trustedProxies.length === 0) return peer;
  const address = parseIpAddress(peer);
  if (address === null) return peer;
  if (!isTrusted(address, trustedProxies)) return formatIpAddress(address);
  return forwardedAddress(forwarded, trustedProxies) ?? formatIpAddress(address);
}

function isTrusted(address: IpAddress, proxies: readonly AllowEntry[]): boolean {
  return proxies.some((proxy) => isInRange(address, proxy.network, proxy.prefix));
}

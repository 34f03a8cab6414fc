import type { DestinationUrl } from "#lib/domain/destination-url.ts";
import { type AddressPolicy, type AddressVerdict, judgeAddress, judgeHostname } from "./address-policy.ts";
import { ResolveError } from "./network-failures.ts";
import { type Resolver, resolveHost, systemResolver } from "./resolve-host.ts";

/**
 * What the sender would say about this URL right now, for the moment an operator saves it. A name that does not
 * resolve yet is `unresolved`, which is no reason to refuse it.
 */
export async function checkAddress(
  policy: AddressPolicy,
  url: DestinationUrl,
  resolver: Resolver = systemResolver,
): Promise<AddressVerdict | { kind: "unresolved" }> {
  const named = judgeHostname(policy, url.host, url.port);
  if (named.kind === "blocked") return named;
  try {
    const addresses = await resolveHost(url.host, resolver);
    const verdicts = addresses.map(({ address }) => judgeAddress(policy, { ...url, address }));
    return verdicts.find(({ kind }) => kind === "blocked") ?? { kind: "allowed" };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return judgeUnresolved(policy, url);
  }
}

/** A name without an address can still be refused where no address that it may get later would do. */
function judgeUnresolved(policy: AddressPolicy, url: DestinationUrl): AddressVerdict | { kind: "unresolved" } {
  if (isLocalName(url.host)) return judgeAddress(policy, { ...url, address: "127.0.0.1" });
  const mayBeListed = policy.allow.some(({ port }) => port === null || port === url.port);
  const asPublic = judgeAddress(policy, { ...url, address: ANY_PUBLIC_ADDRESS });
  if (mayBeListed || asPublic.kind === "allowed") return { kind: "unresolved" };
  const rule = url.scheme === "http" ? "public addresses are called over https only" : PUBLIC_PORTS;
  return {
    ...asPublic,
    sentence: `${url.host}:${url.port} cannot be called: ${rule}, and no private one is allow-listed.`,
  };
}

const ANY_PUBLIC_ADDRESS = "9.9.9.9";
const PUBLIC_PORTS = "public addresses are called on port 443 and 8000 to 8999 only";

/** RFC 6761: these names mean this machine, whether or not a name server knows them. */
function isLocalName(host: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(host);
}
